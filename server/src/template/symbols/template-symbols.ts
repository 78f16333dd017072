import { contains, type Span } from '../../base/span.ts';
import { isExpression, parseExpression, type Call } from '../../syntax/expression.ts';
import {
  at,
  member,
  sameName,
  textOf,
  type Node,
  type ObjectNode,
  type Property,
  type StringNode,
} from '../../syntax/node.ts';
import { placeIn, type Document } from '../document.ts';
import { hasOwnScope } from '../written-expressions.ts';
import { namesIn, type NameInExpression } from './expression-names.ts';
import {
  symbolKey,
  type Declaration,
  type Frame,
  type GivenName,
  type Occurrence,
  type SymbolKind,
  type TemplateSymbol,
  type TemplateSymbols,
} from './symbol.ts';

/** Objects and arrays nested deeper than this are not looked into. */
const MAX_DEPTH = 200;

const remembered = new WeakMap<ObjectNode, TemplateSymbols>();

/**
 * Returns the names of the template `root`, which was read from `document`, with every place they
 * stand at. Nested templates and user functions have names of their own.
 */
export function templateSymbols(document: Document, root: ObjectNode): TemplateSymbols {
  const known = remembered.get(root);
  if (known) return known;
  const walk: Walk = { document, occurrences: [], given: [], frames: [], depth: 0 };
  const frame = frameOf(walk, root, 'root');
  inTemplate(walk, { template: root, frame, own: frame, loops: [] });
  const frames = walk.frames.sort((a, b) => length(a.span) - length(b.span));
  const symbols: TemplateSymbols = {
    root: frame,
    occurrences: walk.occurrences.sort((a, b) => a.span.start - b.span.start),
    given: walk.given,
    frameAt(offset) {
      const place = { start: offset, end: offset };
      return frames.find(({ span }) => contains(span, place)) ?? frame;
    },
  };
  remembered.set(root, symbols);
  return symbols;
}

function length(span: Span): number {
  return span.end - span.start;
}

interface Walk {
  readonly document: Document;
  readonly occurrences: Occurrence[];
  readonly given: GivenName[];
  readonly frames: Frame[];
  readonly depth: number;
}

interface OpenFrame extends Frame {
  readonly symbols: Map<string, TemplateSymbol>;
}

/** What a part of a template sees. */
interface Surroundings {
  readonly template: ObjectNode;
  /** Where expressions look names up. */
  readonly frame: OpenFrame;
  /** Where the template at hand declares its names: not in sight with outer scope. */
  readonly own: OpenFrame;
  /** The loops around it, the innermost last. */
  readonly loops: readonly TemplateSymbol[];
}

function frameOf(walk: Walk, { start, end }: Span, kind: Frame['kind']): OpenFrame {
  const frame = { span: { start, end }, kind, symbols: new Map<string, TemplateSymbol>() };
  // Where nothing is declared for the expressions in it, it is in nobody's sight.
  walk.frames.push(frame);
  return frame;
}

/** Names may be used before they are declared, so all declarations come first. */
function inTemplate(walk: Walk, around: Surroundings): void {
  const { template, own } = around;
  for (const property of propertiesOf(template, 'parameters')) {
    declare(walk, own, 'parameter', property.key, property, property.value);
  }
  declareVariables(walk, template, own);
  declareFunctions(walk, template, own);
  declareResources(walk, template, own);
  for (const { key, value } of template.properties) {
    if (!value) continue;
    if (sameName(key.value, 'functions')) inFunctions(walk, value, around);
    else inNode(walk, value, sameName(key.value, 'resources') ? 'resources' : 'values', around);
  }
}

function declareVariables(walk: Walk, template: ObjectNode, own: OpenFrame): void {
  for (const property of propertiesOf(template, 'variables')) {
    const { key, value } = property;
    if (!sameName(key.value, 'copy') || value?.kind !== 'array') {
      declare(walk, own, 'variable', key, property, value);
      continue;
    }
    for (const loop of value.items) {
      const name = at(loop, 'name');
      if (name?.kind === 'string') declare(walk, own, 'variable', name, loop, loop);
    }
  }
}

function declareFunctions(walk: Walk, template: ObjectNode, own: OpenFrame): void {
  for (const space of itemsOf(at(template, 'functions'))) {
    const namespace = at(space, 'namespace');
    if (namespace?.kind !== 'string') continue;
    declare(walk, own, 'namespace', namespace, space, space);
    for (const property of propertiesOf(space, 'members')) {
      const { key, value } = property;
      declare(walk, own, 'function', key, property, value, namespace.value);
    }
  }
}

/** Loops and symbolic names of resources, children included but not those of nested templates. */
function declareResources(walk: Walk, template: Node, own: OpenFrame): void {
  const list = at(template, 'resources');
  if (list?.kind === 'object') {
    for (const property of list.properties) {
      const { key, value } = property;
      declare(walk, own, 'resource', key, property, value);
    }
  }
  const resources =
    list?.kind === 'object' ? list.properties.flatMap(({ value }) => value ?? []) : itemsOf(list);
  for (const resource of resources) {
    const copy = at(resource, 'copy');
    const name = at(copy, 'name');
    if (copy && name?.kind === 'string') declare(walk, own, 'loop', name, copy, resource);
    declareResources(walk, resource, own);
  }
}

function declare(
  walk: Walk,
  frame: OpenFrame,
  kind: SymbolKind,
  name: StringNode,
  whole: Span,
  value: Node | undefined,
  namespace?: string,
): TemplateSymbol {
  const span = textSpan(walk, name);
  const key = symbolKey(kind, name.value, namespace);
  const declaration: Declaration = {
    name: span,
    whole: { start: whole.start, end: whole.end },
    value,
  };
  // Two declarations of one name are one symbol: a person who renames means both.
  const fresh = { kind, name: name.value, namespace, declaration, frame };
  const symbol = frame.symbols.get(key) ?? fresh;
  frame.symbols.set(key, symbol);
  walk.occurrences.push({ symbol, span, isDeclaration: true });
  return symbol;
}

function textSpan({ document }: Walk, string: StringNode): Span {
  return placeIn(document, string, { start: 0, end: string.value.length }).span;
}

/** The body of a user function sees the function's parameters, and no variables. */
function inFunctions(walk: Walk, functions: Node, around: Surroundings): void {
  for (const space of itemsOf(functions)) {
    for (const { value: body } of propertiesOf(space, 'members')) {
      if (!body) continue;
      const frame = frameOf(walk, body, 'function');
      for (const parameter of itemsOf(at(body, 'parameters'))) {
        const name = at(parameter, 'name');
        if (name?.kind === 'string') declare(walk, frame, 'argument', name, parameter, parameter);
      }
      for (const [key, symbol] of around.own.symbols) {
        if (symbol.kind === 'function' || symbol.kind === 'namespace') {
          frame.symbols.set(key, symbol);
        }
      }
      const output = at(body, 'output');
      if (output) inNode(walk, output, 'values', { ...around, frame, own: frame, loops: [] });
    }
  }
}

/** What the objects in a node are. */
type Role = 'values' | 'resources' | 'dependencies';

function inNode(walk: Walk, node: Node, role: Role, around: Surroundings): void {
  switch (node.kind) {
    case 'string':
      inString(walk, node, role, around);
      return;
    case 'array':
    case 'object': {
      if (walk.depth > MAX_DEPTH) return;
      const deeper = { ...walk, depth: walk.depth + 1 };
      if (node.kind === 'array') {
        for (const item of node.items) inItem(deeper, item, role, around);
      } else if (role === 'resources') {
        for (const { value } of node.properties) if (value) inItem(deeper, value, role, around);
      } else {
        inObject(deeper, node, around);
      }
      return;
    }
    case 'number':
    case 'boolean':
    case 'null':
  }
}

function inItem(walk: Walk, node: Node, role: Role, around: Surroundings): void {
  if (role === 'resources' && node.kind === 'object') inResource(walk, node, around);
  else inNode(walk, node, role, around);
}

function inResource(walk: Walk, resource: ObjectNode, around: Surroundings): void {
  const loop = textOf(at(resource, 'copy', 'name'));
  const symbol = loop === undefined ? undefined : around.own.symbols.get(symbolKey('loop', loop));
  const inside = symbol ? { ...around, loops: [...around.loops, symbol] } : around;
  const isDeployment = sameName(
    textOf(at(resource, 'type')) ?? '',
    'Microsoft.Resources/deployments',
  );
  for (const { key, value } of resource.properties) {
    inString(walk, key, 'values', inside);
    if (!value) continue;
    if (isDeployment && sameName(key.value, 'properties') && value.kind === 'object') {
      inDeployment(walk, resource, value, inside);
    } else {
      inNode(walk, value, roleOf(key.value), inside);
    }
  }
}

function roleOf(name: string): Role {
  if (sameName(name, 'resources')) return 'resources';
  return sameName(name, 'dependsOn') ? 'dependencies' : 'values';
}

function inDeployment(
  walk: Walk,
  resource: ObjectNode,
  properties: ObjectNode,
  around: Surroundings,
): void {
  const template = at(properties, 'template');
  let nested: OpenFrame | undefined;
  if (template?.kind === 'object') {
    const hasOwn = hasOwnScope(resource, around.template);
    // With outer scope the nested template's own names are declared, but nothing sees them.
    nested = hasOwn
      ? frameOf(walk, template, 'nested')
      : { span: template, kind: 'nested', symbols: new Map<string, TemplateSymbol>() };
    const frame = hasOwn ? nested : around.frame;
    const loops = hasOwn ? [] : around.loops;
    inTemplate(walk, { template, frame, own: nested, loops });
  }
  for (const { key, value } of properties.properties) {
    if (!value || value === template) continue;
    if (nested && sameName(key.value, 'parameters') && value.kind === 'object') {
      inGivenParameters(walk, value, nested, around);
    } else {
      if (!nested && sameName(key.value, 'parameters')) noteGiven(walk, value, resource);
      inString(walk, key, 'values', around);
      inNode(walk, value, 'values', around);
    }
  }
}

/** Names here are those of the linked template, which another file declares. */
function noteGiven(walk: Walk, given: Node, deployment: ObjectNode): void {
  for (const { key } of given.kind === 'object' ? given.properties : []) {
    walk.given.push({ name: key.value, span: textSpan(walk, key), deployment });
  }
}

/** Names here are the nested template's, values those of the template around it. */
function inGivenParameters(
  walk: Walk,
  given: ObjectNode,
  nested: OpenFrame,
  around: Surroundings,
): void {
  for (const { key, value } of given.properties) {
    const symbol = nested.symbols.get(symbolKey('parameter', key.value));
    if (symbol) {
      walk.occurrences.push({ symbol, span: textSpan(walk, key), isDeclaration: false });
    }
    if (value) inNode(walk, value, 'values', around);
  }
}

function inObject(walk: Walk, node: ObjectNode, around: Surroundings): void {
  for (const { key, value } of node.properties) {
    if (!value) continue;
    if (sameName(key.value, 'metadata')) continue;
    inString(walk, key, 'values', around);
    if (sameName(key.value, 'copy') && value.kind === 'array') {
      for (const loop of value.items) inPropertyLoop(walk, loop, around);
    } else {
      inNode(walk, value, roleOf(key.value), around);
    }
  }
}

function inPropertyLoop(walk: Walk, loop: Node, around: Surroundings): void {
  const name = at(loop, 'name');
  if (name?.kind !== 'string') {
    inNode(walk, loop, 'values', around);
    return;
  }
  // The loops of variables are declared as variables already.
  const variable = around.own.symbols.get(symbolKey('variable', name.value));
  const isVariable = variable?.declaration?.whole.start === loop.start;
  const symbol: TemplateSymbol = isVariable
    ? variable
    : {
        kind: 'property loop',
        name: name.value,
        namespace: undefined,
        declaration: { name: textSpan(walk, name), whole: loop, value: loop },
        frame: around.frame,
      };
  if (!isVariable) {
    walk.occurrences.push({ symbol, span: textSpan(walk, name), isDeclaration: true });
  }
  inNode(walk, loop, 'values', { ...around, loops: [...around.loops, symbol] });
}

function inString(walk: Walk, string: StringNode, role: Role, around: Surroundings): void {
  if (!isExpression(string.value)) {
    if (role === 'dependencies') inDependency(walk, string, around);
    return;
  }
  const lambdas = new Map<string, TemplateSymbol>();
  for (const name of namesIn(parseExpression(string.value).expression)) {
    const { span } = placeIn(walk.document, string, name.span);
    if (name.kind === 'lambda variable') {
      const symbol = lambdaSymbol(lambdas, name, span, around.frame);
      walk.occurrences.push({ symbol, span, isDeclaration: name.isDeclaration });
    } else {
      const symbol = lookUp(name, around);
      if (symbol) walk.occurrences.push({ symbol, span, isDeclaration: false });
    }
  }
}

/** `dependsOn` names loops and symbolic names without any function around them. */
function inDependency(walk: Walk, string: StringNode, { own }: Surroundings): void {
  const symbol =
    own.symbols.get(symbolKey('resource', string.value)) ??
    own.symbols.get(symbolKey('loop', string.value));
  if (symbol) {
    walk.occurrences.push({ symbol, span: textSpan(walk, string), isDeclaration: false });
  }
}

function lambdaSymbol(
  known: Map<string, TemplateSymbol>,
  { name, lambda }: { readonly name: string; readonly lambda: Call | undefined },
  span: Span,
  frame: Frame,
): TemplateSymbol {
  const key = `${lambda?.start ?? 'none'} ${name.toLowerCase()}`;
  const declaration = lambda && { name: span, whole: span, value: undefined };
  const fresh = {
    kind: 'lambda variable',
    name,
    namespace: undefined,
    declaration,
    frame,
  } as const;
  const symbol = known.get(key) ?? fresh;
  known.set(key, symbol);
  return symbol;
}

/** What a name means here; what nothing declares is one symbol with its like all the same. */
function lookUp(
  { kind, name, namespace }: NameInExpression,
  { frame, own, loops }: Surroundings,
): TemplateSymbol | undefined {
  switch (kind) {
    case 'parameter': {
      const argument = frame.symbols.get(symbolKey('argument', name));
      return argument ?? declaredOrNot(frame, kind, name);
    }
    case 'variable':
    case 'namespace':
      return declaredOrNot(frame, kind, name);
    case 'function':
      return declaredOrNot(frame, kind, name, namespace);
    case 'loop':
      return loops.findLast((loop) => sameName(loop.name, name)) ?? declaredOrNot(own, kind, name);
    case 'resource':
      // Most first arguments are names of resources as deployed, which are no symbols.
      return own.symbols.get(symbolKey(kind, name));
  }
}

function declaredOrNot(
  frame: OpenFrame,
  kind: SymbolKind,
  name: string,
  namespace?: string,
): TemplateSymbol {
  const key = symbolKey(kind, name, namespace);
  const fresh = { kind, name, namespace, declaration: undefined, frame };
  const symbol = frame.symbols.get(key) ?? fresh;
  frame.symbols.set(key, symbol);
  return symbol;
}

function propertiesOf(node: Node, name: string): readonly Property[] {
  const value = member(node, name)?.value;
  return value?.kind === 'object' ? value.properties : [];
}

function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === 'array' ? node.items : [];
}
