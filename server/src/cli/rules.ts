import { fact } from '../facts/index.ts';
import { rules } from '../rules/index.ts';
import type { Rule } from '../rules/judging/rule.ts';
import { factText } from '../report/fact-text.ts';
import { textTable } from '../report/table.ts';
import { refuse, type ExitCode, type Io } from './io.ts';
import { unknownName, type KnowledgeOptions } from './knowledge.ts';

/** Runs `edge-gpu rules`: one line for each rule, or everything about one. */
export async function showRules(
  io: Io,
  id: string | undefined,
  { format }: KnowledgeOptions,
): Promise<ExitCode> {
  const asked = rules.find((rule) => rule.id === id);
  if (id !== undefined && !asked) return refuse(io, unknownName('rule', id, rules));
  const shown = asked ? [asked] : rules;
  if (format === 'json') {
    await io.stdout(`${JSON.stringify({ rules: shown.map(ruleJson) }, undefined, 2)}\n`);
  } else if (asked) {
    await io.stdout(ruleText(asked));
  } else {
    await io.stdout(
      textTable(
        COLUMNS,
        rules.map(({ id, severity, title }) => [id, severity, title]),
      ),
    );
  }
  return 0;
}

const COLUMNS = [
  { heading: 'RULE', align: 'left' },
  { heading: 'SEVERITY', align: 'left' },
  { heading: 'TITLE', align: 'left' },
] as const;

function ruleJson(rule: Rule) {
  const { id, severity, severityWhen, title, description, because, examples } = rule;
  const several = severityWhen && { severityWhen };
  return { id, severity, ...several, title, description, facts: because, examples };
}

function ruleText({ id, severity, severityWhen, title, description, because }: Rule): string {
  const several = Object.entries(severityWhen ?? {}).map(([level, when]) => `${level}: ${when}\n`);
  const grounds = because.flatMap((factId) => fact(factId) ?? []).map(factText);
  return [
    `${id} (${severity})\n${title}\n\n${description}\n`,
    ...(several.length > 0 ? [several.join('')] : []),
    ...grounds,
  ].join('\n');
}
