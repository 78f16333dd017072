import { placeAt, sameName, type Node } from '../../syntax/node.ts';
import { symbolKey, type TemplateSymbols } from '../../template/symbols/symbol.ts';

/** Where a parameter's value goes: the key that has it as its value, and the object of that key. */
export interface ParameterUse {
  readonly key: string;
  readonly object: Node;
}

/** Returns the keys whose whole value is the parameter, each with the object that it is in. */
export function usesOfParameter(
  symbols: TemplateSymbols,
  root: Node | undefined,
  name: string,
): readonly ParameterUse[] {
  const symbol = symbols.root.symbols.get(symbolKey('parameter', name));
  const uses = symbols.occurrences.filter(
    (occurrence) => occurrence.symbol === symbol && !occurrence.isDeclaration,
  );
  return uses.flatMap(({ span }): readonly ParameterUse[] => {
    const { steps, node } = placeAt(root, span.start);
    const last = steps.at(-1);
    if (last?.kind !== 'member' || node?.kind !== 'string') return [];
    const whole = /^\[\s*parameters\(\s*'([^']*)'\s*\)\s*\]$/i.exec(node.value)?.[1];
    if (whole === undefined || !sameName(whole, name)) return [];
    return [{ key: last.property.key.value, object: last.of }];
  });
}
