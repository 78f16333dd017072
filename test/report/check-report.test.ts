import { expect, test } from 'vitest';
import type { CheckReport } from '../../server/src/report/check-report.ts';
import { checkJson } from '../../server/src/report/json.ts';
import { ansiPalette, plainPalette } from '../../server/src/report/palette.ts';
import type { Places } from '../../server/src/report/places.ts';
import { checkText } from '../../server/src/report/text.ts';
import type { ReportedFinding } from '../../server/src/rules/judging/rule.ts';

const places: Places = {
  file: (uri) => uri.replace('file:///w/', ''),
  range: ({ span }) => ({
    start: { line: 0, character: span.start },
    end: { line: 0, character: span.end },
  }),
};

const at = (file: string, start: number) => ({
  uri: `file:///w/${file}`,
  span: { start, end: start + 2 },
});

const finding: ReportedFinding = {
  rule: 'gpu-oversubscription',
  severity: 'error',
  certainty: 'definite',
  at: at('a/vm.json', 4),
  message: 'needs 3 GPUs, the device has 2',
  parameterFile: 'file:///w/a/vm.parameters.json',
  evidence: [{ at: at('a/vm.parameters.json', 9), message: 'the count is set here' }],
  fixes: [
    {
      title: 'set the count to 2',
      edits: [{ ...at('a/vm.parameters.json', 9), newText: '2' }],
    },
  ],
  facts: ['device.two'],
};

const mild: ReportedFinding = {
  ...finding,
  rule: 'os-unknown',
  severity: 'hint',
  certainty: 'possible',
  at: at('b.json', 0),
  message: 'no one says\nwhich OS \u001B[2J',
  parameterFile: undefined,
  evidence: [],
  fixes: [],
  facts: [],
};

const report: CheckReport = {
  files: [{ file: 'a/vm.json', kind: 'template' }],
  findings: [finding, mild],
  errors: [{ file: 'c.json', message: 'permission denied' }],
};

test('json has the shape of the contract', () => {
  const range = { start: { line: 0, character: 9 }, end: { line: 0, character: 11 } };
  const value: unknown = JSON.parse(checkJson(report, places, '1.2.3'));
  expect(value).toEqual({
    tool: { name: 'edge-gpu', version: '1.2.3' },
    files: [{ file: 'a/vm.json', kind: 'template' }],
    findings: [
      {
        rule: 'gpu-oversubscription',
        severity: 'error',
        certainty: 'definite',
        file: 'a/vm.json',
        range: { start: { line: 0, character: 4 }, end: { line: 0, character: 6 } },
        message: 'needs 3 GPUs, the device has 2',
        parameterFile: 'a/vm.parameters.json',
        evidence: [{ file: 'a/vm.parameters.json', range, message: 'the count is set here' }],
        facts: ['device.two'],
        fixes: [
          {
            title: 'set the count to 2',
            edits: [{ file: 'a/vm.parameters.json', range, newText: '2' }],
          },
        ],
      },
      {
        rule: 'os-unknown',
        severity: 'hint',
        certainty: 'possible',
        file: 'b.json',
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 2 } },
        message: 'no one says\nwhich OS \u001B[2J',
        parameterFile: null,
        evidence: [],
        facts: [],
        fixes: [],
      },
    ],
    errors: [{ file: 'c.json', message: 'permission denied' }],
  });
});

test('text groups by file, counts from 1, and hides nothing in control characters', () => {
  expect(checkText(report, { places, palette: plainPalette, minSeverity: 'hint' })).toBe(
    `a/vm.json:1:5  error  needs 3 GPUs, the device has 2  [gpu-oversubscription]
    with a/vm.parameters.json
    a/vm.parameters.json:1:10  the count is set here

b.json:1:1  hint  no one says which OS \\u{1b}[2J  [os-unknown] possible

1 file checked: 1 error, 1 hint
`,
  );
});

test('text counts what is too mild to be shown', () => {
  expect(checkText(report, { places, palette: plainPalette, minSeverity: 'warning' })).toContain(
    '1 file checked: 1 error, 1 hint (1 not shown)\n',
  );
});

test('text says so when there is nothing', () => {
  const clean = { ...report, findings: [] };
  expect(checkText(clean, { places, palette: plainPalette, minSeverity: 'hint' })).toBe(
    '1 file checked: no findings\n',
  );
});

test('colours change nothing but colours', () => {
  const options = { places, minSeverity: 'hint' } as const;
  const coloured = checkText(report, { ...options, palette: ansiPalette });
  expect(coloured).toContain('\u001B[31merror\u001B[0m');
  expect(coloured.replace(/\u001B\[\d+m/g, '')).toBe(
    checkText(report, { ...options, palette: plainPalette }),
  );
});
