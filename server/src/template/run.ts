import type { Location, Span } from '../base/span.ts';
import type { Nesting } from './depth.ts';
import type { Value } from './value.ts';

/** Finds the place in a file of a span of the expression's text. */
export type Locate = (span: Span) => Location;

/** What is the same for all parts of one expression while it is evaluated. */
export interface Run {
  readonly locate: Locate;
  /** Says whether a place lies inside this expression. */
  isHome(origin: Location): boolean;
  /** Values of this expression that are made from several places outside it. */
  readonly mixed: Set<Value>;
  readonly nesting: Nesting;
}

/** Returns what evaluating the expression at `whole` starts with. */
export function runOf(whole: Span, nesting: Nesting, locate: Locate): Run {
  let home: Location | undefined;
  return {
    locate,
    isHome({ uri, span }) {
      home ??= locate(whole);
      return uri === home.uri && home.span.start <= span.start && span.end <= home.span.end;
    },
    mixed: new Set(),
    nesting,
  };
}
