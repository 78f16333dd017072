import type { Span } from '../../base/span.ts';
import type { Call, Expression, StringLiteral } from '../../syntax/expression.ts';
import { sameName } from '../../syntax/node.ts';

/** A name that an expression uses, and where it stands in the decoded string, without quotes. */
export interface NameInExpression {
  readonly kind: 'parameter' | 'variable' | 'loop' | 'resource' | 'namespace' | 'function';
  readonly name: string;
  readonly span: Span;
  /** Of a function: the namespace before it. */
  readonly namespace?: string;
}

/** A variable of a lambda, declared or used. */
export interface LambdaName {
  readonly kind: 'lambda variable';
  readonly name: string;
  readonly span: Span;
  /** The lambda that declares it; `undefined` when none around it does. */
  readonly lambda: Call | undefined;
  readonly isDeclaration: boolean;
}

/** Whose first argument, where it is a text, is a name of the template. */
const namedBy: ReadonlyMap<string, NameInExpression['kind']> = new Map([
  ['parameters', 'parameter'],
  ['variables', 'variable'],
  ['copyindex', 'loop'],
  ['reference', 'resource'],
  ['references', 'resource'],
  ['resourceinfo', 'resource'],
]);

/** Returns the names in an expression, in the order written. */
export function namesIn(expression: Expression): readonly (NameInExpression | LambdaName)[] {
  const found: (NameInExpression | LambdaName)[] = [];
  collect(expression, [], found);
  return found;
}

/** Returns the kind of name that the first argument of a function is; `undefined` when it is none. */
export function nameKindOf(functionName: string): NameInExpression['kind'] | undefined {
  const name = functionName.toLowerCase();
  return namedBy.get(name) ?? (/^list[a-z]/.test(name) ? 'resource' : undefined);
}

/** Returns the span of a literal's text, without its quotes. */
export function innerSpan({ start, end }: StringLiteral): Span {
  return { start: start + 1, end: Math.max(start + 1, end - 1) };
}

function collect(
  part: Expression,
  lambdas: readonly Call[],
  found: (NameInExpression | LambdaName)[],
): void {
  switch (part.kind) {
    case 'call':
      collectCall(part, lambdas, found);
      return;
    case 'property':
      collect(part.object, lambdas, found);
      return;
    case 'index':
      collect(part.object, lambdas, found);
      collect(part.index, lambdas, found);
      return;
    case 'string':
    case 'number':
    case 'missing':
  }
}

function collectCall(
  call: Call,
  lambdas: readonly Call[],
  found: (NameInExpression | LambdaName)[],
): void {
  const { namespace, name, args } = call;
  const [first] = args;
  if (namespace) {
    found.push({ kind: 'namespace', name: namespace.text, span: namespace });
    found.push({ kind: 'function', name: name.text, span: name, namespace: namespace.text });
  } else if (isLambda(call)) {
    for (const variable of lambdaVariables(call)) {
      const span = innerSpan(variable);
      const declared = { name: variable.value, span, lambda: call, isDeclaration: true };
      found.push({ kind: 'lambda variable', ...declared });
    }
  } else if (first?.kind === 'string') {
    const named = { name: first.value, span: innerSpan(first) };
    const kind = nameKindOf(name.text);
    if (kind) found.push({ kind, ...named });
    if (sameName(name.text, 'lambdaVariables')) {
      const lambda = lambdas.findLast((candidate) =>
        lambdaVariables(candidate).some(({ value }) => sameName(value, first.value)),
      );
      found.push({ kind: 'lambda variable', ...named, lambda, isDeclaration: false });
    }
  }
  const inner = isLambda(call) ? [...lambdas, call] : lambdas;
  for (const argument of args) collect(argument, inner, found);
}

function isLambda({ namespace, name }: Call): boolean {
  return !namespace && sameName(name.text, 'lambda');
}

/** All arguments but the last name the variables. */
function lambdaVariables({ args }: Call): readonly StringLiteral[] {
  return args.slice(0, -1).flatMap((argument) => (argument.kind === 'string' ? argument : []));
}
