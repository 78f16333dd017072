import type { Read } from '../base/source.ts';
import type { RuleLevel } from '../device/configuration.ts';
import { rules } from '../rules/index.ts';
import type { Levels } from '../rules/judging/judge.ts';
import type { Configured } from '../workspace/configured.ts';

/** The ids of all rules. */
export const ruleIds: readonly string[] = rules.map(({ id }) => id);

/**
 * Returns what configuration and settings say of rules, for a file. Those about the template
 * language are off where another extension has them.
 */
export function levelsFor(configured: Configured, read: Read, uri: string): Levels {
  const levels = configured.configurationFor(read, uri)?.rules ?? NONE;
  if (configured.settings(read).templateLanguage === 'on') return levels;
  return new Map([...levels, ...languageRulesOff]);
}

const NONE: Levels = new Map();

const languageRulesOff = rules
  .filter(({ realm }) => realm === 'template language')
  .map(({ id }): [string, RuleLevel] => [id, 'off']);
