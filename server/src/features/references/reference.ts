import type { Location } from '../../base/span.ts';

/** A place where a name stands. */
export interface Reference {
  readonly at: Location;
  readonly isDeclaration: boolean;
}
