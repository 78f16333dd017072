import { beforeEach, describe, expect, test, vi } from 'vitest';
import type * as json from '../../server/src/syntax/json.ts';
import type * as deployment from '../../server/src/template/deployment.ts';
import { ROOT, workspaceOf, type Workspace } from '../kit.ts';

/** What is counted, each under the file that it is about. */
const counted = vi.hoisted(() => ({ parsed: [] as string[], evaluated: [] as string[] }));

vi.mock('../../server/src/syntax/json.ts', async (original) => {
  const module = await original<typeof json>();
  return {
    ...module,
    parseJson: (text: string) => {
      counted.parsed.push(text);
      return module.parseJson(text);
    },
  };
});

vi.mock('../../server/src/template/deployment.ts', async (original) => {
  const module = await original<typeof deployment>();
  return {
    ...module,
    evaluateTemplate: (input: deployment.DeploymentInput) => {
      counted.evaluated.push(input.document.uri.slice(ROOT.length));
      return module.evaluateTemplate(input);
    },
  };
});

const HOST = 'https://schema.management.azure.com/schemas';

function template(name: string): string {
  return JSON.stringify({
    $schema: `${HOST}/2015-01-01/deploymentTemplate.json#`,
    contentVersion: '1.0.0.0',
    apiProfile: '2018-03-01-hybrid',
    parameters: { name: { type: 'string', defaultValue: name } },
    resources: [
      {
        type: 'Microsoft.Compute/virtualMachines',
        apiVersion: '2017-03-30',
        name: "[parameters('name')]",
        location: 'dbelocal',
        properties: { hardwareProfile: { vmSize: 'Standard_D1_v2' } },
      },
    ],
  });
}

function parameters(name: string): string {
  return JSON.stringify({
    $schema: `${HOST}/2015-01-01/deploymentParameters.json#`,
    contentVersion: '1.0.0.0',
    parameters: { name: { value: name } },
  });
}

function scenario(parameterFile: string): string {
  return [
    'device: { model: pro-gpu-2, release: "2607" }',
    'steps:',
    '  - deploy: vm.json',
    `    parameters: ${parameterFile}`,
    '',
  ].join('\n');
}

const MANY = 50;
const numbers = Array.from({ length: MANY }, (_, index) => index);

/** Checks every file, as a client does that asks for the findings of the whole workspace. */
function checkAll({ analysis }: Workspace, paths: readonly string[]): void {
  for (const path of paths) analysis.findingsIn(ROOT + path);
}

beforeEach(() => {
  counted.parsed.length = 0;
  counted.evaluated.length = 0;
});

function startCounting(): void {
  counted.parsed.length = 0;
  counted.evaluated.length = 0;
}

describe('many templates in one folder', () => {
  const files = new Map(numbers.map((index) => [`t${index}.json`, template(`vm${index}`)]));
  const paths = [...files.keys()];

  test('each is parsed and evaluated once', () => {
    checkAll(workspaceOf(files), paths);
    expect(counted.evaluated.toSorted()).toEqual(paths.toSorted());
    expect(counted.parsed.filter((text) => text.includes('deploymentTemplate'))).toHaveLength(MANY);
  });

  test('an edit of one parses and evaluates that one', () => {
    const workspace = workspaceOf(files);
    checkAll(workspace, paths);
    startCounting();
    workspace.write('t7.json', template('another'));
    checkAll(workspace, paths);
    expect(counted.evaluated).toEqual(['t7.json']);
    expect(counted.parsed).toEqual([template('another')]);
  });

  test('without an edit nothing is done again', () => {
    const workspace = workspaceOf(files);
    checkAll(workspace, paths);
    startCounting();
    checkAll(workspace, paths);
    expect(counted).toEqual({ parsed: [], evaluated: [] });
  });

  test('a configuration that sets a rule evaluates nothing again', () => {
    const configuration = 'edge-gpu.config.yaml';
    const workspace = workspaceOf(
      new Map([...files, [configuration, 'device: { model: pro-gpu-2 }\n']]),
    );
    checkAll(workspace, paths);
    startCounting();
    workspace.write(configuration, 'device: { model: pro-gpu-2 }\nrules: { os-unknown: off }\n');
    checkAll(workspace, paths);
    expect(counted).toEqual({ parsed: [], evaluated: [] });
  });
});

describe('a parameter file that many scenarios use', () => {
  const scenarios = numbers.map((index) => `s${index}.gpuscenario.yaml`);
  const files = new Map([
    ['vm.json', template('vm')],
    ['other.json', template('other')],
    ['vm.parameters.json', parameters('given')],
    ['own.json', parameters('own')],
    ...scenarios.map((path): [string, string] => [path, scenario('vm.parameters.json')]),
    ['apart.gpuscenario.yaml', scenario('own.json')],
  ]);
  const paths = [...files.keys()];

  test('a keystroke in it evaluates its template once for each, and nothing else', () => {
    const workspace = workspaceOf(files);
    checkAll(workspace, paths);
    startCounting();
    const edited = parameters('typed');
    workspace.write('vm.parameters.json', edited);
    checkAll(workspace, paths);
    expect(counted.parsed).toEqual([edited]);
    // One more is the template with its parameter file, by itself.
    expect(counted.evaluated).toEqual(Array.from({ length: MANY + 1 }, () => 'vm.json'));
  });

  test('a keystroke in one scenario evaluates what it deploys', () => {
    const workspace = workspaceOf(files);
    checkAll(workspace, paths);
    startCounting();
    workspace.write('s3.gpuscenario.yaml', `${scenario('vm.parameters.json')}# typed\n`);
    checkAll(workspace, paths);
    expect(counted).toEqual({ parsed: [], evaluated: ['vm.json'] });
  });
});
