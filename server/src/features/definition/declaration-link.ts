import type { Location, Span } from '../../base/span.ts';

/** Where a name is declared. */
export interface Definition {
  /** The name that is asked about. */
  readonly from: Span;
  /** The declared name. */
  readonly name: Location;
  /** The whole declaration, around the name. */
  readonly whole: Span;
}
