import { describe, expect, it } from 'vitest';
import { rules } from '../server/src/rules/index.ts';
import { fact } from '../server/src/facts/index.ts';
import { applyFix, checkRule, filesOf, fixesOf, rulesFinding } from './kit.ts';

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

  it('rests on facts that exist', () => {
    for (const id of rule.because) expect(fact(id), id).toBeDefined();
  });

  it('has fixes that remove the finding, break nothing and bring no new finding', () => {
    for (const example of rule.examples.wrong) {
      // The carets of the fixture are comments: they must survive each fix.
      const files = filesOf(example);
      const before = rulesFinding(files);
      for (const fix of fixesOf(rule.id, files)) {
        const after = applyFix(files, fix);
        const found = rulesFinding(after);
        expect(found, fix.title).not.toContain(rule.id);
        expect(
          found.filter((id) => !before.includes(id)),
          fix.title,
        ).toEqual([]);
      }
    }
  });
});
