import { lineStarts, rangeOf } from '../base/span.ts';
import type { Analysis } from '../analysis.ts';
import type { Read } from '../base/source.ts';
import type { NodePlaces, Places } from '../report/places.ts';
import { nodePath } from '../syntax/node-path.ts';
import { pathOf, shownPath } from './paths.ts';

/** Returns how reports of this run name files and places. */
export function placesOf(read: Read, cwd: string): Places {
  const starts = new Map<string, readonly number[]>();
  return {
    file(uri) {
      const path = pathOf(uri);
      return path === undefined ? uri : shownPath(cwd, path);
    },
    range({ uri, span }) {
      const known = starts.get(uri) ?? lineStarts(read(uri)?.text ?? '');
      starts.set(uri, known);
      return rangeOf(known, span);
    },
  };
}

/** As `placesOf`, also by the nodes of the files' trees. */
export function nodePlacesOf(analysis: Analysis, cwd: string): NodePlaces {
  return {
    ...placesOf(analysis.read, cwd),
    nodePath({ uri, span }) {
      const documents = analysis.treesOf(uri);
      const index = documents.findLastIndex(({ root }) => root && root.start <= span.start);
      const path = nodePath(documents[index]?.root, span.start);
      return documents.length > 1 && index > 0 ? `${index}:${path}` : path;
    },
  };
}
