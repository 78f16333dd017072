// What rules find, in Spanish.
import { describe, expect, test, vi } from 'vitest';
import spanish from '../../l10n/bundle.l10n.es.json' with { type: 'json' };
import { exampleFindings } from '../../scripts/rule-examples.ts';
import { rules } from '../../server/src/rules/index.ts';
import type { ReportedFinding } from '../../server/src/rules/judging/rule.ts';

describe('every example of a rule has its messages, evidence and fixes in Spanish', () => {
  test.each(rules.map((rule) => [rule.id, rule] as const))('%s', async (_, rule) => {
    const english = new Set(exampleFindings(rule).flatMap(wordsOf));
    // Another instance of all modules, for these remember texts that they have read.
    vi.resetModules();
    const l10n = await import('../../server/src/base/l10n.ts');
    const examples = await import('../../scripts/rule-examples.ts');
    l10n.setTranslations(spanish);
    const translated = examples.exampleFindings(rule).flatMap(wordsOf);
    expect(translated.length).toBeGreaterThan(0);
    expect(translated.filter((text) => english.has(text))).toEqual([]);
  });
});

function wordsOf({ message, evidence, fixes }: ReportedFinding): readonly string[] {
  return [message, ...evidence.map((one) => one.message), ...fixes.map(({ title }) => title)];
}
