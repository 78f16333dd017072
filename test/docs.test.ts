import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exampleFindings } from '../scripts/rule-examples.ts';
import { rulePage } from '../server/src/report/rule-page.ts';
import { rules } from '../server/src/rules/index.ts';

describe('docs/rules, made by `npm run generate`', () => {
  it.each(rules)('has the page of $id as it is now', (rule) => {
    const file = `docs/rules/${rule.id}.md`;
    expect(existsSync(file), `${file} is missing`).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe(rulePage(rule, exampleFindings(rule)));
  });

  it('has no page of a rule that is gone', () => {
    const pages = rules.map(({ id }) => `${id}.md`);
    expect(readdirSync('docs/rules').sort()).toEqual([...pages, 'README.md'].sort());
  });
});
