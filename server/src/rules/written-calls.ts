import type { FileEdit } from '../base/edit.ts';
import type { Location, Span } from '../base/span.ts';
import { nearestName } from '../base/nearest-name.ts';
import { printExpression } from '../syntax/expression.ts';
import { callsIn, type CallWithin } from '../template/calls.ts';
import { placeIn } from '../template/document.ts';
import type { ExpressionPlace } from '../template/written-expressions.ts';
import type { Fix } from './rule.ts';
import type { FileSubject } from './subject.ts';

/** A call as it is written in a template. */
export interface WrittenCall extends CallWithin {
  readonly place: ExpressionPlace;
  /** Returns where a span of the expression stands in the file. */
  readonly locate: (span: Span) => Location;
}

/**
 * Returns every call of a template's expressions, except of those that cannot be read. Several
 * rules ask for the same: it is gathered once.
 */
export function writtenCalls({ document, expressions }: FileSubject): readonly WrittenCall[] {
  const known = gathered.get(expressions);
  if (known) return known;
  const calls: WrittenCall[] = [];
  for (const { node, expression, problems, place } of expressions) {
    if (problems.length > 0) continue;
    const locate = (span: Span): Location => placeIn(document, node, span);
    for (const { call, lambdaVariables, argumentOf } of callsIn(expression)) {
      calls.push({ call, lambdaVariables, argumentOf, place, locate });
    }
  }
  gathered.set(expressions, calls);
  return calls;
}

const gathered = new WeakMap<FileSubject['expressions'], readonly WrittenCall[]>();

/** Says whether a call is one of Microsoft's function of that name, in lower case. */
export function isCallOf({ call }: CallWithin, lowerCaseName: string): boolean {
  return !call.namespace && call.name.text.toLowerCase() === lowerCaseName;
}

/** Returns `; nearest is 'x'`, or nothing. */
export function nearestHint(nearest: string | undefined): string {
  return nearest === undefined ? '' : `; nearest is '${nearest}'`;
}

/** Returns the declared name that is meant, most probably. */
export function nearestOf(written: string, declared: Iterable<string>): string | undefined {
  return nearestName(written, [...declared]);
}

/** Returns the fix that writes another name into the quotes at `at`. */
export function useName(name: string, at: Location): Fix {
  const literal = printExpression({ kind: 'string', value: name, ...at.span });
  return {
    title: `use '${name}'`,
    edits: [{ ...at, newText: inJson(literal) }],
    preferred: true,
  };
}

/** Returns the edit that writes text of an expression, where it stands inside a JSON string. */
export function expressionEdit(at: Location, expression: string): FileEdit {
  return { ...at, newText: inJson(expression) };
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
