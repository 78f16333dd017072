import { rules } from '../rules/index.ts';
import { factsText } from './facts-text.ts';
import { escaped, inlineCode } from './markdown.ts';

/** Returns what a rule finds, how grave that is, and what it rests on; empty for no rule. */
export function ruleText(id: string): readonly string[] {
  const rule = rules.find((one) => one.id === id);
  if (!rule) return [];
  const { title, severity, description, because } = rule;
  return [
    `**${escaped(title)}**: ${severity}, ${inlineCode(id)}`,
    description,
    ...factsText(because),
  ];
}
