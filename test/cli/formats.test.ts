import { Ajv } from 'ajv';
import type { Log } from 'sarif';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { rules } from '../../server/src/rules/index.ts';
import type { CheckReport } from '../../server/src/report/check-report.ts';
import { checkGithub } from '../../server/src/report/github.ts';
import { checkJunit } from '../../server/src/report/check-junit.ts';
import type { NodePlaces } from '../../server/src/report/places.ts';
import { checkSarif } from '../../server/src/report/sarif.ts';
import type { ReportedFinding } from '../../server/src/rules/judging/rule.ts';
import { makeFolder, template, type Folder } from './kit.ts';

let folder: Folder;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

// The schema is of a draft that names itself by `id`, which is all that differs here.
const { id: _id, $schema: _draft, ...draft } = schema;
const ajv = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false });
const isSarif = ajv.compile(draft);

/** Parses a log that the SARIF schema takes. */
function validLog(text: string): Log {
  const value: unknown = JSON.parse(text);
  isSarif(value);
  expect(isSarif.errors ?? []).toEqual([]);
  return value as Log;
}

const inserted = {
  uri: 'file:///w/a,b/v%m.json',
  span: { start: 4, end: 9 },
};

const finding: ReportedFinding = {
  rule: 'unknown-vm-size',
  severity: 'error',
  certainty: 'definite',
  at: inserted,
  message: '50% of it:\r\nnothing, ::error::',
  parameterFile: 'file:///w/p.json',
  evidence: [{ at: inserted, message: 'here <&>' }],
  fixes: [
    {
      title: 'do it',
      edits: [
        { ...inserted, newText: 'x' },
        { ...inserted, newText: '' },
      ],
    },
  ],
  facts: ['vm-size.list'],
};

const broken: ReportedFinding = { ...finding, rule: 'internal-error', message: 'it broke' };

const places: NodePlaces = {
  file: (uri) => uri.replace('file:///w/', ''),
  range: ({ span }) => ({
    start: { line: 2, character: span.start },
    end: { line: 2, character: span.end },
  }),
  nodePath: () => '/resources[vm]',
};

const report: CheckReport = {
  files: [{ file: 'a,b/v%m.json', kind: 'template' }],
  findings: [finding, { ...finding, severity: 'hint' }],
  errors: [],
};

describe('sarif', () => {
  const write = (findings: readonly ReportedFinding[], errors: CheckReport['errors'] = []) =>
    validLog(
      checkSarif({ ...report, findings, errors }, { places, version: '1.2.3', root: 'file:///w' }),
    ).runs[0]!;

  test('has full regions, related locations, fixes and a fingerprint', () => {
    const { results, originalUriBaseIds } = write([finding]);
    const region = { startLine: 3, startColumn: 5, endLine: 3, endColumn: 10 };
    const artifactLocation = { uri: 'a%2Cb/v%25m.json', uriBaseId: '%SRCROOT%' };
    const physicalLocation = { artifactLocation, region };
    expect(results).toEqual([
      {
        ruleId: 'unknown-vm-size',
        ruleIndex: rules.findIndex(({ id }) => id === 'unknown-vm-size'),
        level: 'error',
        message: { text: finding.message },
        locations: [{ physicalLocation }],
        relatedLocations: [{ id: 0, physicalLocation, message: { text: 'here <&>' } }],
        fixes: [
          {
            description: { text: 'do it' },
            artifactChanges: [
              {
                artifactLocation,
                replacements: [
                  { deletedRegion: region, insertedContent: { text: 'x' } },
                  { deletedRegion: region },
                ],
              },
            ],
          },
        ],
        partialFingerprints: { 'edgeGpu/v1': expect.stringMatching(/^[\da-f]{40}$/) },
        properties: {
          severity: 'error',
          certainty: 'definite',
          parameterFile: 'p.json',
          facts: ['vm-size.list'],
        },
      },
    ]);
    expect(originalUriBaseIds?.['%SRCROOT%']?.uri).toBe('file:///w/');
  });

  test('describes every rule, with help and a page', () => {
    const described = write([]).tool.driver.rules ?? [];
    expect(described.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    for (const { id, help, helpUri, fullDescription } of described) {
      expect(helpUri).toMatch(new RegExp(`/docs/rules/${id}\\.md$`));
      expect(help?.markdown).toContain(fullDescription?.text);
    }
  });

  test('tells what kept the job from being done as notifications, not as results', () => {
    const { results, invocations } = write([broken], [{ file: 'c.json', message: 'denied' }]);
    expect(results).toEqual([]);
    expect(invocations?.[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [
        { level: 'error', message: { text: 'it broke' } },
        { level: 'error', message: { text: 'c.json: denied' } },
      ],
    });
  });

  test('of real files is valid, and its fingerprints do not change with the lines above', async () => {
    folder.write({ 'vm.json': template('Standard_X1', 'Standard_D2v2') });
    const before = validLog((await folder.run('check', '--format', 'sarif')).out);
    folder.write({
      'vm.json': folder.read('vm.json').replace('{', '// new\n\n{\n "metadata": {},'),
    });
    const after = validLog((await folder.run('check', '--format', 'sarif')).out);
    const prints = ({ runs }: Log) => runs[0]?.results?.map((one) => one.partialFingerprints);
    expect(prints(before)?.length).toBeGreaterThan(1);
    expect(prints(after)).toEqual(prints(before));
    expect(new Set(prints(before)?.map((one) => JSON.stringify(one))).size).toBe(
      prints(before)?.length,
    );
  });
});

test('github annotations are escaped as the runner reads them', () => {
  expect(checkGithub(report, { places, minSeverity: 'warning' })).toBe(
    '::error file=a%2Cb/v%25m.json,line=3,endLine=3,col=5,endColumn=10,title=unknown-vm-size::' +
      '50%25 of it:%0D%0Anothing, ::error:: (with p.json)\n',
  );
  const all = checkGithub(report, { places, minSeverity: 'hint' });
  expect(all.split('\n').map((line) => line.split(' ')[0])).toEqual(['::error', '::notice', '']);
});

test('junit has a suite for each file, a failure for each finding, an error for what broke', () => {
  const xml = checkJunit(
    {
      files: [...report.files, { file: 'clean.json', kind: 'template' }],
      findings: [...report.findings, broken],
      errors: [{ file: 'c<.json', message: 'denied' }],
    },
    { places, minSeverity: 'warning' },
  );
  expect(xml).toContain('<testsuites name="edge-gpu" tests="4" failures="1" errors="2">');
  expect(xml).toContain('<testcase classname="clean.json" name="no findings"/>');
  expect(xml).toContain('<failure type="unknown-vm-size" message="50% of it: nothing, ::error::">');
  expect(xml).toContain('<testsuite name="c&lt;.json" tests="1" failures="0" errors="1">');
});
