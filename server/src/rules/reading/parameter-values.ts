import { remembering } from '../../base/remembering.ts';
import { t } from '../../base/l10n.ts';
import { isExpression } from '../../syntax/expression.ts';
import { at, member, type Node } from '../../syntax/node.ts';
import type { Document } from '../../template/document.ts';
import {
  givenByFile,
  givenToNested,
  type GivenParameters,
} from '../../template/given-parameters.ts';
import {
  declaredParameters,
  findDeclaration,
  type ParameterDeclaration,
} from '../../template/parameters.ts';
import type { FileSubject, ParametersSubject } from '../judging/subject.ts';

/** A value as it is written for a parameter: given to it, or its default. */
export interface WrittenValue {
  readonly declaration: ParameterDeclaration;
  readonly document: Document;
  readonly node: Node;
  /** `the value of 'x'` or `the default of 'x'`. */
  readonly noun: string;
}

/** Returns what the nested deployments of a template give; nothing when its text is broken. */
export const givenWithin = remembering(
  ({ document, tree }: FileSubject): readonly GivenParameters[] =>
    tree.root?.kind === 'object' && tree.problems.length === 0
      ? givenToNested(document, tree.root)
      : [],
);

/** Returns what a parameter file gives to its template. */
export function givenIn(subject: ParametersSubject): GivenParameters {
  return givenByFile(subject.document, subject.root, subject.template, subject.templateName);
}

/** Returns the values given that are literals; what is computed is not known here. */
export function literalValues({
  by,
  document,
  given,
  template,
}: GivenParameters): readonly WrittenValue[] {
  const declarations = declaredParameters(template);
  return given.flatMap(({ key, value }) => {
    const declaration = findDeclaration(declarations, key.value);
    const node = member(value, 'value')?.value;
    if (!declaration || !node) return [];
    if (by === 'nested deployment' && isComputed(node)) return [];
    return [{ declaration, document, node, noun: t("the value of '{0}'", declaration.name) }];
  });
}

/** Returns the default values of a template, and of those nested in it, that are literals. */
export const literalDefaults = remembering((subject: FileSubject): readonly WrittenValue[] => {
  const { document, tree } = subject;
  if (tree.root?.kind !== 'object') return [];
  const nested = givenWithin(subject).map(({ template }) => template);
  return [tree.root, ...nested].flatMap((template) =>
    declaredParameters(template).flatMap((declaration) => {
      const node = at(declaration.node, 'defaultValue');
      if (!node || isComputed(node)) return [];
      return [{ declaration, document, node, noun: t("the default of '{0}'", declaration.name) }];
    }),
  );
});

function isComputed(node: Node): boolean {
  switch (node.kind) {
    case 'string':
      return isExpression(node.value) || node.value.startsWith('[[');
    case 'array':
      return node.items.some(isComputed);
    case 'object':
      return node.properties.some(({ key, value }) => !value || isExpression(key.value));
    case 'number':
    case 'boolean':
    case 'null':
      return false;
  }
}
