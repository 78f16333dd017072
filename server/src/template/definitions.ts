import { at, member, sameName, textOf, type Node, type ObjectNode } from '../syntax/node.ts';

/** A chain of definitions that is longer, or leads back to itself, is followed no further. */
const MAX_CHAIN = 32;

/**
 * Returns the declarations that say what a parameter may be, itself first: with `$ref`, those
 * under the template's `definitions` that it leads to. What an earlier one says wins.
 */
export function declarationChain(
  declaration: ObjectNode,
  template: ObjectNode,
): readonly ObjectNode[] {
  const chain = [declaration];
  for (let current = declaration; chain.length < MAX_CHAIN;) {
    const name = /^#\/definitions\/(.+)$/.exec(textOf(at(current, '$ref')) ?? '')?.[1];
    const next = name === undefined ? undefined : definition(template, decoded(name));
    if (next?.kind !== 'object' || chain.includes(next)) break;
    chain.push(next);
    current = next;
  }
  return chain;
}

function definition(template: ObjectNode, name: string): Node | undefined {
  const definitions = at(template, 'definitions');
  if (definitions?.kind !== 'object') return undefined;
  return definitions.properties.find(({ key }) => sameName(key.value, name))?.value;
}

/** A JSON pointer writes `/` as `~1` and `~` as `~0`. */
function decoded(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Returns what the first declaration of a chain says that says anything under this name. */
export function declaredIn(chain: readonly ObjectNode[], name: string): Node | undefined {
  for (const declaration of chain) {
    const value = member(declaration, name)?.value;
    if (value) return value;
  }
  return undefined;
}
