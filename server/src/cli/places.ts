import type { Read } from '../base/source.ts';
import { lineStarts, rangeOf } from '../base/span.ts';
import type { Places } from '../report/places.ts';
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
