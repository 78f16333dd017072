import { parseExpression, type Call } from '../../syntax/expression.ts';
import { placeAt, sameName, type Node } from '../../syntax/node.ts';
import { callsIn } from '../../template/calls.ts';
import { symbolKey, type TemplateSymbols } from '../../template/symbols/symbol.ts';

/** The type of a custom image, as resource ids name it. */
export const IMAGE_TYPE = 'Microsoft.Compute/images';

/**
 * Where the value of a parameter or variable goes: the key that has it as its value, with the
 * object of that key, or the name of an image within `resourceId`.
 */
export type NameUse = { readonly key: string; readonly object: Node } | 'name of an image';

/** Returns the places that the whole value of a parameter or variable of the root goes to. */
export function usesOfName(
  symbols: TemplateSymbols,
  root: Node | undefined,
  kind: 'parameter' | 'variable',
  name: string,
): readonly NameUse[] {
  const symbol = symbols.root.symbols.get(symbolKey(kind, name));
  const used = symbols.occurrences.filter(
    (occurrence) => occurrence.symbol === symbol && !occurrence.isDeclaration,
  );
  return used.flatMap(({ span }): readonly NameUse[] => {
    const { steps, node, onKey } = placeAt(root, span.start);
    const last = steps.at(-1);
    if (node?.kind !== 'string' || onKey) return [];
    const { expression } = parseExpression(node.value);
    const isUse = (call: Call | undefined): boolean => {
      const [first, ...more] = call?.args ?? [];
      const isText = first?.kind === 'string' && more.length === 0;
      return isText && sameName(call?.name.text ?? '', `${kind}s`) && sameName(first.value, name);
    };
    if (expression.kind === 'call' && isUse(expression)) {
      return last?.kind === 'member' ? [{ key: last.property.key.value, object: last.of }] : [];
    }
    const isImage = callsIn(expression).some(({ call, argumentOf }) => {
      if (!isUse(call) || !sameName(argumentOf?.name.text ?? '', 'resourceId')) return false;
      const type = argumentOf?.args[argumentOf.args.indexOf(call) - 1];
      return type?.kind === 'string' && sameName(type.value, IMAGE_TYPE);
    });
    return isImage ? ['name of an image'] : [];
  });
}
