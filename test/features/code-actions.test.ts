import { describe, expect, it } from 'vitest';
import type { CodeAction, Diagnostic } from 'vscode-languageserver-types';
import { createAnalysis, type Analysis } from '../../server/src/analysis.ts';
import type { FileEdit } from '../../server/src/base/edit.ts';
import { codeActions, type CodeActionRequest } from '../../server/src/features/code-actions.ts';
import type { Fix, ReportedFinding } from '../../server/src/rules/judging/rule.ts';

const uri = 'file:///w/vm.json';
const other = 'file:///w/vm.parameters.json';
const texts: Readonly<Record<string, string>> = { [uri]: 'abcdefghij\nklm', [other]: '{}' };

/** An analysis with these findings in the file. */
function analysisWith(findings: readonly ReportedFinding[]): Analysis {
  const read = (asked: string) => {
    const text = texts[asked];
    return text === undefined ? undefined : { uri: asked, text, stamp: 1 };
  };
  return { ...createAnalysis(read), findingsIn: () => findings };
}

function finding(
  rule: string,
  start: number,
  end: number,
  fixes: readonly Fix[],
  certainty: 'definite' | 'possible' = 'definite',
): ReportedFinding {
  const at = { uri, span: { start, end } };
  const nothing = { parameterFile: undefined, evidence: [], facts: [] };
  return { rule, severity: 'error', certainty, at, message: 'm', fixes, ...nothing };
}

function replace(start: number, end: number, newText: string, where = uri): FileEdit {
  return { uri: where, span: { start, end }, newText };
}

function preferred(title: string, ...edits: readonly FileEdit[]): Fix {
  return { title, edits, preferred: true };
}

function alternative(title: string, ...edits: readonly FileEdit[]): Fix {
  return { title, edits };
}

function asked(
  start: number,
  end: number,
  more: Partial<CodeActionRequest> = {},
): CodeActionRequest {
  return {
    uri,
    span: { start, end },
    diagnostics: [],
    only: undefined,
    target: {
      document: (place) => ({ uri: place, version: place === uri ? 3 : null }),
      takes: { documentChanges: true, createFile: true },
    },
    ...more,
  };
}

function titles(actions: readonly CodeAction[]): readonly string[] {
  return actions.map(({ title, kind }) => `${kind}: ${title}`);
}

const a = finding('rule-a', 0, 2, [preferred('a1', replace(0, 1, 'X')), alternative('a2')]);
const b = finding('rule-a', 4, 6, [preferred('b1', replace(4, 5, 'Y'))]);
const overlapping = finding('rule-a', 5, 6, [preferred('c1', replace(5, 6, 'Z'))]);
const twoWays = finding('rule-b', 8, 9, [alternative('d1'), alternative('d2')]);
const possible = finding('rule-c', 8, 9, [preferred('e1', replace(8, 9, 'E'))], 'possible');

describe('codeActions', () => {
  it.each([
    ['the fixes of what is touched', [a, b], 0, 0, ['a1', 'a2', 'fix all `rule-a` in this file']],
    ['nothing where nothing is found', [a, b], 11, 12, []],
    ['no fix for all of one', [a], 1, 1, ['a1', 'a2']],
    ['no fix for all without a choice', [twoWays, twoWays], 8, 8, ['d1', 'd2', 'd1', 'd2']],
  ] as const)('offers %s', (_, findings, start, end, expected) => {
    const actions = codeActions(analysisWith(findings), asked(start, end));
    expect(titles(actions)).toEqual(expected.map((title) => `quickfix: ${title}`));
  });

  it('marks the preferred fix and gives back the diagnostics it removes', () => {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 2 } };
    const own: Diagnostic = { range, message: 'm', code: 'rule-a' };
    const diagnostics: Diagnostic[] = [own, { ...own, code: 'rule-b' }];
    const [first, second] = codeActions(analysisWith([a]), asked(0, 0, { diagnostics }));
    expect(first).toMatchObject({ title: 'a1', isPreferred: true, diagnostics: [own] });
    expect(second).not.toHaveProperty('isPreferred');
  });

  it('edits with the version of what is open', () => {
    const fix = preferred('both', replace(11, 12, 'K'), replace(0, 0, '1', other));
    const [action] = codeActions(analysisWith([finding('r', 0, 1, [fix])]), asked(0, 0));
    expect(action?.edit).toEqual({
      documentChanges: [
        {
          textDocument: { uri, version: 3 },
          edits: [
            {
              range: { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } },
              newText: 'K',
            },
          ],
        },
        {
          textDocument: { uri: other, version: null },
          edits: [
            {
              range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
              newText: '1',
            },
          ],
        },
      ],
    });
  });

  describe('a fix that makes a file', () => {
    const fresh = 'file:///w/edge-gpu.config.yaml';
    const make: FileEdit = { ...replace(0, 0, 'device: {}\n', fresh), create: true };
    const analysis = analysisWith([finding('r', 0, 1, [preferred('name the device', make)])]);

    it('creates it before it is filled', () => {
      const [action] = codeActions(analysis, asked(0, 0));
      expect(action?.edit?.documentChanges).toMatchObject([
        { kind: 'create', uri: fresh },
        { textDocument: { uri: fresh }, edits: [{ newText: 'device: {}\n' }] },
      ]);
    });

    it('is not offered to a client that cannot', () => {
      const { target } = asked(0, 0);
      const takes = { documentChanges: true, createFile: false };
      expect(codeActions(analysis, asked(0, 0, { target: { ...target, takes } }))).toEqual([]);
    });
  });

  it('writes plain changes for a client that knows no others', () => {
    const { target } = asked(0, 0);
    const takes = { documentChanges: false, createFile: false };
    const [action] = codeActions(analysisWith([b]), asked(4, 4, { target: { ...target, takes } }));
    expect(action?.edit).toMatchObject({ changes: { [uri]: [{ newText: 'Y' }] } });
  });

  it.each([
    [undefined, ['quickfix: b1', 'quickfix: c1', 'quickfix: fix all `rule-a` in this file']],
    [['quickfix'], ['quickfix: b1', 'quickfix: c1', 'quickfix: fix all `rule-a` in this file']],
    [['source.fixAll'], ['source.fixAll.edgeGpu: fix all Edge GPU findings in this file']],
    [['source.fixAll.edgeGpu'], ['source.fixAll.edgeGpu: fix all Edge GPU findings in this file']],
    [['source.fixAll.eslint', 'refactor'], []],
  ])('answers to a wish for %j', (only, expected) => {
    const actions = codeActions(analysisWith([a, b, overlapping]), asked(5, 5, { only }));
    expect(titles(actions)).toEqual(expected);
  });

  it('leaves out of a fix for all what would overlap or is only possible', () => {
    const findings = [a, b, overlapping, twoWays, possible];
    const [action] = codeActions(analysisWith(findings), asked(0, 0, { only: ['source.fixAll'] }));
    expect(action?.edit?.documentChanges).toMatchObject([
      { edits: [{ newText: 'X' }, { newText: 'Y' }] },
    ]);
  });

  it('makes one edit of a replacement that two findings share', () => {
    const shared = [a, finding('rule-a', 3, 4, [preferred('a1', replace(0, 1, 'X'))])];
    const [action] = codeActions(analysisWith(shared), asked(0, 0, { only: ['source.fixAll'] }));
    expect(action?.edit?.documentChanges).toMatchObject([{ edits: [{ newText: 'X' }] }]);
  });
});
