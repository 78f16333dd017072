import { t } from '../../base/l10n.ts';
import type { FileEdit } from '../../base/edit.ts';
import type { Location, Span } from '../../base/span.ts';
import { nearestName } from '../../base/nearest-name.ts';
import { printExpression, type StringLiteral } from '../../syntax/expression.ts';
import type { CallWithin } from '../../template/calls.ts';
import { placeIn } from '../../template/document.ts';
import type { ExpressionPlace, Names } from '../../template/written-expressions.ts';
import type { Fix } from '../judging/rule.ts';
import type { FileSubject } from '../judging/subject.ts';

/** A call as it is written in a template. */
export interface WrittenCall extends CallWithin {
  readonly place: ExpressionPlace;
  /** Returns where a span of the expression stands in the file. */
  readonly locate: (span: Span) => Location;
}

/**
 * Returns the calls of a template's expressions that `mayCount`, except in those that cannot be
 * read. A large template has many others, which are not gathered.
 */
export function writtenCallsWhere(
  { document, expressions }: FileSubject,
  mayCount: (call: CallWithin, place: ExpressionPlace) => boolean,
): readonly WrittenCall[] {
  const found: WrittenCall[] = [];
  for (const { node, calls, place } of expressions) {
    for (const call of calls) {
      if (!mayCount(call, place)) continue;
      found.push({ ...call, place, locate: (span) => placeIn(document, node, span) });
    }
  }
  return found;
}

/** A name that an expression asks for and that is not declared where it stands. */
export interface UndeclaredName {
  readonly name: StringLiteral;
  readonly written: WrittenCall;
  /** What is declared there. */
  readonly declared: Names;
}

/** Returns every name that the function of that kind is asked for and that is not declared. */
export function undeclaredNames(
  subject: FileSubject,
  kind: 'parameters' | 'variables',
): readonly UndeclaredName[] {
  const isUndeclared = (call: CallWithin, { names }: ExpressionPlace): boolean => {
    if (call.name !== kind || call.asksFor === undefined) return false;
    return names[kind]?.has(call.asksFor) === false;
  };
  return writtenCallsWhere(subject, isUndeclared).flatMap((written) => {
    const name = literalArgument(written);
    const declared = written.place.names[kind];
    return name && declared ? [{ name, written, declared }] : [];
  });
}

/** The only argument, when it is written out. */
function literalArgument({ call }: CallWithin): StringLiteral | undefined {
  const [name] = call.args;
  return name?.kind === 'string' && call.args.length === 1 ? name : undefined;
}

/** Returns `; nearest is 'x'`, or nothing. */
export function nearestHint(nearest: string | undefined): string {
  return nearest === undefined ? '' : t("; nearest is '{0}'", nearest);
}

/** Returns the declared name that is meant, most probably. */
export function nearestOf(written: string, declared: Iterable<string>): string | undefined {
  return nearestName(written, [...declared]);
}

/** Returns the fix that writes another name into the quotes at `at`. */
export function useName(name: string, at: Location): Fix {
  const literal = printExpression({ kind: 'string', value: name, ...at.span });
  return {
    title: t("use '{0}'", name),
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
