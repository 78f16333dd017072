import { at, textOf } from '../../syntax/node.ts';
import type { TemplateSymbol } from '../../template/symbols/symbol.ts';
import { escaped, inlineCode } from '../markdown.ts';

/** Returns what a name is declared as: kind, name, type and description. */
export function declarationText(symbol: TemplateSymbol): readonly string[] {
  const { kind, name, namespace, declaration } = symbol;
  if (!declaration) return [`no ${kind} ${inlineCode(name)} is declared here`];
  const type = textOf(at(declaration.value, 'type'));
  const full = namespace === undefined ? name : `${namespace}.${name}`;
  const typed = type === undefined || !isTyped(symbol) ? '' : `: ${inlineCode(type)}`;
  const description = textOf(at(declaration.value, 'metadata', 'description'));
  return [
    `${kind} **${escaped(full)}**${typed}`,
    ...(description === undefined ? [] : [escaped(description)]),
  ];
}

function isTyped({ kind }: TemplateSymbol): boolean {
  return kind === 'parameter' || kind === 'argument';
}
