import { describe, expect, it } from 'vitest';
import { exampleFindings } from '../scripts/rule-examples.ts';
import { rules } from '../server/src/rules/index.ts';
import { fact } from '../server/src/facts/index.ts';
import { checkFixes, checkRule, filesOf } from './kit.ts';

describe.each(rules)('$id', (rule) => {
  it.each(rule.examples.wrong.map((example, index) => [index, example] as const))(
    'finds what wrong example %i underlines',
    (_, example) => {
      checkRule(rule.id, example);
    },
  );

  it.each(rule.examples.right.map((example, index) => [index, example] as const))(
    'finds nothing in right example %i',
    (_, example) => {
      checkRule(rule.id, example);
    },
  );

  it('has an example that is wrong and one that is right', () => {
    expect(rule.examples.wrong.length).toBeGreaterThan(0);
    expect(rule.examples.right.length).toBeGreaterThan(0);
  });

  it('has findings of the severities that it says, in its examples', () => {
    const definite = exampleFindings(rule).filter(({ certainty }) => certainty === 'definite');
    const said = Object.keys(rule.severityWhen ?? { [rule.severity]: '' });
    expect([...new Set(definite.map(({ severity }) => severity))].sort()).toEqual(said.sort());
  });

  it('rests on facts that exist', () => {
    for (const id of rule.because) expect(fact(id), id).toBeDefined();
  });

  it('has fixes that remove the finding, break nothing and bring no new finding', () => {
    for (const example of rule.examples.wrong) checkFixes(rule.id, filesOf(example));
  });
});
