import type { Read } from '../base/source.ts';
import type { ReadLinked } from '../template/deployment.ts';
import type { Trees } from './trees.ts';

/** Returns what reads the templates and parameter files that a template links to. */
export function linkedFiles(read: Read, trees: Trees): ReadLinked {
  return (uri) => {
    const text = read(uri)?.text;
    const root = trees(read, uri)?.[0]?.root;
    return text !== undefined && root?.kind === 'object'
      ? { document: { uri, text }, root }
      : undefined;
  };
}
