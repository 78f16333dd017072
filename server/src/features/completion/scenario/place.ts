import type { Read } from '../../../base/source.ts';
import { parseScenario } from '../../../scenario/parse-scenario.ts';
import type { Scenario } from '../../../scenario/scenario.ts';
import { yamlPlace, type YamlPlace } from '../yaml/place.ts';

/** Where in a scenario something is to be written. */
export interface WritingPlace extends YamlPlace {
  /** The scenario as it is while it is written, with the mark at the cursor in it. */
  readonly scenario: Scenario | undefined;
}

/** Returns what an offset of a scenario file is the place of. */
export function writingPlace(read: Read, uri: string, offset: number): WritingPlace | undefined {
  const place = yamlPlace(read, uri, offset);
  if (!place) return undefined;
  const { tree, text } = place.marked;
  return { ...place, scenario: parseScenario(uri, tree, text).scenario };
}
