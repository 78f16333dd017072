import { afterEach, describe, expect, it } from 'vitest';
import { runScenarios, scenarioOutline } from '../../server/src/features/scenario-tests.ts';
import {
  scenarioOutlineRequest,
  scenarioRunRequest,
  type ScenarioOutlineResult,
  type ScenarioRunResult,
} from '../../server/src/lsp/protocol.ts';
import { timelineJunit } from '../../server/src/report/timeline-junit.ts';
import { verdicts } from '../../server/src/scenario/verdict.ts';
import { startEditor, uriOf, type Editor } from '../editor.ts';
import { filesOf, ROOT, workspaceOf } from '../kit.ts';

const size = 'Standard_NC4as_T4_v3';
const two = `scenario: first
device: { model: pro-gpu-1, release: "2106" }
steps:
  - createVm: { name: vm1, size: ${size} }
    expect: succeeds
  - configureKubernetes: {}
    expect:
      outcome: succeeds
      gpus: { vm1: 1, kubernetes: 1 }
---
scenario: second
device: { model: pro-gpu-1, release: "2106" }
steps:
  - configureKubernetes: {}
  - createVm: { name: vm1, size: ${size} }
`;

let editor: Editor | undefined;
afterEach(() => {
  editor?.dispose();
  editor = undefined;
});

async function ask<R>(files: Readonly<Record<string, string>>, request: string, path: string) {
  editor = await startEditor({ files });
  return (await editor.request(request, { uri: uriOf(path) })) as R;
}

describe('scenario/outline', () => {
  it('names scenarios and what each promises, of a file that is not open', async () => {
    const files = { 'two.gpuscenario.yaml': two };
    const outline = await ask<ScenarioOutlineResult>(
      files,
      scenarioOutlineRequest,
      'two.gpuscenario.yaml',
    );
    expect(outline?.scenarios.map(({ name, range }) => [name, range.start.line])).toEqual([
      ['first', 0],
      ['second', 10],
    ]);
    expect(
      outline?.scenarios.map(({ tests }) => tests.map((test) => [test.key, test.range.start.line])),
    ).toEqual([
      [
        ['step-1', 4],
        ['step-2', 7],
        ['outcome', 0],
      ],
      [['outcome', 10]],
    ]);
    expect(JSON.stringify(outline)).not.toContain('failure');
  });

  it('is null for a file that is no scenario, and for one that is not there', async () => {
    const files = { 'notes.json': '{}' };
    expect(await ask(files, scenarioOutlineRequest, 'notes.json')).toBeNull();
    expect(await editor?.request(scenarioOutlineRequest, { uri: uriOf('no.txt') })).toBeNull();
  });
});

describe('scenario/run', () => {
  it('says what differs, where, and how it would have to be written', async () => {
    const files = { 'two.gpuscenario.yaml': two };
    const result = await ask<ScenarioRunResult>(files, scenarioRunRequest, 'two.gpuscenario.yaml');
    const [first, second] = result?.scenarios ?? [];
    expect(first?.tests.map(({ key, failure }) => [key, failure?.message])).toEqual([
      ['step-1', undefined],
      ['step-2', 'expected succeeds, vm1 1, kubernetes 1, but it is succeeds, vm1 1, kubernetes 0'],
      ['outcome', undefined],
    ]);
    expect(first?.tests[1]?.failure).toMatchObject({
      expected: 'outcome: succeeds\ngpus:\n  vm1: 1\n  kubernetes: 1',
      actual: 'outcome: succeeds\ngpus:\n  vm1: 1\n  kubernetes: 0',
      range: { start: { line: 7, character: 6 } },
    });
    expect(second?.tests[0]?.failure).toMatchObject({
      message: expect.stringMatching(/^the scenario fails: .*GPU/),
      expected: 'outcome: succeeds',
      actual: 'outcome: fails',
      range: { start: { line: 14 } },
    });
  });

  it('follows what is typed', async () => {
    const path = 'two.gpuscenario.yaml';
    editor = await startEditor({ files: { [path]: two } });
    await editor.open(path, two.replace('kubernetes: 1 }', 'kubernetes: 0 }'));
    const result = (await editor.request(scenarioRunRequest, {
      uri: uriOf(path),
    })) as ScenarioRunResult;
    expect(result?.scenarios[0]?.tests.map(({ failure }) => failure)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('runs nothing of a file that is not in the language, and says where', async () => {
    const files = { 'bad.gpuscenario.yaml': two.replace('createVm:', 'createVN:') };
    const result = await ask<ScenarioRunResult>(files, scenarioRunRequest, 'bad.gpuscenario.yaml');
    expect(result?.problem).toMatchObject({
      message: expect.stringContaining("unknown step 'createVN'"),
      range: { start: { line: 3, character: 4 } },
    });
  });
});

it('JUnit reports the same tests with the same verdicts', () => {
  const { analysis } = workspaceOf(filesOf(`=== two.gpuscenario.yaml ===\n${two}`));
  const uri = `${ROOT}two.gpuscenario.yaml`;
  const xml = timelineJunit(
    analysis
      .timelinesOf(uri)
      .map((timeline) => ({ file: 'two', timeline, verdicts: verdicts(timeline) })),
  );
  const reported = [...xml.matchAll(/<testcase [^>]*name="([^"]*)"(\/?)>/g)].map(
    ([, name, end]) => [name, end === '/'],
  );
  const run = runScenarios(analysis, uri)?.scenarios.flatMap(({ tests }) => tests);
  expect(run?.map(({ name, failure }) => [name, failure === undefined])).toEqual(reported);
  const outlined = scenarioOutline(analysis, uri)?.scenarios.flatMap(({ tests }) => tests);
  expect(outlined?.map(({ name }) => name)).toEqual(reported.map(([name]) => name));
});
