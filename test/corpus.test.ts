import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../server/src/rules/index.ts';
import { allFindings, ROOT, workspaceOf, type Files } from './kit.ts';

/** Public templates beside the project; what they are is said there. */
const CORPUS = path.resolve(import.meta.dirname, '../../shared/corpus');
const DEVICE = 'Azure-Samples+azure-stack-edge-deploy-vms';
const isPresent = existsSync(CORPUS);
if (!isPresent) {
  console.warn('../shared/corpus is absent: the tests on real templates are skipped');
}

/** Rules about the template language; all others speak of the device. */
const LANGUAGE_RULES = rules
  .filter(({ realm }) => realm === 'template language')
  .map(({ id }) => id);

function filesBelow(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const visit = (relative: string): void => {
    for (const name of readdirSync(path.join(CORPUS, relative))) {
      const child = `${relative}/${name}`;
      if (statSync(path.join(CORPUS, child)).isDirectory()) visit(child);
      else if (/\.jsonc?$/.test(name)) {
        files.set(child.replaceAll(' ', '_'), readFileSync(path.join(CORPUS, child), 'utf8'));
      }
    }
  };
  visit(folder);
  return files;
}

function textOf(relative: string): string {
  return readFileSync(path.join(CORPUS, DEVICE, relative), 'utf8');
}

/** Sets a parameter's value in the text of a parameter file. */
function withValue(text: string, parameter: string, value: string): string {
  const pattern = new RegExp(`("${parameter}"\\s*:\\s*\\{\\s*"value"\\s*:\\s*)"[^"]*"`);
  expect(text).toMatch(pattern);
  return text.replace(pattern, `$1"${value}"`);
}

/** Findings as `rule at text`. */
function summary(files: Files, settings?: Readonly<Record<string, unknown>>): readonly string[] {
  return allFindings(workspaceOf(files, settings), files)
    .map(({ rule, at, severity }) => {
      const file = at.uri.slice(ROOT.length);
      return `${severity} ${rule} at ${file}: ${files.get(file)?.slice(at.span.start, at.span.end) ?? ''}`;
    })
    .sort();
}

describe.skipIf(!isPresent)('the device templates', () => {
  it('are all recognised and evaluated, without a failure', () => {
    const files = filesBelow(DEVICE);
    expect(files.size).toBe(32);
    const { analysis } = workspaceOf(files);
    const kinds = { template: 0, parameters: 0, other: 0 };
    for (const name of files.keys()) {
      const kind = analysis.kindOf(ROOT + name);
      kinds[kind === 'template' || kind === 'parameters' ? kind : 'other']++;
      if (kind !== 'template') continue;
      const deployments = analysis.deploymentsOf(ROOT + name);
      expect(deployments.length, name).toBeGreaterThan(0);
      for (const deployment of deployments) {
        expect(deployment.failures, name).toEqual([]);
        expect(deployment.resources.length, name).toBeGreaterThan(0);
        for (const { type } of deployment.resources) expect(type, name).toBeDefined();
      }
    }
    expect(kinds).toEqual({ template: 14, parameters: 18, other: 0 });
  });

  it.each(['VmTemplates', 'SubscriptionLevelTemplates', 'ExtensionTemplates'])(
    'of %s are known to be for the device',
    (folder) => {
      const files = filesBelow(`${DEVICE}/templates/Templates/${folder}`);
      const { analysis } = workspaceOf(files);
      for (const name of files.keys()) {
        expect(analysis.treatmentOf(ROOT + name).as, name).toBe('device');
      }
    },
  );
});

describe.skipIf(!isPresent)('with GPU sizes on each kind of release, the device templates', () => {
  const releases = ['2103', '2106', '2205', '2407', '2607'];
  const devices = [undefined, 'pro-gpu-1'];

  /** A folder's templates and, beside them, their parameter files, each VM with one GPU. */
  const filesIn = (folder: string): Files => {
    const names = ['templates', 'parameters'].flatMap((kind) => [
      ...filesBelow(`${DEVICE}/${kind}/${folder}`),
    ]);
    expect(names.length).toBeGreaterThan(1);
    return new Map(
      names.map(([name, text]) => [
        name.slice(name.lastIndexOf('/') + 1),
        text.replace(/("vmSize"\s*:\s*\{\s*"value"\s*:\s*)"[^"]*"/, '$1"Standard_NC4as_T4_v3"'),
      ]),
    );
  };

  const withoutExtension = (...templates: readonly string[]) =>
    templates.map((name) => `warning missing-gpu-extension at ${name}.json`);
  const expected: Readonly<Record<string, (release: string) => readonly string[]>> = {
    'Scripts/AzureVPNConfigurationScript': () => [],
    'Templates/ExtensionTemplates/CustomScriptExtension': () => [],
    'Templates/ExtensionTemplates/PasswordResetExtension': () => [],
    // Its parameter files are for releases before 2205, and from 2205.
    'Templates/ExtensionTemplates/GpuExtension': (release) => {
      const others = release < '2205' ? '2205' : '';
      return [
        `warning extension-settings at addGPUExtWindowsVM${others}.parameters.json`,
        `warning extension-version at addGPUExtLinuxVM${others}.parameters.json`,
        `warning extension-version at addGPUExtWindowsVM${others}.parameters.json`,
      ];
    },
    'Templates/SubscriptionLevelTemplates/CreateImage': () => [],
    // Its parameter file leaves the name of the image empty.
    'Templates/SubscriptionLevelTemplates/CreateVM': () => withoutExtension('vmTemplate'),
    'Templates/VmTemplates/CreateImage': () => [],
    'Templates/VmTemplates/CreateImageAndVnet': () => [],
    'Templates/VmTemplates/CreateVM': () => [
      'hint os-unknown at CreateVM.parameters.json',
      ...withoutExtension('CreateVM', 'CreateVMFromManagedDisk'),
    ],
    'Templates/VmTemplates/DownloadAndCreateImage': () => [],
    'Templates/VmTemplates/DownloadAndCreateImageInDifferentResourceGroup': () => [],
    'Templates/VmTemplates/DownloadAndCreateManagedDisk': () => [],
  };

  it('lie in these folders', () => {
    const folders = new Set(
      [...filesBelow(`${DEVICE}/templates`).keys()].map((name) =>
        name.slice(`${DEVICE}/templates/`.length, name.lastIndexOf('/')),
      ),
    );
    expect([...folders].sort()).toEqual(Object.keys(expected).sort());
  });

  it.each(Object.entries(expected))('of %s have these findings', (folder, findingsOn) => {
    const files = filesIn(folder);
    for (const release of releases) {
      for (const device of devices) {
        const found = summary(files, { release, ...(device && { device }) });
        const inBrief = found.map((line) => line.replace(/: .*/s, '')).sort();
        expect(inBrief, `${release} ${device ?? 'unknown device'}`).toEqual(
          [...findingsOn(release)].sort(),
        );
      }
    }
  });

  it('name no VM where the parameter file leaves its name empty', () => {
    const files = filesIn('Templates/SubscriptionLevelTemplates/CreateVM');
    const [finding] = allFindings(workspaceOf(files), files);
    expect(finding?.message).toMatch(/^the VM has 1 GPU/);
  });
});

describe.skipIf(!isPresent)('CreateVM.json', () => {
  const template = 'templates/Templates/VmTemplates/CreateVM/CreateVM.json';
  const parameters = 'parameters/Templates/VmTemplates/CreateVM/CreateVM.parameters.json';
  const filesWith = (size: string, image: string) => {
    const given = withValue(textOf(parameters), 'vmSize', size);
    return new Map([
      ['CreateVM.json', textOf(template)],
      ['CreateVM.parameters.json', withValue(given, 'imageName', image)],
    ]);
  };
  const device = { device: 'pro-gpu-1', release: '2106' };

  it.each([
    ['a size without GPU', 'Standard_D2_v2', 'Linuximage1', device, []],
    [
      'a GPU size and an image nobody declared',
      'Standard_NC4as_T4_v3',
      'Linuximage1',
      device,
      [
        'hint os-unknown at CreateVM.parameters.json: "Linuximage1"',
        'warning missing-gpu-extension at CreateVM.json: "Microsoft.Compute/virtualMachines"',
      ],
    ],
    [
      'a GPU size and an image with a tested OS',
      'Standard_NC4as_T4_v3',
      'Linuximage1',
      { ...device, images: { Linuximage1: 'ubuntu-18.04' } },
      ['warning missing-gpu-extension at CreateVM.json: "Microsoft.Compute/virtualMachines"'],
    ],
    [
      'an OS that the release has withdrawn',
      'Standard_NC4as_T4_v3',
      'Linuximage1',
      { device: 'pro-gpu-1', release: '2407', images: { Linuximage1: 'ubuntu-18.04' } },
      [
        'error unsupported-os at CreateVM.parameters.json: "Linuximage1"',
        'warning missing-gpu-extension at CreateVM.json: "Microsoft.Compute/virtualMachines"',
      ],
    ],
    [
      'an OS that was not tested',
      'Standard_NC4as_T4_v3',
      'win22',
      { device: 'pro-gpu-1', release: '2607', images: { win22: 'windows-server-2022' } },
      [
        'warning missing-gpu-extension at CreateVM.json: "Microsoft.Compute/virtualMachines"',
        'warning unsupported-os at CreateVM.parameters.json: "win22"',
      ],
    ],
    [
      'a size with more GPUs than the device',
      'Standard_NC32as_2T4_v1',
      'Linuximage1',
      { ...device, images: { Linuximage1: 'ubuntu-18.04' } },
      [
        'error gpu-oversubscription at CreateVM.parameters.json: "Standard_NC32as_2T4_v1"',
        'warning does-not-fit at CreateVM.parameters.json: "Standard_NC32as_2T4_v1"',
        'warning missing-gpu-extension at CreateVM.json: "Microsoft.Compute/virtualMachines"',
      ],
    ],
    [
      'a size of the public cloud',
      'Standard_NC6s_v3',
      'Linuximage1',
      device,
      ['error unknown-vm-size at CreateVM.parameters.json: "Standard_NC6s_v3"'],
    ],
    [
      'Kubernetes before it',
      'Standard_NC4as_T4_v3',
      'Linuximage1',
      { ...device, kubernetes: 'configured', images: { Linuximage1: 'ubuntu-18.04' } },
      [
        'error kubernetes-takes-gpus at CreateVM.parameters.json: "Standard_NC4as_T4_v3"',
        'warning missing-gpu-extension at CreateVM.json: "Microsoft.Compute/virtualMachines"',
      ],
    ],
  ])('with %s', (_, size, image, settings, expected) => {
    expect(summary(filesWith(size, image), settings)).toEqual(expected);
  });
});

describe.skipIf(!isPresent)('the subscription-level sample', () => {
  it('is followed into its inner scope, and points at the parameter file', () => {
    const folder = 'Templates/SubscriptionLevelTemplates/CreateVM';
    let given = textOf(`parameters/${folder}/vmTemplate.Params.json`);
    given = withValue(given, 'vmName', 'vm1');
    given = withValue(given, 'vmSize', 'Standard_NC4as_T4_v3');
    given = withValue(given, 'imageName', 'img');
    const files = new Map([
      ['vmTemplate.json', textOf(`templates/${folder}/vmTemplate.json`)],
      ['vmTemplate.Params.json', given],
    ]);
    const settings = { device: 'pro-gpu-1', release: '2407', images: { img: 'ubuntu-18.04' } };
    expect(summary(files, settings)).toEqual([
      'error unsupported-os at vmTemplate.Params.json: "img"',
      'warning missing-gpu-extension at vmTemplate.json: "Microsoft.Compute/virtualMachines"',
    ]);
  });
});

describe.skipIf(!isPresent)('the GPU extension template', () => {
  const folder = 'Templates/ExtensionTemplates/GpuExtension';
  const filesWith = (name: string) =>
    new Map([
      ['addGPUextensiontoVM.json', textOf(`templates/${folder}/addGPUextensiontoVM.json`)],
      [`${name}.parameters.json`, textOf(`parameters/${folder}/${name}.parameters.json`)],
    ]);

  it.each([
    ['addGPUExtWindowsVM', '2106', []],
    ['addGPUExtLinuxVM', '2106', []],
    ['addGPUExtWindowsVM2205', '2205', []],
    ['addGPUExtLinuxVM2205', '2607', []],
    ['addGPUExtWindowsVM', '2205', ['extension-settings 442.50', 'extension-version "1.3"']],
    ['addGPUExtLinuxVM', '2205', ['extension-version "1.3"']],
    ['addGPUExtWindowsVM2205', '2203', ['extension-settings 511.65', 'extension-version "1.5"']],
    ['addGPUExtLinuxVM2205', '2106', ['extension-version "1.8"']],
  ])('with %s on release %s', (name, release, expected) => {
    const found = summary(filesWith(name), { release }).map((line) =>
      line
        .replace(`warning `, '')
        .replace(`at ${name}.parameters.json: `, '')
        .replace(/"http:.*\/(\d+\.\d+)-.*"/, '$1'),
    );
    expect(found).toEqual(expected);
  });
});

describe.skipIf(!isPresent)('the templates for the public cloud', () => {
  it.each(['Azure+arm-ttk', 'Azure+azure-docs-json-samples', 'Azure+template-analyzer'])(
    'of %s are never taken for templates for the device',
    (folder) => {
      const files = filesBelow(folder);
      const { analysis } = workspaceOf(files);
      const templates = [...files.keys()].filter(
        (name) => analysis.kindOf(ROOT + name) === 'template',
      );
      expect(templates.length).toBeGreaterThan(30);
      const taken = templates.filter((name) => analysis.treatmentOf(ROOT + name).as === 'device');
      expect(taken).toEqual([]);
    },
  );

  it.each(['Azure+arm-ttk', 'Azure+azure-docs-json-samples', 'Azure+template-analyzer'])(
    'of %s get no finding about the device',
    (folder) => {
      const files = filesBelow(folder);
      const device = { device: 'pro-gpu-1', release: '2407', kubernetes: 'configured' };
      for (const settings of [{}, device]) {
        const found = allFindings(workspaceOf(files, settings), files);
        const aboutDevice = found.filter(({ rule }) => !LANGUAGE_RULES.includes(rule));
        expect(aboutDevice.map(({ rule, at }) => `${rule} ${at.uri}`)).toEqual([]);
      }
    },
  );

  it('give an answer at every stage of being typed', () => {
    const files = [...filesBelow('Azure+template-analyzer')].slice(0, 12);
    for (const [name, text] of files) {
      const step = Math.max(1, Math.floor(text.length / 40));
      const workspace = workspaceOf(new Map([[name, text]]));
      for (let end = 0; end < text.length; end += step) {
        workspace.write(name, text.slice(0, end));
        expect(() => allFindings(workspace, new Map([[name, '']]))).not.toThrow();
      }
    }
  });
});

it('knows every language rule by name', () => {
  const ids = rules.map(({ id }) => id);
  for (const id of LANGUAGE_RULES) expect(ids).toContain(id);
});
