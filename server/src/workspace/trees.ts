import { derived } from '../base/derived.ts';
import type { Read } from '../base/source.ts';
import { parseJson } from '../syntax/json.ts';
import type { Tree } from '../syntax/node.ts';
import { parseYaml } from '../syntax/yaml.ts';
import { kindByName } from './file-kind.ts';

/** Gives the trees of a file, remembered; `undefined` when it cannot be read. */
export type Trees = (read: Read, uri: string) => readonly Tree[] | undefined;

/** Returns what parses files: of YAML every document, of JSON the one that it is. */
export function treesOfFiles(): Trees {
  return derived<readonly Tree[] | undefined>(
    (read, uri) => {
      const text = read(uri)?.text;
      if (text === undefined) return undefined;
      return kindByName(uri) === undefined ? [parseJson(text)] : parseYaml(text);
    },
    () => undefined,
  );
}
