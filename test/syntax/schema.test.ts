import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { getLanguageService, TextDocument, type JSONSchema } from 'vscode-json-languageservice';
import { devices } from '../../server/src/facts/index.ts';
import { actions } from '../../server/src/scenario/parse-steps.ts';
import { parseYaml } from '../../server/src/syntax/yaml.ts';
import { treeValue } from './tree-value.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../syntaxes/scenario.schema.json', import.meta.url), 'utf8'),
) as JSONSchema;

async function complaintsAbout(scenario: string): Promise<readonly string[]> {
  const service = getLanguageService({});
  const text = JSON.stringify(treeValue(parseYaml(scenario)[0]?.root));
  const document = TextDocument.create('test://scenario.json', 'json', 1, text);
  const json = service.parseJSONDocument(document);
  const problems = await service.doValidation(
    document,
    json,
    { schemaValidation: 'error' },
    schema,
  );
  return problems.map(({ range }) =>
    text.slice(document.offsetAt(range.start), document.offsetAt(range.end)),
  );
}

const device = 'device: { model: pro-gpu-2, release: "2106" }';

const everything = `
scenario: Everything
${device}
images:
  Linuximage1: ubuntu-18.04
  "Windows*": { os: windows-server-2019-core, generation: 1 }
steps:
  - deploy: ./CreateVM.json
    parameters: ./vm1.parameters.json
    with: { vmName: vm1, vmSize: Standard_NC4as_T4_v3 }
    expect: succeeds
  - deploy: ./CreateVM.json
    parameters: [a.json, b.json]
  - deploy: ./CreateVM.json
    parameters: { vmName: vm4 }
  - createVm: { name: vm2, size: Standard_NC8as_T4_v3, image: Linuximage1 }
  - configureKubernetes: {}
    expect: { outcome: at-risk, gpus: { vm1: 1, vm2: 1, kubernetes: 0, free: 0 } }
  - configureKubernetes: { cores: 16, memoryGiB: 36 }
  - installGpuExtension: { vm: vm2, type: NvidiaGpuDriverLinux, version: "1.3" }
  - stop: vm1
  - stop: { vm: vm1, stayProvisioned: true }
  - start: vm1
  - resize: { vm: vm1, size: Standard_NC8as_T4_v3 }
  - delete: vm2
  - removeKubernetes: {}
  - update: { to: 2205 }
  - reboot:
  - anyOrder:
      - createVm: { name: vm3, size: Standard_NC4as_T4_v3 }
      - configureKubernetes: {}
    expect: fails
`;

describe('the schema of scenarios', () => {
  test('takes every step of the language', async () => {
    expect(await complaintsAbout(everything)).toEqual([]);
    for (const action of actions) expect(everything).toContain(`- ${action}:`);
  });

  test.each<[string, string]>([
    [`${device}\nsteps: []`, '[]'],
    [`device: { model: pro-gpu-3 }\nsteps: [reboot: {}]`, '"pro-gpu-3"'],
    [`device: { model: pro-gpu-2, release: "21" }\nsteps: [reboot: {}]`, '"21"'],
    [`${device}\nsteps: [launch: vm1]`, '"launch"'],
    [`${device}\nsteps: [{ stop: vm1, start: vm1 }]`, '{'],
    [`${device}\nsteps: [{ stop: vm1, with: {} }]`, '{"stop":"vm1","with":{}}'],
    [`${device}\nsteps: [{ stop: vm1, expect: works }]`, '"works"'],
    [`${device}\nsteps: [createVm: { name: vm1 }]`, '"createVm"'],
    [`${device}\nsteps: [anyOrder: [anyOrder: [reboot: {}]]]`, '"anyOrder"'],
    [`${device}\nstep: []\nsteps: [reboot: {}]`, '"step"'],
  ])('complains of %j', async (scenario, place) => {
    const complaints = await complaintsAbout(scenario);
    expect(complaints).toContain(place);
  });

  test('knows the devices of the facts and the steps of the language', () => {
    const model = schema.properties?.['device'];
    const models = typeof model === 'object' ? model.properties?.['model'] : undefined;
    expect(typeof models === 'object' && models.enum).toEqual(devices.map(({ id }) => id));
    const step = schema.definitions?.['step'];
    const names = typeof step === 'object' ? Object.keys(step.properties ?? {}) : [];
    expect(names.filter((name) => !['parameters', 'with', 'expect'].includes(name))).toEqual(
      actions,
    );
  });

  test('describes everything', () => {
    for (const [name, definition] of Object.entries(schema.definitions ?? {})) {
      expect([name, typeof definition === 'object' && definition.description]).toEqual([
        name,
        expect.stringMatching(/^[A-Z].*\.$/),
      ]);
    }
  });
});
