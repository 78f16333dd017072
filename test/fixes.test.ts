import { describe, expect, it } from 'vitest';
import { rules } from '../server/src/rules/index.ts';
import { parseJson } from '../server/src/syntax/json.ts';
import { allFindings, applyFix, checkFixes, filesOf, workspaceOf, type Files } from './kit.ts';
import { commentsOf, layouts } from './layouts.ts';
import { gpuVmTemplates } from './gpu-vm-templates.ts';

const isJson = (path: string) => path.endsWith('.json');

function inLayout(files: Files, layout: (text: string) => string): Files {
  return new Map([...files].map(([path, text]) => [path, isJson(path) ? layout(text) : text]));
}

function countOf(files: Files, rule: string): number {
  return allFindings(workspaceOf(files), files).filter((one) => one.rule === rule).length;
}

/** Every fix of every finding of the files: the texts stay readable and written as they were. */
function checkTexts(files: Files, rule: string): void {
  for (const finding of allFindings(workspaceOf(files), files)) {
    if (finding.rule !== rule) continue;
    for (const fix of finding.fixes) {
      for (const [path, after] of applyFix(files, fix)) {
        const before = files.get(path);
        if (!isJson(path) || before === undefined || before === after) continue;
        checkText(before, after, fix.title);
      }
    }
  }
}

function checkText(before: string, after: string, title: string): void {
  // What could not be read before need not be readable now.
  if (parseJson(before).problems.length === 0) {
    expect(parseJson(after).problems, title).toEqual([]);
  }
  // What is taken out takes the comments inside it along.
  if (!/^(?:remove|write the settings)/.test(title)) {
    const kept = commentsOf(after);
    for (const comment of commentsOf(before)) expect(kept, title).toContain(comment);
  }
  if (!/(?<!\r)\n/.test(before)) expect(after, title).not.toMatch(/(?<!\r)\n/);
  if (!before.includes('\r')) expect(after, title).not.toContain('\r');
  if (/^\t/m.test(before) && !/^ /m.test(before)) expect(after, title).not.toMatch(/^ /m);
  if (!before.includes('\n')) expect(after, title).not.toContain('\n');
}

describe.each(Object.entries(layouts))('fixes of templates %s', (_, layout) => {
  it.each(rules.map(({ id, examples }) => [id, examples.wrong] as const))(
    'hold for the examples of %s',
    (id, examples) => {
      for (const example of examples) {
        const files = filesOf(example);
        // Text that is no JSON has no other layout.
        const readable = [...files].every(
          ([path, text]) => !isJson(path) || parseJson(text).problems.length === 0,
        );
        if (!readable) continue;
        const laidOut = inLayout(files, layout);
        // What is found in comments goes with them.
        const keepsComments = commentsOf(layout('{} // x')).length > 0;
        if (!keepsComments && id === 'unused-suppression') continue;
        expect(countOf(laidOut, id)).toBe(countOf(files, id));
        checkFixes(id, laidOut);
        checkTexts(laidOut, id);
      }
    },
  );

  it.each(Object.entries(gpuVmTemplates))('hold for %s', (__, fixture) => {
    const files = inLayout(filesOf(fixture), layout);
    expect(countOf(files, 'missing-gpu-extension')).toBeGreaterThan(0);
    checkFixes('missing-gpu-extension', files);
    checkTexts(files, 'missing-gpu-extension');
  });
});
