import { t } from '../base/l10n.ts';
import { remembering } from '../base/remembering.ts';
import { at, member, sameName, textOf, type Node, type ObjectNode } from '../syntax/node.ts';
import { declarationChain, declaredIn } from './definitions.ts';
import { placeOf, type Document } from './document.ts';
import { literalValue } from './literal.ts';
import type { Value } from './value.ts';

/** Values given to a template's parameters, by lower-case name. */
export type Bindings = ReadonlyMap<string, Value>;

/** A parameter as a template declares it. */
export interface ParameterDeclaration {
  readonly name: string;
  readonly node: ObjectNode;
  /**
   * `string`, `securestring`, `int`, …, in lower case, from its definition where it refers to one;
   * `undefined` when missing.
   */
  readonly type: string | undefined;
  readonly defaultValue: Node | undefined;
  readonly allowedValues: readonly Node[] | undefined;
  readonly nullable: boolean;
  readonly limits: ParameterLimits;
  /** Its values must never be shown. */
  readonly secure: boolean;
  readonly description: string | undefined;
}

/** What an int may be, or how long a string or an array may be; both ends included. */
export interface ParameterLimits {
  readonly minValue: number | undefined;
  readonly maxValue: number | undefined;
  readonly minLength: number | undefined;
  readonly maxLength: number | undefined;
}

/**
 * Returns the parameters that `template` declares, in its order, with what the definitions say
 * that they refer to.
 */
export const declaredParameters = remembering(declarationsIn);

function declarationsIn(template: ObjectNode): readonly ParameterDeclaration[] {
  const declared = member(template, 'parameters')?.value;
  if (declared?.kind !== 'object') return [];
  const result: ParameterDeclaration[] = [];
  for (const { key, value } of declared.properties) {
    if (value?.kind === 'object') result.push(declaration(key.value, value, template));
  }
  return result;
}

function declaration(name: string, node: ObjectNode, template: ObjectNode): ParameterDeclaration {
  const chain = declarationChain(node, template);
  const type = textOf(declaredIn(chain, 'type'))?.toLowerCase();
  const allowed = declaredIn(chain, 'allowedValues');
  const nullable = declaredIn(chain, 'nullable');
  return {
    name,
    node,
    type,
    defaultValue: member(node, 'defaultValue')?.value,
    allowedValues: allowed?.kind === 'array' ? allowed.items : undefined,
    nullable: nullable?.kind === 'boolean' && nullable.value,
    limits: {
      minValue: numberOf(declaredIn(chain, 'minValue')),
      maxValue: numberOf(declaredIn(chain, 'maxValue')),
      minLength: numberOf(declaredIn(chain, 'minLength')),
      maxLength: numberOf(declaredIn(chain, 'maxLength')),
    },
    secure: isSecureType(type) || isSecretName(name),
    description: textOf(at(declaredIn(chain, 'metadata'), 'description')),
  };
}

function numberOf(node: Node | undefined): number | undefined {
  return node?.kind === 'number' ? node.value : undefined;
}

function isSecureType(type: string | undefined): boolean {
  return type === 'securestring' || type === 'secureobject';
}

/** Says whether a name promises a secret; its value is then never shown, whatever its type. */
export function isSecretName(name: string): boolean {
  return /passw|secret|token|credential|(?:access|account|private|shared|storage)_?key/i.test(name);
}

/**
 * Returns the values that a parameter file gives. Its strings are not expressions; a Key Vault
 * reference is unknown offline.
 */
export function parameterFileBindings(root: Node | undefined, document: Document): Bindings {
  const given = at(root, 'parameters');
  const bindings = new Map<string, Value>();
  if (given?.kind !== 'object') return bindings;
  for (const { key, value: entry } of given.properties) {
    const value = member(entry, 'value')?.value;
    if (value) {
      bindings.set(key.value.toLowerCase(), literalValue(value, document));
    } else if (member(entry, 'reference') && entry) {
      bindings.set(key.value.toLowerCase(), {
        kind: 'unknown',
        reason: t("parameter '{0}' comes from a key vault", key.value),
        origin: placeOf(document, entry),
        secret: true,
      });
    }
  }
  return bindings;
}

/** Returns values of which nothing is known, for every parameter that a template declares. */
export function unknownBindings(template: ObjectNode): Bindings {
  return new Map(
    declaredParameters(template).map(({ name }): [string, Value] => {
      const reason = t("parameter '{0}' has no value", name);
      return [name.toLowerCase(), { kind: 'unknown', reason, origin: undefined }];
    }),
  );
}

/** Returns the declaration called `name`, or `undefined`. */
export function findDeclaration(
  declarations: readonly ParameterDeclaration[],
  name: string,
): ParameterDeclaration | undefined {
  return declarations.find((candidate) => sameName(candidate.name, name));
}
