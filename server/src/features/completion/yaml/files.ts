import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Analysis } from '../../../analysis.ts';
import { folderOf, nameOf, relativePath, resolveUri } from '../../../base/uri.ts';
import { filesIn, foldersIn } from '../../../workspace/folder.ts';
import type { FileKind } from '../../../workspace/file-kind.ts';
import type { YamlPlace } from './place.ts';
import type { Suggestion } from './suggestion.ts';

/** So many folders below the one that is written are looked into. */
const MOST_FOLDERS = 40;

/**
 * Returns the files of a kind that a path at a place may name: those of the folder that the
 * written part leads to and of the folders in it, as paths relative to the file.
 */
export function fileSuggestions(
  analysis: Analysis,
  { uri, written }: YamlPlace,
  kind: FileKind,
): readonly Suggestion[] {
  const typed = written.replace(/^["']/, '').replaceAll('\\', '/');
  const head = typed.slice(0, typed.lastIndexOf('/') + 1);
  const start = head === '' ? folderOf(uri) : resolveUri(uri, head);
  if (start === undefined) return [];
  const folder = start.endsWith('/') ? start : `${start}/`;
  const folders = [folder, ...foldersIn(analysis.read, folder)].slice(0, MOST_FOLDERS);
  return folders.flatMap((one, depth) =>
    filesIn(analysis.read, one)
      .filter((file) => analysis.kindOf(file) === kind)
      .map((file) => {
        const path = relativePath(uri, file);
        const text = path.startsWith('../') || !/^\.\//.test(typed) ? path : `./${path}`;
        return {
          label: text,
          kind: CompletionItemKind.File,
          detail: kind === 'template' ? 'template' : 'parameter file',
          documentation: nameOf(file),
          text,
          rank: depth === 0 ? 0 : 1,
        };
      }),
  );
}
