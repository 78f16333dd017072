import { t } from '../base/l10n.ts';
import { at, textOf, type ObjectNode } from '../syntax/node.ts';
import { placeOf, writtenText, type Document } from './document.ts';
import { MAX_COPY_COUNT } from './evaluate.ts';
import type { Loop } from './resource.ts';
import type { Scope } from './scope.ts';
import { evaluateIn } from './template-scope.ts';
import type { Value } from './value.ts';

/** How often a loop of resources runs. */
export interface LoopPlan {
  readonly loop: Omit<Loop, 'index'>;
  /** `false` when nothing is known of the count. */
  readonly isCounted: boolean;
  /** As many turns as there are in any case; those after them may not happen. */
  readonly certain: number;
  /** The count as it is written, which decides about the turns that are not certain. */
  readonly countText: string;
  /** What Azure would refuse, at `loop.countAt`. */
  readonly problem: string | undefined;
}

/**
 * Returns how often the loop of a resource's `copy` runs. Where the count is one of several, the
 * greatest counts and only the smallest is certain; where it is unknown, one turn stands for all.
 */
export function planLoop(copy: ObjectNode, document: Document, scope: Scope): LoopPlan {
  const countNode = at(copy, 'count');
  const count: Value = countNode
    ? evaluateIn(document, countNode, scope)
    : { kind: 'failure', message: t('loop has no count'), origin: undefined };
  const countAt = count.origin ?? placeOf(document, countNode ?? copy);
  const found = bounds(count);
  const batchSize = at(copy, 'batchSize');
  return {
    loop: {
      name: textOf(at(copy, 'name')) ?? '',
      count: found.most,
      countAt,
      mode: textOf(at(copy, 'mode'))?.toLowerCase() === 'serial' ? 'serial' : 'parallel',
      batchSize: batchSize?.kind === 'number' ? batchSize.value : undefined,
    },
    isCounted: found !== UNDECIDED && found.problem === undefined,
    certain: found.least,
    countText: writtenText(document, countNode ?? copy),
    problem: found.problem,
  };
}

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly problem?: string;
}

function bounds(count: Value): Bounds {
  switch (count.kind) {
    case 'number': {
      const { value } = count;
      if (!Number.isInteger(value))
        return { ...UNDECIDED, problem: t('loop count is not an integer') };
      const turns = Math.min(Math.max(value, 0), MAX_COPY_COUNT);
      if (turns === value) return { least: value, most: value };
      const problem = t('loop count is {0}, must be between 0 and {1}', value, MAX_COPY_COUNT);
      return { least: turns, most: turns, problem };
    }
    case 'oneOf': {
      const each = count.choices.map(({ value }) => bounds(value));
      if (each.some(({ problem }) => problem !== undefined)) return UNDECIDED;
      return {
        least: Math.min(...each.map(({ least }) => least)),
        most: Math.max(...each.map(({ most }) => most)),
      };
    }
    case 'unknown':
      return UNDECIDED;
    case 'failure':
      return { ...UNDECIDED, problem: count.message };
    default:
      return { ...UNDECIDED, problem: t('loop count is not an integer') };
  }
}

const UNDECIDED: Bounds = { least: 0, most: 1 };
