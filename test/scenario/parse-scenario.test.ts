import { describe, expect, it, test } from 'vitest';
import { parseScenario, parseScenarios } from '../../server/src/scenario/parse-scenario.ts';
import type { Scenario, Text } from '../../server/src/scenario/scenario.ts';
import { parseYaml } from '../../server/src/syntax/yaml.ts';
import { uri } from './kit.ts';

function parse(text: string) {
  const [tree] = parseYaml(text);
  if (!tree) throw new Error('there is one tree at least');
  expect(tree.problems).toEqual([]);
  return parseScenario(uri, tree, text);
}

/** What problems underline, and what they say. */
function problemsOf(text: string): readonly (readonly [string, string])[] {
  return parse(text).problems.map(({ span, message }) => [
    text.slice(span.start, span.end),
    message,
  ]);
}

function stepsOf(text: string): Scenario['steps'] {
  return parse(text).scenario?.steps ?? [];
}

const WHOLE = `scenario: Two inference VMs beside Kubernetes
device:
  model: pro-gpu-2          # a device
  release: "2106"
images:
  Linuximage1: ubuntu-18.04
  "Windows*": { os: windows-server-2019-core, generation: 1 }
steps:
  - deploy: ./CreateVM.json
    parameters: ./vm1.parameters.json
    with: { vmName: vm1, vmSize: Standard_NC4as_T4_v3 }
    expect: succeeds
  - createVm: { name: vm2, size: Standard_NC8as_T4_v3, image: Linuximage1 }
  - configureKubernetes: {}
    expect: { outcome: succeeds, gpus: { vm1: 1, vm2: 1, kubernetes: 0, free: 0 } }
  - installGpuExtension: { vm: vm2, type: NvidiaGpuDriverLinux, version: "1.3" }
  - stop: vm1
  - stop: { vm: vm1, stayProvisioned: true }
  - start: vm1
  - resize: { vm: vm1, size: Standard_NC8as_T4_v3 }
  - delete: vm2
  - removeKubernetes: {}
  - update: { to: "2205" }
  - reboot: {}
  - anyOrder:
      - createVm: { name: vm3, size: Standard_NC4as_T4_v3 }
      - configureKubernetes: { cores: 16, memoryGiB: 36 }
`;

describe('a whole scenario', () => {
  const { scenario, problems } = parse(WHOLE);
  const textAt = ({ at }: Pick<Text, 'at'>) => WHOLE.slice(at.span.start, at.span.end);

  it('has no problems', () => {
    expect(problems).toEqual([]);
  });

  it('knows its name, device and images', () => {
    expect(scenario?.name).toBe('Two inference VMs beside Kubernetes');
    expect(scenario?.uri).toBe(uri);
    expect(scenario?.device.model?.value).toBe('pro-gpu-2');
    expect(scenario?.device.release?.value).toBe('2106');
    expect(scenario && textAt(scenario.device)).toMatch(/^model: pro-gpu-2 .*"2106"\n?$/s);
    expect(scenario?.device.release && textAt(scenario.device.release)).toBe('"2106"');
    expect(
      scenario?.images.map(({ pattern, os, generation }) => [pattern.value, os?.value, generation]),
    ).toEqual([
      ['Linuximage1', 'ubuntu-18.04', undefined],
      ['Windows*', 'windows-server-2019-core', 1],
    ]);
    expect(scenario?.images.map(({ pattern, os }) => [textAt(pattern), os && textAt(os)])).toEqual([
      ['Linuximage1', 'ubuntu-18.04'],
      ['"Windows*"', 'windows-server-2019-core'],
    ]);
  });

  it('places each step at its action, on the line where it begins', () => {
    expect(scenario?.steps.map((step) => [step.line, textAt(step).split('\n')[0]])).toEqual([
      [8, 'deploy: ./CreateVM.json'],
      [12, 'createVm: { name: vm2, size: Standard_NC8as_T4_v3, image: Linuximage1 }'],
      [13, 'configureKubernetes: {}'],
      [15, 'installGpuExtension: { vm: vm2, type: NvidiaGpuDriverLinux, version: "1.3" }'],
      [16, 'stop: vm1'],
      [17, 'stop: { vm: vm1, stayProvisioned: true }'],
      [18, 'start: vm1'],
      [19, 'resize: { vm: vm1, size: Standard_NC8as_T4_v3 }'],
      [20, 'delete: vm2'],
      [21, 'removeKubernetes: {}'],
      [22, 'update: { to: "2205" }'],
      [23, 'reboot: {}'],
      [24, 'anyOrder:'],
    ]);
  });

  it('reads what each step says', () => {
    const places = ['at', 'line', 'expect'];
    const values = scenario?.steps.map((step): unknown =>
      JSON.parse(
        JSON.stringify(step, (key, value: unknown) => (places.includes(key) ? undefined : value)),
      ),
    );
    const text = (value: string) => ({ value });
    expect(values?.slice(0, 12)).toEqual([
      {
        action: 'deploy',
        template: text('./CreateVM.json'),
        parameterFiles: [text('./vm1.parameters.json')],
        inline: {},
      },
      {
        action: 'createVm',
        name: text('vm2'),
        size: text('Standard_NC8as_T4_v3'),
        image: text('Linuximage1'),
      },
      { action: 'configureKubernetes' },
      {
        action: 'installGpuExtension',
        vm: text('vm2'),
        type: text('NvidiaGpuDriverLinux'),
        version: text('1.3'),
      },
      { action: 'stop', vm: text('vm1'), stayProvisioned: false },
      { action: 'stop', vm: text('vm1'), stayProvisioned: true },
      { action: 'start', vm: text('vm1') },
      { action: 'resize', vm: text('vm1'), size: text('Standard_NC8as_T4_v3') },
      { action: 'delete', vm: text('vm2') },
      { action: 'removeKubernetes' },
      { action: 'update', to: text('2205') },
      { action: 'reboot' },
    ]);
    const last = scenario?.steps.at(-1);
    expect(last?.action === 'anyOrder' && last.steps.map(textAt)).toEqual([
      'createVm: { name: vm3, size: Standard_NC4as_T4_v3 }',
      'configureKubernetes: { cores: 16, memoryGiB: 36 }',
    ]);
  });

  it('reads what the author expects', () => {
    const expectations = scenario?.steps.flatMap(({ expect: expected }) => expected ?? []) ?? [];
    expect(
      expectations.map(({ line, outcome, gpus }) => [line, outcome, gpus && [...gpus]]),
    ).toEqual([
      [11, 'succeeds', undefined],
      [
        14,
        'succeeds',
        [
          ['vm1', 1],
          ['vm2', 1],
          ['kubernetes', 0],
          ['free', 0],
        ],
      ],
    ]);
    expect(expectations.map(textAt)).toEqual([
      'succeeds',
      '{ outcome: succeeds, gpus: { vm1: 1, vm2: 1, kubernetes: 0, free: 0 } }',
    ]);
  });
});

describe('a deployment', () => {
  const deploy = (rest: string) => {
    const text = `device: { model: pro-r }\nsteps:\n  - deploy: a.json\n${rest}`;
    const [step] = stepsOf(text);
    if (step?.action !== 'deploy') throw new Error('expected a deployment');
    return { step, text };
  };

  it('takes a list of parameter files', () => {
    const { step, text } = deploy('    parameters: [a.parameters.json, "b.json"]\n');
    expect(step.parameterFiles.map(({ value }) => value)).toEqual(['a.parameters.json', 'b.json']);
    expect(step.parameterFiles.map(({ at }) => text.slice(at.span.start, at.span.end))).toEqual([
      'a.parameters.json',
      '"b.json"',
    ]);
  });

  it('takes inline parameters of any type; those of `with` win', () => {
    const { step, text } = deploy(
      '    parameters: { name: vm1, count: 2, tags: { __proto__: [1, null, true] } }\n    with: { name: vm2 }\n',
    );
    expect([...step.inline].map(([name, { value }]) => [name, JSON.stringify(value)])).toEqual([
      ['name', '"vm2"'],
      ['count', '2'],
      ['tags', '{"__proto__":[1,null,true]}'],
    ]);
    expect(
      [...step.inline.values()].map(({ at }) => text.slice(at.span.start, at.span.end)),
    ).toEqual(['vm2', '2', '{ __proto__: [1, null, true] }']);
  });
});

it('a release or a version may be written without quotes', () => {
  const { scenario, problems } = parse(
    'device: { model: pro-r, release: 2106 }\nsteps:\n  - update: { to: 2205 }\n  - installGpuExtension: { vm: a, version: 1.10 }\n',
  );
  const [update, install] = scenario?.steps ?? [];
  expect(problems).toEqual([]);
  expect(scenario?.device.release?.value).toBe('2106');
  expect(update?.action === 'update' && update.to?.value).toBe('2205');
  expect(install?.action === 'installGpuExtension' && install.version?.value).toBe('1.10');
});

it('steps that need nothing may be written with nothing', () => {
  const text =
    'device: { model: pro-r }\nsteps:\n  - configureKubernetes:\n  - removeKubernetes: ~\n  - reboot:\n';
  expect(problemsOf(text)).toEqual([]);
  expect(stepsOf(text).map(({ action }) => action)).toEqual([
    'configureKubernetes',
    'removeKubernetes',
    'reboot',
  ]);
});

it('a scenario may be JSON', () => {
  const text = `{
  "$schema": "scenario.schema.json",
  "device": { "model": "pro-gpu-1", "release": "2106" },
  "steps": [
    { "createVm": { "name": "vm1", "size": "Standard_NC4as_T4_v3" }, "expect": "succeeds" },
    { "configureKubernete": {} }
  ]
}`;
  const { scenario, problems } = parse(text);
  expect(scenario?.name).toBe('plan.gpuscenario.yaml');
  expect(
    scenario?.steps.map(({ line, at }) => [line, text.slice(at.span.start, at.span.end)]),
  ).toEqual([
    [4, '"createVm": { "name": "vm1", "size": "Standard_NC4as_T4_v3" }'],
    [5, '"configureKubernete": {}'],
  ]);
  expect(problems.map(({ replacement }) => replacement?.text)).toEqual(['"configureKubernetes"']);
});

it('documents have lines and places of the whole file', () => {
  const text =
    'device: { model: pro-r }\nsteps: [reboot: {}]\n---\ndevice: { model: pro-gpu-1 }\nsteps:\n  - reboot: {}\n---\n';
  const parsed = parseScenarios(uri, parseYaml(text), text);
  expect(parsed.map(({ scenario }) => scenario?.device.model?.value)).toEqual([
    'pro-r',
    'pro-gpu-1',
    undefined,
  ]);
  expect(parsed.map(({ problems }) => problems)).toEqual([[], [], []]);
  const second = parsed[1]?.scenario;
  expect(second?.steps.map(({ line }) => line)).toEqual([5]);
  expect(second && text.slice(second.span.start, second.span.end)).toMatch(
    /^device: { model: pro-gpu-1 }/,
  );
});

const DEVICE = 'device: { model: pro-gpu-1 }\n';
const step = (text: string) => `${DEVICE}steps:\n  - ${text}\n`;
const ACTIONS =
  'deploy, createVm, configureKubernetes, installGpuExtension, stop, start, resize, delete, removeKubernetes, update, reboot, anyOrder';
const DEVICES =
  'pro-gpu-1, pro-gpu-2, pro-r, mini-r, pro-2-64G2T, pro-2-128G4T1GPU, pro-2-256G6T2GPU, pro-2-642GT';
const RELEASE = "expected a release such as '2106': two digits of the year and two of the month";

/** Text, what is underlined, what is said. */
const mistakes: readonly (readonly [string, string, string])[] = [
  ['just a text', 'just a text', 'expected a mapping with device and steps'],
  ['steps: [reboot: {}]', 'steps', "expected 'device' in the scenario"],
  [DEVICE, 'device', "expected 'steps' in the scenario"],
  [
    `${DEVICE}stepps: []\nsteps: [reboot: {}]`,
    'stepps',
    "unknown key 'stepps', did you mean 'steps'? (one of scenario, device, images, steps, $schema)",
  ],
  [
    'device: pro-gpu-1\nsteps: [reboot: {}]',
    'pro-gpu-1',
    "expected a mapping such as { model: pro-gpu-2, release: '2106' }",
  ],
  [
    'device: { release: "2106" }\nsteps: [reboot: {}]',
    'device',
    `expected the model: one of ${DEVICES}`,
  ],
  [
    'device: { model: progpu2 }\nsteps: [reboot: {}]',
    'progpu2',
    `unknown device 'progpu2', did you mean 'pro-gpu-2'? (one of ${DEVICES})`,
  ],
  [
    'device: { model: laptop }\nsteps: [reboot: {}]',
    'laptop',
    `unknown device 'laptop', expected one of ${DEVICES}`,
  ],
  ['device: { model: 2 }\nsteps: [reboot: {}]', '2', 'expected the model of the device as a text'],
  ['device: { model: pro-r, release: 21.06 }\nsteps: [reboot: {}]', '21.06', RELEASE],
  ['device: { model: pro-r, release: "2113" }\nsteps: [reboot: {}]', '"2113"', RELEASE],
  [
    `${DEVICE}images: { a: ubunut-18.04 }\nsteps: [reboot: {}]`,
    'ubunut-18.04',
    "unknown operating system 'ubunut-18.04', did you mean 'ubuntu-18.04'? (one of …",
  ],
  [
    `${DEVICE}images: { a: { os: ubuntu-18.04, generation: 3 } }\nsteps: [reboot: {}]`,
    '3',
    'expected the generation: 1 or 2',
  ],
  [
    `${DEVICE}images: [a]\nsteps: [reboot: {}]`,
    '[a]',
    'expected a mapping of image names to operating systems',
  ],
  [`${DEVICE}steps: reboot`, 'reboot', 'expected a list of steps'],
  [`${DEVICE}steps: []`, '[]', 'expected a step at least'],
  [step('7'), '7', `expected a step: one of ${ACTIONS}`],
  [step('{}'), '{}', `expected a step: one of ${ACTIONS}`],
  [step('reboot'), 'reboot', "expected a colon and a value after 'reboot'"],
  [
    step('configureKubernets: {}'),
    'configureKubernets',
    `unknown step 'configureKubernets', did you mean 'configureKubernetes'? (one of ${ACTIONS})`,
  ],
  [
    step('CreateVM: { name: a, size: b }\n    expect: succeeds'),
    'CreateVM',
    `unknown step 'CreateVM', did you mean 'createVm'? (one of ${ACTIONS})`,
  ],
  [step('format: c'), 'format', `unknown step 'format', expected one of ${ACTIONS}`],
  [
    step('stop: a\n    start: a'),
    'start',
    "expected one action in a step, 'start' needs a step of its own",
  ],
  [
    step('stop: a\n    expcet: fails'),
    'expcet',
    "unknown key 'expcet', did you mean 'expect'? (one of expect)",
  ],
  [step('stop: a\n    with: {}'), 'with', "unknown key 'with', expected one of expect"],
  [
    step('deploy: a.json\n    params: b.json'),
    'params',
    "unknown key 'params', expected one of parameters, with, expect",
  ],
  [step('deploy: {}'), '{}', 'expected the path of an ARM template as a text'],
  [step('deploy: ""'), '""', 'expected the path of an ARM template'],
  [step('deploy:'), 'deploy', 'expected the path of an ARM template as a text'],
  [
    step('deploy: a.json\n    parameters: 7'),
    '7',
    'expected the path of a parameter file, a list of paths, or a mapping of parameter names to values',
  ],
  [step('deploy: a.json\n    parameters: [7]'), '7', 'expected the path of a parameter file'],
  [step('deploy: a.json\n    with: x'), 'x', 'expected a mapping of parameter names to values'],
  [step('createVm: {}'), 'createVm', "expected 'name' and 'size' of createVm"],
  [step('createVm: { name: a }'), 'createVm', "expected 'size' of createVm"],
  [step('createVm: vm1'), 'vm1', 'expected a mapping with name, size, image'],
  [step('createVm: { name: 7, size: b }'), '7', 'expected the name of the VM as a text'],
  [
    step('createVm: { name: a, sise: b, size: b }'),
    'sise',
    "unknown key 'sise', did you mean 'size'? (one of name, size, image)",
  ],
  [
    step('configureKubernetes: { cores: -1 }'),
    '-1',
    'expected the logical processors as a number above 0',
  ],
  [
    step('configureKubernetes: { memoryGiB: lots }'),
    'lots',
    'expected the memory in GiB as a number above 0',
  ],
  [step('reboot: now'), 'now', 'expected {}'],
  [step('stop: [a]'), '[a]', 'expected the name of the VM as a text'],
  [
    step('stop: { vm: a, stayProvisioned: maybe }'),
    'maybe',
    'expected stayProvisioned as true or false',
  ],
  [step('start: {}'), 'start', "expected 'vm' of start"],
  [step('update: { to: soon }'), 'soon', RELEASE],
  [step('anyOrder: {}'), '{}', 'expected a list of steps'],
  [
    step('anyOrder: [anyOrder: [reboot: {}]]'),
    'anyOrder',
    "expected no 'anyOrder' inside 'anyOrder'",
  ],
  [
    step('anyOrder: [{ reboot: {}, expect: fails }]'),
    'expect',
    "expected 'expect' beside 'anyOrder', not inside it",
  ],
  [
    step('reboot: {}\n    expect: failure'),
    'failure',
    "unknown outcome 'failure', expected one of succeeds, fails, at-risk, skipped",
  ],
  [
    step('reboot: {}\n    expect: fail'),
    'fail',
    "unknown outcome 'fail', did you mean 'fails'? (one of succeeds, fails, at-risk, skipped)",
  ],
  [
    step('reboot: {}\n    expect: true'),
    'true',
    'expected the outcome: one of succeeds, fails, at-risk, skipped',
  ],
  [
    step('reboot: {}\n    expect: { gpus: 2 }'),
    '2',
    'expected GPUs by VM name, kubernetes and free',
  ],
  [step('reboot: {}\n    expect: { gpus: { a: 1.5 } }'), '1.5', 'expected a number of GPUs'],
];

describe('mistakes', () => {
  const byMessage = mistakes.map(([text, underlined, message]) => [message, underlined, text]);
  test.each(byMessage)('%s', (message = '', underlined, text = '') => {
    const found = problemsOf(text);
    expect(found.map(([place]) => place)).toEqual([underlined]);
    const said = found[0]?.[1] ?? '';
    if (message.endsWith('…')) expect(said.slice(0, message.length - 1)).toBe(message.slice(0, -1));
    else expect(said).toBe(message);
  });

  it('a near name can replace what is written', () => {
    const text = step('creatVm: { name: a, size: b }');
    const [problem] = parse(text).problems;
    const replacement = problem?.replacement;
    const fixed =
      replacement &&
      text.slice(0, replacement.span.start) + replacement.text + text.slice(replacement.span.end);
    expect(fixed).toBe(step('createVm: { name: a, size: b }'));
  });

  it('a step without colon can be completed', () => {
    const [problem] = parse(step('reboot')).problems;
    expect(problem?.replacement?.text).toBe('reboot: {}');
  });

  it('what is wrong does not hide what is right', () => {
    const text = `${DEVICE}steps:\n  - nonsense: 1\n    expect: fails\n  - 7\n  - createVm: { name: a }\n  - stop: a\n`;
    expect(stepsOf(text).map(({ action }) => action)).toEqual(['unknown', 'createVm', 'stop']);
    const [unknown, create] = stepsOf(text);
    expect(unknown?.expect?.outcome).toBe('fails');
    expect(unknown?.action === 'unknown' && unknown.name).toBe('nonsense');
    expect(create?.action === 'createVm' && [create.name?.value, create.size]).toEqual([
      'a',
      undefined,
    ]);
  });

  it('an empty document is no mistake', () => {
    expect(parse('')).toEqual({ scenario: undefined, problems: [] });
    expect(parse('# nothing yet\n')).toEqual({ scenario: undefined, problems: [] });
  });
});
