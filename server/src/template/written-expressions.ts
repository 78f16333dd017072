import { isExpression, parseExpression, type Expression } from '../syntax/expression.ts';
import {
  at,
  member,
  sameName,
  textOf,
  type Node,
  type ObjectNode,
  type StringNode,
  type SyntaxProblem,
  type Tree,
} from '../syntax/node.ts';
import { callsIn, type CallWithin } from './calls.ts';

/** An expression as it is written, and what it can see where it stands. */
export interface WrittenExpression {
  /** The string it is written in: a value or the name of a member. */
  readonly node: StringNode;
  readonly expression: Expression;
  readonly problems: readonly SyntaxProblem[];
  /** Its calls, outer before inner; none when it cannot be read. */
  readonly calls: readonly CallWithin[];
  readonly place: ExpressionPlace;
}

/** Where an expression stands, as far as it matters for what it may say. */
export interface ExpressionPlace {
  readonly section: Section;
  readonly names: VisibleNames;
  /** The loops around it, the innermost last; those of outputs and of some variables have no name. */
  readonly loops: readonly (string | undefined)[];
}

export type Section = 'parameters' | 'variables' | 'functions' | 'resources' | 'outputs';

/** The names that a template or a user function declares. `undefined`: not all can be read. */
export interface VisibleNames {
  /** What declares them; new declarations go here. */
  readonly template: ObjectNode;
  readonly parameters: Names | undefined;
  readonly variables: Names | undefined;
  readonly functions: readonly DeclaredFunction[] | undefined;
}

/** Declared names as they are written, by the name in lower case. */
export type Names = ReadonlyMap<string, string>;

/** A function that a template declares. */
export interface DeclaredFunction {
  readonly namespace: string;
  readonly name: string;
  /** The names of its parameters; `undefined` when they cannot be read. */
  readonly parameters: readonly string[] | undefined;
}

/** Objects and arrays nested deeper than this are not looked into. */
const MAX_DEPTH = 200;

/**
 * Returns every expression of a template in the order written, those of nested templates and user
 * functions included. What Azure does not evaluate (metadata, comments) is left out.
 */
export function writtenExpressions({ root, problems }: Tree): readonly WrittenExpression[] {
  if (root?.kind !== 'object') return [];
  const found: WrittenExpression[] = [];
  // In a text that is broken somewhere, a declaration may be there without being found.
  inTemplate({ found, isWhole: problems.length === 0, depth: 0 }, root);
  return found;
}

interface Walk {
  readonly found: WrittenExpression[];
  readonly isWhole: boolean;
  /** How deep the walk has come. */
  depth: number;
}

function inTemplate(walk: Walk, template: ObjectNode): void {
  const names = namesOf(template, walk.isWhole);
  for (const { key, value } of template.properties) {
    if (!value) continue;
    const section = sectionOf(key.value);
    if (section) inSection(walk, value, { section, names, loops: [] });
  }
}

/** A nested template whose expressions see what is around it. */
function inOuterScopeTemplate(walk: Walk, template: ObjectNode, around: ExpressionPlace): void {
  for (const { key, value } of template.properties) {
    const section = value && sectionOf(key.value);
    // Its functions are its own, but nothing can call them.
    if (section && section !== 'functions') {
      inSection(walk, value, { ...around, section });
    }
  }
}

function sectionOf(name: string): Section | undefined {
  return SECTIONS.find((section) => sameName(section, name));
}

const SECTIONS: readonly Section[] = [
  'parameters',
  'variables',
  'functions',
  'resources',
  'outputs',
];

function inSection(walk: Walk, node: Node, place: ExpressionPlace): void {
  switch (place.section) {
    case 'parameters':
      for (const declaration of valuesOf(node)) {
        const defaultValue = at(declaration, 'defaultValue');
        if (defaultValue) inValue(walk, defaultValue, place);
      }
      return;
    case 'functions':
      for (const space of valuesOf(node)) {
        for (const body of valuesOf(at(space, 'members'))) {
          const output = at(body, 'output', 'value');
          if (output)
            inValue(walk, output, { ...place, names: namesInFunction(body, place.names) });
        }
      }
      return;
    case 'resources':
      for (const resource of valuesOf(node)) inResource(walk, resource, place);
      return;
    case 'variables':
      inValue(walk, node, place);
      return;
    case 'outputs':
      for (const output of valuesOf(node)) {
        const loop = at(output, 'copy')?.kind === 'object' ? [undefined] : [];
        inMembers(walk, output, { ...place, loops: [...place.loops, ...loop] });
      }
  }
}

function inResource(walk: Walk, node: Node, around: ExpressionPlace): void {
  if (node.kind !== 'object' || walk.depth >= MAX_DEPTH) return;
  walk.depth++;
  const copy = at(node, 'copy');
  const loops =
    copy?.kind === 'object' ? [...around.loops, textOf(at(copy, 'name'))] : around.loops;
  const place = { ...around, loops };
  const isDeployment = sameName(textOf(at(node, 'type')) ?? '', 'Microsoft.Resources/deployments');
  for (const { key, value } of node.properties) {
    if (!value || isSilent(key.value)) continue;
    if (sameName(key.value, 'resources')) {
      for (const child of valuesOf(value)) inResource(walk, child, place);
    } else if (isDeployment && sameName(key.value, 'properties') && value.kind === 'object') {
      inDeploymentProperties(walk, node, value, place);
    } else {
      inName(walk, key, place);
      inValue(walk, value, place);
    }
  }
  walk.depth--;
}

function inDeploymentProperties(
  walk: Walk,
  resource: ObjectNode,
  properties: ObjectNode,
  place: ExpressionPlace,
): void {
  for (const { key, value } of properties.properties) {
    if (!value) continue;
    if (!sameName(key.value, 'template') || value.kind !== 'object') {
      inName(walk, key, place);
      inValue(walk, value, place);
    } else if (hasOwnScope(resource, place.names.template)) {
      inTemplate(walk, value);
    } else {
      inOuterScopeTemplate(walk, value, place);
    }
  }
}

/**
 * Says whether the expressions of the template in a `Microsoft.Resources/deployments` resource see
 * that template's own names (`inner`), and not those around it.
 */
export function hasOwnScope(resource: ObjectNode, template: ObjectNode): boolean {
  const written = textOf(at(resource, 'properties', 'expressionEvaluationOptions', 'scope'));
  if (written !== undefined) return sameName(written, 'inner');
  return textOf(at(template, 'languageVersion'))?.startsWith('2.') === true;
}

/** Texts for people are not evaluated, whatever they look like. */
function isSilent(name: string): boolean {
  return sameName(name, 'metadata') || sameName(name, 'comments');
}

function inValue(walk: Walk, node: Node, place: ExpressionPlace): void {
  if (node.kind === 'string') {
    inString(walk, node, place);
  } else if (walk.depth < MAX_DEPTH) {
    walk.depth++;
    if (node.kind === 'array') for (const item of node.items) inValue(walk, item, place);
    else if (node.kind === 'object') inMembers(walk, node, place);
    walk.depth--;
  }
}

function inMembers(walk: Walk, node: Node, place: ExpressionPlace): void {
  if (node.kind !== 'object') return;
  for (const { key, value } of node.properties) {
    if (!value) continue;
    if (sameName(key.value, 'metadata') && place.section === 'outputs') continue;
    inName(walk, key, place);
    if (sameName(key.value, 'copy') && value.kind === 'array') {
      for (const loop of value.items) {
        const loops = [...place.loops, textOf(at(loop, 'name'))];
        inMembers(walk, loop, { ...place, loops });
      }
    } else {
      inValue(walk, value, place);
    }
  }
}

function inName(walk: Walk, key: StringNode, place: ExpressionPlace): void {
  inString(walk, key, place);
}

function inString(walk: Walk, node: StringNode, place: ExpressionPlace): void {
  if (isExpression(node.value)) {
    const { expression, problems } = parseExpression(node.value);
    const calls = problems.length > 0 ? [] : callsIn(expression);
    walk.found.push({ node, expression, problems, calls, place });
  }
}

function valuesOf(node: Node | undefined): readonly Node[] {
  if (node?.kind === 'array') return node.items;
  return node?.kind === 'object' ? node.properties.flatMap(({ value }) => value ?? []) : [];
}

function namesOf(template: ObjectNode, isWhole: boolean): VisibleNames {
  return isWhole
    ? {
        template,
        parameters: memberNames(member(template, 'parameters')?.value),
        variables: variableNames(member(template, 'variables')?.value),
        functions: functionsOf(member(template, 'functions')?.value),
      }
    : { template, parameters: undefined, variables: undefined, functions: undefined };
}

/** A user function sees its own parameters, and no variables. */
function namesInFunction(body: Node, names: VisibleNames): VisibleNames {
  const own = names.parameters && parameterNames(body);
  const parameters = own && byLowerCase(own);
  return { ...names, parameters, variables: names.variables && new Map() };
}

function byLowerCase(names: readonly string[]): Names {
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}

function memberNames(node: Node | undefined): Names | undefined {
  if (!node) return byLowerCase([]);
  return node.kind === 'object'
    ? byLowerCase(node.properties.map(({ key }) => key.value))
    : undefined;
}

function variableNames(node: Node | undefined): Names | undefined {
  if (node?.kind !== 'object') return memberNames(node);
  const names: string[] = [];
  for (const { key, value } of node.properties) {
    if (sameName(key.value, 'copy') && value?.kind === 'array') {
      for (const loop of value.items) {
        const name = textOf(at(loop, 'name'));
        if (name === undefined || isExpression(name)) return undefined;
        names.push(name);
      }
    } else {
      names.push(key.value);
    }
  }
  return names.some(isExpression) ? undefined : byLowerCase(names);
}

function functionsOf(node: Node | undefined): readonly DeclaredFunction[] | undefined {
  if (!node) return [];
  if (node.kind !== 'array') return undefined;
  return node.items.flatMap((space) => {
    const namespace = textOf(at(space, 'namespace'));
    const members = at(space, 'members');
    if (namespace === undefined || members?.kind !== 'object') return [];
    return members.properties.map(({ key, value }) => ({
      namespace,
      name: key.value,
      parameters: parameterNames(value),
    }));
  });
}

function parameterNames(body: Node | undefined): readonly string[] | undefined {
  const listed = at(body, 'parameters');
  if (!listed) return [];
  if (listed.kind !== 'array') return undefined;
  const names = listed.items.map((item) => textOf(at(item, 'name')));
  return names.every((name) => name !== undefined) ? names : undefined;
}
