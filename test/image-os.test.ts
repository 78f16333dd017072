import { describe, expect, it } from 'vitest';
import { allFindings, filesOf, ROOT, workspaceOf } from './kit.ts';

const schemas = 'https://schema.management.azure.com/schemas/2015-01-01';

/** A template for the device with these resources. */
function template(name: string, ...resources: readonly string[]): string {
  return `
=== ${name} ===
{
  "$schema": "${schemas}/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "parameters": {
    "image": { "type": "string", "defaultValue": "img" },
    "osType": { "type": "string", "defaultValue": "Windows" },
    "uri": { "type": "securestring", "defaultValue": "https://a.blob.core.windows.net/c/WindowsServer2019.vhd?sig=x" }
  },
  "resources": [${resources.join(',')}]
}
`;
}

const vm = ({ tags = '{}', profile = '', storage = '' } = {}) => `{
  "type": "Microsoft.Compute/virtualMachines", "name": "vm1", "tags": ${tags},
  "properties": {
    "hardwareProfile": { "vmSize": "Standard_NC4as_T4_v3" }, ${profile}
    "storageProfile": ${storage || `{ "imageReference": { "id": "[resourceId('Microsoft.Compute/images', parameters('image'))]" } }`}
  }
}`;

const image = (osType: string, blobUri: string, name = 'img') => `{
  "type": "Microsoft.Compute/images", "name": "${name}",
  "properties": { "storageProfile": { "osDisk": { "osType": "${osType}", "blobUri": "${blobUri}" } } }
}`;

const disk = (osType: string) => `{
  "type": "Microsoft.Compute/disks", "name": "disk1",
  "properties": { "osType": "${osType}", "creationData": { "createOption": "Import" } }
}`;

const attached = `{ "osDisk": { "createOption": "Attach",
  "managedDisk": { "id": "[resourceId('Microsoft.Compute/disks', 'disk1')]" } } }`;

const vhd = 'https://sa1.blob.dbe.contoso.com/con1/WindowsServer2019_30GB.vhd?sig=abc';

/** What is known of the OS of the VM in vm.json. */
function osIn(fixture: string) {
  const { analysis } = workspaceOf(filesOf(fixture));
  const [deployment] = analysis.deploymentsOf(`${ROOT}vm.json`);
  const [machine] = deployment ? analysis.machinesOf(deployment) : [];
  const { os, family, guess, evidence } = machine?.os ?? { evidence: [] };
  return { os, family, guess: guess?.os.id, says: evidence.map(({ says }) => says) };
}

/** The messages of one rule about the files of a fixture. */
function messages(fixture: string, rule: string): readonly string[] {
  const files = filesOf(fixture);
  return allFindings(workspaceOf(files), files)
    .filter((finding) => finding.rule === rule)
    .map(({ message }) => message);
}

describe('the OS of a VM is told', () => {
  it.each([
    [
      'by the image of the same template, whose VHD is a hint only',
      template('vm.json', vm(), image('Windows', vhd)),
      { os: undefined, family: 'windows', guess: 'windows-server-2019' },
    ],
    [
      'by an image of another template of the folder',
      template('vm.json', vm()) +
        template('image.json', image("[parameters('osType')]", vhd, "[parameters('image')]")),
      { os: undefined, family: 'windows', guess: 'windows-server-2019' },
    ],
    [
      'by no image of another name',
      template('vm.json', vm()) + template('image.json', image('Linux', vhd, 'other')),
      { os: undefined, family: undefined, guess: undefined },
    ],
    [
      'by no images of the same name that differ',
      template('vm.json', vm()) +
        template('a.json', image('Linux', vhd)) +
        template('b.json', image('Windows', vhd)),
      { os: undefined, family: undefined, guess: undefined },
    ],
    [
      'by the own image rather than by that of another template',
      template('vm.json', vm(), image('Linux', '')) + template('b.json', image('Windows', vhd)),
      { os: undefined, family: 'linux', guess: undefined },
    ],
    [
      'by no image in another folder',
      template('vm.json', vm()) + template('sub/image.json', image('Linux', vhd)),
      { os: undefined, family: undefined, guess: undefined },
    ],
    [
      'never by a VHD whose place is secret',
      template('vm.json', vm(), image('Windows', "[parameters('uri')]")),
      { os: undefined, family: 'windows', guess: undefined },
    ],
    [
      'by the tag of this tool',
      template('vm.json', vm({ tags: '{ "edgeGpu.os": "Ubuntu 18.04 LTS", "os": "Windows" }' })),
      { os: 'ubuntu-18.04', family: 'linux', guess: undefined },
    ],
    [
      'by the usual tag, as far as it goes',
      template('vm.json', vm({ tags: '{ "os": "Windows" }' })),
      { os: undefined, family: 'windows', guess: undefined },
    ],
    [
      'by no tag that names no OS',
      template('vm.json', vm({ tags: '{ "os": "the usual" }' })),
      { os: undefined, family: undefined, guess: undefined },
    ],
    [
      'by the configuration rather than by a tag',
      template('vm.json', vm({ tags: '{ "os": "Windows" }' })) +
        '=== edge-gpu.config.yaml ===\nimages: { img: ubuntu-18.04 }\n',
      { os: 'ubuntu-18.04', family: 'linux', guess: undefined },
    ],
    [
      'by the disk of the same template that it attaches',
      template('vm.json', vm({ storage: attached }), disk('Linux')),
      { os: undefined, family: 'linux', guess: undefined },
    ],
    [
      'by the disk of another template that it attaches',
      template('vm.json', vm({ storage: attached })) + template('disk.json', disk('Windows')),
      { os: undefined, family: 'windows', guess: undefined },
    ],
    [
      'by a tag where it attaches a disk',
      template('vm.json', vm({ storage: attached, tags: '{ "os": "ubuntu-18.04" }' })),
      { os: 'ubuntu-18.04', family: 'linux', guess: undefined },
    ],
    [
      'by its profile where nothing else does',
      template('vm.json', vm({ profile: '"osProfile": { "linuxConfiguration": {} },' })),
      { os: undefined, family: 'linux', guess: undefined },
    ],
  ])('%s', (_, fixture, expected) => {
    expect(osIn(fixture)).toMatchObject(expected);
  });

  it('and where', () => {
    expect(osIn(template('vm.json', vm(), image('Windows', vhd))).says).toEqual([
      'the image has osType windows',
    ]);
    expect(osIn(template('vm.json', vm({ tags: '{ "os": "ubuntu-18.04" }' }))).says).toEqual([
      'the tag os is ubuntu-18.04',
    ]);
  });
});

describe('a name that sounds like an OS', () => {
  it('is shown, without what gives access to the VHD', () => {
    const fixture = template('vm.json', vm(), image('Windows', vhd));
    expect(messages(fixture, 'os-unknown')).toEqual([
      "nothing tells the OS of the image 'img' (windows, as far as known); WindowsServer2019_30GB.vhd sounds like Windows Server 2019 (Desktop Experience), declare it to have it checked",
    ]);
  });

  it('is offered first, where it is a tested OS, and is never chosen by itself', () => {
    const core = image('Windows', 'https://sa1.blob.dbe.contoso.com/c/WindowsServer2016Core.vhd');
    const files = filesOf(template('vm.json', vm(), core));
    const found = allFindings(workspaceOf(files, { release: '2106' }), files);
    const fixes = found.find(({ rule }) => rule === 'os-unknown')?.fixes ?? [];
    expect(fixes[0]?.title).toBe('declare that img is Windows Server 2016 Core');
    expect(fixes.some(({ preferred }) => preferred)).toBe(false);
    expect(new Set(fixes.map(({ title }) => title)).size).toBe(fixes.length);
  });

  it('is not judged by', () => {
    const named = image('Linux', 'https://sa1.blob.dbe.contoso.com/c/ubuntu18.04.vhd');
    const fixture = template('vm.json', vm(), named);
    const settings = { device: 'pro-gpu-1', release: '2407' };
    const files = filesOf(fixture);
    const found = allFindings(workspaceOf(files, settings), files).map(({ rule }) => rule);
    expect(found).toContain('os-unknown');
    expect(found).not.toContain('unsupported-os');
  });

  it('is not shown where it is of another family than the image', () => {
    const fixture = template('vm.json', vm(), image('Linux', vhd));
    expect(messages(fixture, 'os-unknown')).toEqual([
      "nothing tells the OS of the image 'img' (linux, as far as known); declare it to have it checked",
    ]);
  });

  it('is shown of an image in a scenario', () => {
    const fixture = `=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2607" }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: windowsserver2019-golden }
`;
    expect(messages(fixture, 'os-unknown')[0]).toContain('sounds like Windows Server 2019');
  });
});

it('knows a mismatch of the extension by the image of another template', () => {
  const extension = `{
    "type": "Microsoft.Compute/virtualMachines/extensions", "name": "vm1/gpu", "dependsOn": ["vm1"],
    "properties": { "publisher": "Microsoft.HpcCompute", "type": "NvidiaGpuDriverLinux",
      "typeHandlerVersion": "1.8", "settings": {} }
  }`;
  const fixture =
    template('vm.json', vm(), extension) + template('image.json', image('Windows', ''));
  expect(messages(fixture, 'extension-os-mismatch')).toEqual([
    'NvidiaGpuDriverLinux is for Linux, vm1 runs Windows',
  ]);
});
