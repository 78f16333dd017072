import type { Location, Range } from '../base/span.ts';

/** How a report names files and places. */
export interface Places {
  /** The path a person would type, with `/` between names. */
  file(uri: string): string;
  /** Zero-based lines and UTF-16 characters; an empty range at the top when there is no text. */
  range(location: Location): Range;
}

/** Names places also by what stands there, for reports that are compared with later ones. */
export interface NodePlaces extends Places {
  /** The way from the root of the document to the node there; inserting lines does not change it. */
  nodePath(location: Location): string;
}
