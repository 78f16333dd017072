import { t } from '../base/l10n.ts';
import { lineStarts } from '../base/span.ts';
import { nameOf } from '../base/uri.ts';
import type { Tree } from '../syntax/node.ts';
import { readDevice } from './parse-device.ts';
import { readImages } from './parse-images.ts';
import { readSteps } from './parse-steps.ts';
import {
  complain,
  mappingOf,
  membersOf,
  textIn,
  type Reader,
  type ReadingProblem,
} from '../syntax/reader.ts';
import type { Scenario } from './scenario.ts';

/** What became of one document of a scenario file. */
export interface ParsedScenario {
  /** As far as it could be read; `undefined` when the document is empty or no mapping. */
  readonly scenario: Scenario | undefined;
  /** What is not the scenario language; what is not YAML is in the tree's own problems. */
  readonly problems: readonly ReadingProblem[];
}

/** Returns the scenario of each document of the text, in their order. */
export function parseScenarios(
  uri: string,
  trees: readonly Tree[],
  text: string,
): readonly ParsedScenario[] {
  const lines = lineStarts(text);
  return trees.map((tree) => parse(tree, { uri, text, lines, problems: [] }));
}

/** Returns the scenario of one document of the text. */
export function parseScenario(uri: string, tree: Tree, text: string): ParsedScenario {
  return parse(tree, { uri, text, lines: lineStarts(text), problems: [] });
}

const KEYS = ['scenario', 'device', 'images', 'steps'];

function parse({ root }: Tree, reader: Reader): ParsedScenario {
  const { problems, uri } = reader;
  const mapping = root && mappingOf(reader, root, root, t('a mapping with device and steps'));
  if (!mapping) return { scenario: undefined, problems };
  // Editors are told by it which schema the file follows.
  const members = membersOf(reader, mapping, [...KEYS, '$schema']);
  const first = mapping.properties[0]?.key ?? { start: mapping.start, end: mapping.end };
  for (const name of ['device', 'steps']) {
    if (!members.has(name)) complain(reader, first, t("expected '{0}' in the scenario", name));
  }
  const name = textIn(reader, members.get('scenario'), t('the name of the scenario'));
  const span = { start: mapping.start, end: mapping.end };
  const scenario: Scenario = {
    uri,
    span,
    name: name?.value ?? nameOf(uri),
    device: readDevice(reader, members.get('device')) ?? {
      at: { uri, span },
      model: undefined,
      release: undefined,
    },
    images: readImages(reader, members.get('images')),
    steps: readSteps(reader, members.get('steps')),
  };
  return { scenario, problems };
}
