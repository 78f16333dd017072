import { describe, expect, it } from 'vitest';
import { hover } from '../server/src/features/hover.ts';
import { MarkupContent } from 'vscode-languageserver-types';
import { allFindings, filesOf, ROOT, workspaceOf } from './kit.ts';

const schemas = 'https://schema.management.azure.com/schemas/2015-01-01';

/** A VM of a size that no device has, whose template says for which platform it is in `signs`. */
function template({ root = '', vm = '', properties = '', name = 'vm.json' }): string {
  return `
=== ${name} ===
{
  "$schema": "${schemas}/deploymentTemplate.json#",${root}
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm1",${vm}
      "properties": {${properties}
        "hardwareProfile": { "vmSize": "Standard_NC6s_v3" }
      }
    }
  ]
}
`;
}

const hybrid = '\n  "apiProfile": "2018-03-01-hybrid",';
const samplesVersion = '\n "apiVersion": "2017-03-30",';
const east = '\n "location": "eastus",';
const byId = `"storageProfile": { "imageReference":
  { "id": "[resourceId('Microsoft.Compute/images', 'i')]" } },`;
const byNic = `"privateIPAllocationMethod":
  "[if(equals(parameters('privateIPAddress'), ''), 'Dynamic', 'Static')]",`;
const configuration = (text: string) => `=== edge-gpu.config.yaml ===\n${text}\n`;
const scenario = `=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2607" }
steps:
  - deploy: vm.json
`;

describe('a template is treated', () => {
  it.each([
    ['by nothing', template({}), 'undecided'],
    ['by its API profile', template({ root: hybrid }), 'device'],
    ['by a region', template({ vm: east }), 'cloud'],
    ['by zones', template({ vm: '"zones": ["1"],' }), 'cloud'],
    ['by its API profile despite a region', template({ root: hybrid, vm: east }), 'device'],
    ['by the location of the device', template({ vm: '"location": "DBELocal",' }), 'device'],
    ['by one weak sign', template({ vm: samplesVersion }), 'undecided'],
    ['by the same weak sign twice', template({ vm: samplesVersion + samplesVersion }), 'undecided'],
    ['by two weak signs', template({ vm: samplesVersion, properties: byId }), 'device'],
    ['by an interface', template({ properties: byId + byNic }), 'device'],
    [
      'by its network and its blob',
      template({
        root: `"variables": { "n": "ASEVNET", "u": "https://a.blob.dev.contoso.com/" },`,
      }),
      'device',
    ],
    [
      'by a blob of the public cloud',
      template({
        root: `"variables": { "n": "ASEVNET", "u": "https://a.blob.core.windows.net/" },`,
      }),
      'undecided',
    ],
    [
      'by two weak signs and one of the public cloud',
      template({ vm: samplesVersion + east, properties: byId }),
      'cloud',
    ],
    [
      'by a device in the configuration',
      template({}) + configuration('device: { model: pro-gpu-1 }'),
      'device',
    ],
    [
      'by a region although the configuration names a device',
      template({ vm: east }) + configuration('device: { model: pro-gpu-1 }'),
      'cloud',
    ],
    ['by a scenario', template({ vm: east }) + scenario, 'device'],
    [
      'by the configuration, against its API profile',
      template({ root: hybrid }) + configuration('templates: { "*.json": cloud }'),
      'cloud',
    ],
    [
      'by the configuration, against its region',
      template({ vm: east }) + configuration('templates: { vm.json: device }'),
      'device',
    ],
    [
      'by the first path in the configuration that matches',
      template({ name: 'a/b/vm.json' }) +
        configuration('templates: { b/*.json: cloud, "**/vm.json": device, "a/**": cloud }'),
      'device',
    ],
  ])('%s', (_, fixture, expected) => {
    const files = filesOf(fixture);
    const workspace = workspaceOf(files);
    const name = [...files.keys()].find((path) => path.endsWith('vm.json')) ?? '';
    expect(workspace.analysis.treatmentOf(ROOT + name).as).toBe(expected);
    const found = allFindings(workspace, files).filter(({ at }) => at.uri === ROOT + name);
    const rules = found.map(({ rule }) => rule).filter((rule) => rule === 'unknown-vm-size');
    expect(rules).toEqual(expected === 'device' ? ['unknown-vm-size'] : []);
  });
});

it('says where the configuration names no platform', () => {
  const files = filesOf(configuration('templates: { vm.json: devise }'));
  const [finding] = allFindings(workspaceOf(files), files);
  expect(finding?.message).toMatch(/^unknown treatment 'devise', did you mean 'device'\?/);
});

/** The text hovered over and the Markdown shown, at the first place of `target` in vm.json. */
function hoverOn(fixture: string, target: string): { text: string; markdown: string } | undefined {
  const files = filesOf(fixture);
  const text = files.get('vm.json') ?? '';
  const { analysis } = workspaceOf(files);
  const found = hover(analysis, `${ROOT}vm.json`, text.indexOf(target));
  if (!found?.range) return undefined;
  const { start, end } = found.range;
  const { contents } = found;
  return {
    text: text.split('\n')[start.line]?.slice(start.character, end.character) ?? '',
    markdown: MarkupContent.is(contents) ? contents.value : '',
  };
}

describe('the hover at the top', () => {
  it('names the signs of the device, each once, with their facts', () => {
    const shown = hoverOn(template({ root: hybrid, vm: '"location": "dbelocal",' }), '$schema');
    expect(shown?.text).toMatch(/^"\$schema": ".*#"$/);
    expect(shown?.markdown).toMatch(
      /^treated as a device template because\n\n- the API profile is/,
    );
    expect(shown?.markdown).toContain('(`vm.json`, line 3)');
    expect(shown?.markdown).toContain('the location is dbelocal');
    expect(shown?.markdown).toContain('Source: [');
  });

  it('stands on the first brace, too', () => {
    const shown = hoverOn(template({ vm: east }), '{');
    expect(shown?.text).toBe('{');
    expect(shown?.markdown).toMatch(/^treated as a template for the public cloud/);
    expect(shown?.markdown).toContain('- the location is eastus (`vm.json`, line');
  });

  it('says that nothing decides', () => {
    expect(hoverOn(template({}), 'https://')?.markdown).toMatch(
      /^not treated as a device template: no sign/,
    );
    expect(hoverOn(template({ vm: samplesVersion }), '$schema')?.markdown).toMatch(
      /^not treated as a device template: a sign of one kind/,
    );
  });

  it('names the configuration that decides', () => {
    const fixture = template({ vm: east }) + configuration('templates: { vm.json: device }');
    expect(hoverOn(fixture, '$schema')?.markdown).toContain(
      '- the configuration says so for vm\\.json (`edge-gpu.config.yaml`, line 1)',
    );
  });
});
