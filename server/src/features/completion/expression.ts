import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import type { Span } from '../../base/span.ts';
import type { ImageDeclaration } from '../../device/image-os.ts';
import { parseExpression, type Expression } from '../../syntax/expression.ts';
import type { OpenCall } from '../../syntax/expression-cursor.ts';
import { at, sameName, textOf, type Place, type StringNode } from '../../syntax/node.ts';
import { findFunction, functions, type MemberInfo } from '../../template/functions/index.ts';
import { isSecretName } from '../../template/parameters.ts';
import { nameKindOf } from '../../template/symbols/expression-names.ts';
import type { Frame, SymbolKind, TemplateSymbol } from '../../template/symbols/symbol.ts';
import { evaluateIn } from '../../template/template-scope.ts';
import type { Value } from '../../template/value.ts';
import type { ExpressionPlace } from '../expression-place.ts';
import { functionParagraphs, functionSignature } from '../function-text.ts';
import { escaped } from '../markdown.ts';
import type { Completion, Completions } from './completions.ts';
import { imageNameValues } from './device-values.ts';
import { IMAGE_TYPE } from './name-uses.ts';
import { resourceTypes } from './resource-types.ts';

/** More names than these are offered only as far as they match what is typed. */
const MAX_NAMES = 300;

/** Functions whose texts may be resource types. */
const takesTypes =
  /^(?:resourceId|subscriptionResourceId|extensionResourceId|tenantResourceId|managementGroupResourceId|reference|providers|pickZones)$/i;

/** Returns what may be written at the cursor of an expression. */
export function expressionCompletions(
  analysis: Analysis,
  expression: ExpressionPlace,
  place: Place,
  offset: number,
): Completions {
  const { cursor, document } = expression;
  const frame = analysis.symbolsOf(document.uri)?.frameAt(offset);
  switch (cursor.at.kind) {
    case 'name': {
      const span = expression.locate(cursor.at.span);
      const hasCall = /^\s*\(/.test(expression.after(cursor.at.span));
      const context: NameContext = { span, hasCall, frame };
      return cursor.at.namespace === undefined
        ? callable(context, typed(document.text, span, offset))
        : whole(userFunctions(context, cursor.at.namespace));
    }
    case 'member':
      return whole(members(analysis, expression, cursor.at, offset));
    case 'string': {
      const call = cursor.calls.at(-1);
      const span = expression.locate(cursor.at.span);
      const ending = cursor.at.isClosed ? '' : closing(expression, cursor.at.span);
      return call
        ? names(
            { analysis, call, calls: cursor.calls, frame, place, span, ending },
            document,
            offset,
          )
        : whole([]);
    }
    case 'nothing':
      return whole([]);
  }
}

/** Returns the declared images where the cursor is in the name of one within `resourceId`. */
export function imageNameItems(
  expression: ExpressionPlace,
  images: readonly ImageDeclaration[],
): readonly Completion[] {
  const { at: token, calls } = expression.cursor;
  const call = calls.at(-1);
  if (token.kind !== 'string' || !call || !isNameOfImage(call)) return [];
  const ending = token.isClosed ? '' : closing(expression, token.span);
  return imageNameValues(images).map(({ text, detail, rank }) => ({
    label: text,
    kind: CompletionItemKind.EnumMember,
    detail,
    span: expression.locate(token.span),
    newText: text.replaceAll("'", "''") + ending,
    sortText: String(rank).padStart(4, '0'),
  }));
}

function isNameOfImage({ namespace, name, argument, texts }: OpenCall): boolean {
  const type = texts[argument - 1];
  return (
    namespace === undefined &&
    sameName(name, 'resourceId') &&
    type !== undefined &&
    sameName(type, IMAGE_TYPE)
  );
}

function whole(items: readonly Completion[]): Completions {
  return { items, isIncomplete: false };
}

function typed(text: string, span: Span, offset: number): string {
  return text.slice(span.start, offset).toLowerCase();
}

/** A string that nobody has closed yet is closed, and its call with it. */
function closing(expression: ExpressionPlace, span: Span): string {
  return expression.after(span).includes(')') ? "'" : "')";
}

interface NameContext {
  readonly span: Span;
  /** The name is followed by its arguments already. */
  readonly hasCall: boolean;
  readonly frame: Frame | undefined;
}

/** Functions of the language, namespaces, and parameters and variables with their call. */
function callable(context: NameContext, prefix: string): Completions {
  const { frame } = context;
  const used = context.hasCall ? [] : [...(frame?.symbols.values() ?? [])];
  const declared = used.filter(({ declaration }) => declaration !== undefined);
  const fitting =
    declared.length > MAX_NAMES
      ? declared.filter(({ name }) => name.toLowerCase().includes(prefix)).slice(0, MAX_NAMES)
      : declared;
  return {
    items: [
      ...fitting.flatMap((symbol) => reference(symbol, context.span)),
      ...namespaces(context),
      ...[...functions.values()].map((found): Completion => {
        const { name, parameters } = found;
        const required = parameters.filter(({ presence }) => presence === 'required');
        const placeholders = required.map(({ name: parameter }, index) =>
          placeholder(name, parameter, index + 1),
        );
        return {
          label: name,
          kind: CompletionItemKind.Function,
          detail: functionSignature(found).label,
          documentation: functionParagraphs(found).slice(1).join('\n\n'),
          span: context.span,
          newText: context.hasCall ? name : `${name}()`,
          ...(!context.hasCall && { snippet: `${name}(${argumentsOf(placeholders, parameters)})` }),
          sortText: `3${name}`,
        };
      }),
    ],
    isIncomplete: declared.length > MAX_NAMES,
  };
}

function argumentsOf(placeholders: readonly string[], parameters: readonly unknown[]): string {
  // Where arguments may follow, the cursor stays inside.
  return placeholders.length === 0 && parameters.length > 0 ? '$1' : placeholders.join(', ');
}

/** Names are written in quotes. */
function placeholder(functionName: string, parameter: string, index: number): string {
  const text = `\${${index}:${parameter}}`;
  return index === 1 && /^(?:parameters|variables|lambdaVariables)$/.test(functionName)
    ? `'${text}'`
    : text;
}

function reference(symbol: TemplateSymbol, span: Span): readonly Completion[] {
  const { name, kind } = symbol;
  const call = callOf(kind);
  if (call === undefined || name.includes("'")) return [];
  const text = `${call}('${name}')`;
  return [
    {
      label: text,
      kind: CompletionItemKind.Variable,
      ...detailOf(symbol),
      span,
      newText: text,
      filterText: `${name} ${text}`,
      sortText: `${kind === 'variable' ? 2 : 1}${name}`,
    },
  ];
}

function callOf(kind: SymbolKind): string | undefined {
  if (kind === 'parameter' || kind === 'argument') return 'parameters';
  return kind === 'variable' ? 'variables' : undefined;
}

function detailOf({
  kind,
  declaration,
}: TemplateSymbol): Pick<Completion, 'detail' | 'documentation'> {
  const type = textOf(at(declaration?.value, 'type'));
  const description = textOf(at(declaration?.value, 'metadata', 'description'));
  return {
    detail: kind === 'parameter' && type !== undefined ? `parameter: ${type}` : kind,
    ...(kind === 'parameter' &&
      description !== undefined && { documentation: escaped(description) }),
  };
}

function namespaces({ span, frame }: NameContext): readonly Completion[] {
  const declared = [...(frame?.symbols.values() ?? [])].filter(({ kind }) => kind === 'namespace');
  return declared.flatMap(({ name, declaration }) =>
    declaration
      ? {
          label: name,
          kind: CompletionItemKind.Module,
          detail: 'namespace',
          span,
          newText: `${name}.`,
          sortText: `2${name}`,
        }
      : [],
  );
}

function userFunctions(context: NameContext, namespace: string): readonly Completion[] {
  const symbols = [...(context.frame?.symbols.values() ?? [])];
  return symbols.flatMap((symbol): readonly Completion[] => {
    const { kind, name, declaration } = symbol;
    if (kind !== 'function' || !declaration || !sameName(symbol.namespace ?? '', namespace)) {
      return [];
    }
    const listed = at(declaration.value, 'parameters');
    const takes = listed?.kind === 'array' ? listed.items : [];
    const placeholders = takes.map(
      (item, index) => `\${${index + 1}:${textOf(at(item, 'name')) ?? ''}}`,
    );
    return [
      {
        label: name,
        kind: CompletionItemKind.Function,
        detail: `function of ${namespace}`,
        span: context.span,
        newText: context.hasCall ? name : `${name}()`,
        ...(!context.hasCall && { snippet: `${name}(${placeholders.join(', ')})` }),
        sortText: `1${name}`,
      },
    ];
  });
}

/** The members of an object, by its value where that is known, else by what is documented. */
function members(
  analysis: Analysis,
  { document, string, locate }: ExpressionPlace,
  { object, span }: { readonly object: Span; readonly span: Span },
  offset: number,
): readonly Completion[] {
  const text = string.value.slice(object.start, object.end);
  const wholeText = `[${text}]`;
  const { start, end } = locate(object);
  const node: StringNode = { kind: 'string', value: wholeText, indent: undefined, start, end };
  const value = analysis.deploymentInUse(document.uri);
  const known = value ? knownMembers(evaluateIn(document, node, value.scopeAt(offset))) : [];
  const documented = documentedMembers(parseExpression(wholeText).expression);
  const found = new Map<string, Completion>();
  for (const { name, detail, documentation } of [...documented, ...known]) {
    const key = name.toLowerCase();
    if (found.has(key) || !/^[A-Za-z_]\w*$/.test(name)) continue;
    found.set(key, {
      label: name,
      kind: CompletionItemKind.Property,
      detail,
      ...(documentation !== undefined && { documentation: escaped(documentation) }),
      span: locate(span),
      newText: name,
      sortText: name,
    });
  }
  return [...found.values()];
}

interface KnownMember {
  readonly name: string;
  readonly detail: string;
  readonly documentation?: string;
}

function knownMembers(value: Value): readonly KnownMember[] {
  if (value.kind === 'oneOf') return value.choices.flatMap((choice) => knownMembers(choice.value));
  if (value.kind !== 'object') return [];
  return [...value.members].map(([name, member]) => {
    const isShown = !value.secret && !member.secret && !isSecretName(name);
    const isPlain = member.kind === 'string' || member.kind === 'number';
    const shown = isShown && isPlain ? `: ${String(member.value).slice(0, 60)}` : '';
    return { name, detail: `${member.kind}${shown}` };
  });
}

function documentedMembers(expression: Expression): readonly KnownMember[] {
  return memberInfos(expression).map(({ name, type, documentation }) => ({
    name,
    detail: type,
    documentation,
  }));
}

function memberInfos(expression: Expression): readonly MemberInfo[] {
  if (expression.kind === 'call' && !expression.namespace) {
    return findFunction(expression.name.text)?.members ?? [];
  }
  if (expression.kind !== 'property') return [];
  const found = memberInfos(expression.object).find(({ name }) =>
    sameName(name, expression.name.text),
  );
  return found?.members ?? [];
}

interface StringContext {
  readonly analysis: Analysis;
  readonly call: OpenCall;
  readonly calls: readonly OpenCall[];
  readonly frame: Frame | undefined;
  readonly place: Place;
  readonly span: Span;
  readonly ending: string;
}

/** The names that the text of an argument may be. */
function names(
  context: StringContext,
  document: { readonly uri: string; readonly text: string },
  offset: number,
): Completions {
  const { call, calls, place, span, ending } = context;
  const found = namesFor(context, document.uri);
  const unique = new Map<string, Completion>();
  const add = (name: string, kind: CompletionItemKind, more: Partial<Completion>) => {
    if (unique.has(name.toLowerCase()) || name.includes("'")) return;
    const newText = name + ending;
    unique.set(name.toLowerCase(), { label: name, kind, span, newText, sortText: name, ...more });
  };
  for (const symbol of found) add(symbol.name, CompletionItemKind.Variable, detailOf(symbol));
  if (call.namespace === undefined && call.argument === 0) {
    if (sameName(call.name, 'copyIndex')) {
      for (const name of loopsAround(place))
        add(name, CompletionItemKind.Variable, { detail: 'loop' });
    }
    if (sameName(call.name, 'lambdaVariables')) {
      const lambdas = calls.filter(({ name }) => sameName(name, 'lambda'));
      for (const name of lambdas.flatMap(({ texts }) => texts)) {
        if (name !== undefined)
          add(name, CompletionItemKind.Variable, { detail: 'lambda variable' });
      }
    }
  }
  if (call.namespace === undefined && takesTypes.test(call.name)) {
    for (const type of resourceTypes(context.analysis, document.uri)) {
      add(type, CompletionItemKind.Class, { detail: 'resource type' });
    }
  }
  const all = [...unique.values()];
  if (all.length <= MAX_NAMES) return whole(all);
  const prefix = typed(document.text, span, offset);
  const fitting = all.filter(({ label }) => label.toLowerCase().includes(prefix));
  return { items: fitting.slice(0, MAX_NAMES), isIncomplete: true };
}

function namesFor(
  { analysis, call, frame }: StringContext,
  uri: string,
): readonly TemplateSymbol[] {
  if (call.namespace !== undefined || call.argument !== 0) return [];
  const declared = [...(frame?.symbols.values() ?? [])].filter(({ declaration }) => declaration);
  const kind = nameKindOf(call.name);
  switch (kind) {
    case 'parameter': {
      const own = declared.filter((symbol) => symbol.kind === 'argument');
      return frame?.kind === 'function' ? own : declared.filter((symbol) => symbol.kind === kind);
    }
    case 'variable':
      return declared.filter((symbol) => symbol.kind === kind);
    case 'resource':
      return [...(analysis.symbolsOf(uri)?.root.symbols.values() ?? [])].filter(
        (symbol) => symbol.kind === kind && symbol.declaration,
      );
    case 'loop':
    case 'namespace':
    case 'function':
    case undefined:
      return [];
  }
}

/** Names of the loops around a place, the innermost first. */
function loopsAround({ steps }: Place): readonly string[] {
  const found: string[] = [];
  for (const { of } of steps) {
    const copy = of.kind === 'object' ? at(of, 'copy', 'name') : undefined;
    // Within a list of loops the item around the place is the loop.
    const own = of.kind === 'object' && at(of, 'input') ? at(of, 'name') : undefined;
    for (const node of [copy, own]) {
      const name = textOf(node);
      if (name !== undefined) found.unshift(name);
    }
  }
  return found;
}
