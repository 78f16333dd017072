// `suppression` knows how a file says that it does not want a finding, and writes that.
import type { TextEdit } from '../base/edit.ts';
import type { Span } from '../base/span.ts';

/** The wish not to have findings of one rule, or of any rule, in a part of a file. */
export interface Suppression {
  /** `undefined`: of every rule. */
  readonly rule: string | undefined;
  /** Where it is said: the rule's name, or the whole comment. */
  readonly at: Span;
  /** The part of the file: a finding that begins there is not wanted. */
  readonly scope: Span;
  /** The edits that take the wish back. */
  readonly remove: readonly TextEdit[];
}

/** A comment that was meant to be a suppression and is none. */
export interface SuppressionProblem {
  readonly at: Span;
  readonly message: string;
}

/** What a file does not want to hear. */
export interface Suppressions {
  readonly suppressions: readonly Suppression[];
  readonly problems: readonly SuppressionProblem[];
}

/** How comments are written in a file: as in JSON with comments, or as in YAML. */
export type CommentStyle = 'json' | 'yaml';

/** Says whether a suppression covers a finding of `rule` that begins at `start`. */
export function covers({ rule, scope }: Suppression, found: string, start: number): boolean {
  return (rule === undefined || rule === found) && scope.start <= start && start <= scope.end;
}

/** Returns how comments are written in the file of that name. */
export function commentStyleOf(uri: string): CommentStyle {
  return /\.ya?ml$/i.test(uri) ? 'yaml' : 'json';
}
