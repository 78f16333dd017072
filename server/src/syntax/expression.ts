import type { Span } from '../base/span.ts';
import type { SyntaxProblem } from './node.ts';

/** A parsed ARM expression. Spans are offsets into the decoded string, brackets included. */
export type Expression =
  | StringLiteral
  | NumberLiteral
  | Call
  | PropertyAccess
  | IndexAccess
  | MissingExpression;

export interface StringLiteral extends Span {
  readonly kind: 'string';
  readonly value: string;
}

export interface NumberLiteral extends Span {
  readonly kind: 'number';
  readonly value: number;
  /** Written with a fraction or an exponent. */
  readonly float?: true;
}

export interface Call extends Span {
  readonly kind: 'call';
  /** `contoso` in `contoso.uniqueName('a')`. */
  readonly namespace: Name | undefined;
  readonly name: Name;
  readonly args: readonly Expression[];
}

export interface PropertyAccess extends Span {
  readonly kind: 'property';
  readonly object: Expression;
  readonly name: Name;
  /** `.?` gives null where the member is missing. */
  readonly safe?: true;
}

export interface IndexAccess extends Span {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
  readonly safe?: true;
}

/** Stands where an expression should be but is not, or not yet. */
export interface MissingExpression extends Span {
  readonly kind: 'missing';
}

export interface Name extends Span {
  readonly text: string;
}

export interface ParsedExpression {
  readonly expression: Expression;
  readonly problems: readonly SyntaxProblem[];
}
