import { derived, type Derived } from '../base/derived.ts';
import { fileKind, type FileKind } from './file-kind.ts';
import { filesIn } from './folder.ts';

/** The files of a folder, without its sub-folders, by what they are. */
export type FolderContents = Readonly<Record<FileKind, readonly string[]>>;

/**
 * Returns what tells the contents of a folder (whose URI ends in `/`). They stay the same while
 * files are edited: what was made from them is computed again only when a file comes, goes or
 * becomes something else.
 */
export function folderContents(): Derived<FolderContents> {
  const kinds = derived<FileKind | undefined>(fileKind, () => undefined);
  return derived<FolderContents>(
    (read, folder) => {
      const contents: Record<FileKind, string[]> = {
        template: [],
        parameters: [],
        scenario: [],
        config: [],
      };
      for (const file of filesIn(read, folder)) {
        const kind = kinds(read, file);
        if (kind) contents[kind].push(file);
      }
      return contents;
    },
    () => ({ template: [], parameters: [], scenario: [], config: [] }),
  );
}
