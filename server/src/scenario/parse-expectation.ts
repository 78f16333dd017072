import { t } from '../base/l10n.ts';
import type { Node, ObjectNode, Property } from '../syntax/node.ts';
import {
  complain,
  complainOfName,
  lineOf,
  membersOf,
  placeOf,
  type Reader,
} from '../syntax/reader.ts';
import type { Expectation, Outcome } from './scenario.ts';

/** The outcomes that may be expected. */
export const OUTCOMES: readonly Outcome[] = ['succeeds', 'fails', 'at-risk', 'skipped'];

/** Returns what the author expects of a step: an outcome, or a mapping of outcome and GPUs. */
export function readExpectation(
  reader: Reader,
  property: Property | undefined,
): Expectation | undefined {
  if (!property) return undefined;
  const { key, value } = property;
  const place = { at: placeOf(reader, value ?? key), line: lineOf(reader, key) };
  if (value?.kind !== 'object') {
    return { ...place, outcome: readOutcome(reader, property), gpus: undefined };
  }
  const members = membersOf(reader, value, ['outcome', 'gpus']);
  return {
    ...place,
    outcome: readOutcome(reader, members.get('outcome')),
    gpus: readGpus(reader, members.get('gpus')),
  };
}

function readOutcome(reader: Reader, property: Property | undefined): Outcome | undefined {
  if (!property) return undefined;
  const { key, value } = property;
  if (value?.kind !== 'string') {
    return complain(
      reader,
      value ?? key,
      t('expected the outcome: one of {0}', OUTCOMES.join(', ')),
    );
  }
  const outcome = OUTCOMES.find((candidate) => candidate === value.value);
  return outcome ?? complainOfName(reader, value, t('outcome'), value.value, OUTCOMES);
}

function readGpus(
  reader: Reader,
  property: Property | undefined,
): ReadonlyMap<string, number> | undefined {
  if (!property) return undefined;
  const { key, value } = property;
  if (value?.kind !== 'object') {
    return complain(reader, value ?? key, t('expected GPUs by VM name, kubernetes and free'));
  }
  return numbersIn(reader, value);
}

function numbersIn(reader: Reader, node: ObjectNode): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const { key, value } of node.properties) {
    const count = countOf(value);
    if (count === undefined) complain(reader, value ?? key, t('expected a number of GPUs'));
    else numbers.set(key.value, count);
  }
  return numbers;
}

function countOf(node: Node | undefined): number | undefined {
  if (node?.kind !== 'number' || !Number.isInteger(node.value) || node.value < 0) return undefined;
  return node.value;
}
