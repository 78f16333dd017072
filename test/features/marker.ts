import { filesOf, ROOT, type Files } from '../kit.ts';

/** A place in a fixture. */
export interface Marked {
  readonly files: Files;
  readonly uri: string;
  readonly offset: number;
}

const MARKER = '<|>';

/** Returns the files of a fixture without its `<|>`, and where that stood. */
export function marked(fixture: string): Marked {
  const files = new Map(filesOf(fixture));
  for (const [path, text] of files) {
    const offset = text.indexOf(MARKER);
    if (offset < 0) continue;
    files.set(path, text.replace(MARKER, ''));
    return { files, uri: ROOT + path, offset };
  }
  throw new Error(`there is no ${MARKER} in the fixture`);
}
