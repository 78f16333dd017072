import { describe, expect, it } from 'vitest';
import { expandedTemplate } from '../../server/src/features/expanded-template.ts';
import { filesOf, ROOT, workspaceOf } from '../kit.ts';

const schemas = 'https://schema.management.azure.com/schemas/2019-04-01';

const files = filesOf(`
=== vm.json ===
{
  "$schema": "${schemas}/deploymentTemplate.json#",
  "parameters": { "name": { "type": "string" } },
  "resources": [{ "type": "A.B/c", "name": "[toUpper(parameters('name'))]" }]
}
=== vm.parameters.a.json ===
{ "$schema": "${schemas}/deploymentParameters.json#", "parameters": { "name": { "value": "first" } } }
=== vm.parameters.b.json ===
{ "$schema": "${schemas}/deploymentParameters.json#", "parameters": { "name": { "value": "second" } } }
=== other.json ===
{}
`);

describe('the expanded template', () => {
  const inUse = { parameterFileInUse: { [`${ROOT}vm.json`]: `${ROOT}vm.parameters.b.json` } };
  it.each([
    ['with the first parameter file', 'vm.json', {}, '"FIRST"', 'vm.parameters.a.json'],
    ['with the one that is chosen', 'vm.json', inUse, '"SECOND"', 'vm.parameters.b.json'],
    ['of a parameter file', 'vm.parameters.b.json', {}, '"SECOND"', 'vm.parameters.b.json'],
  ])('%s', (_, path, settings, name, parameterFile) => {
    const result = expandedTemplate(workspaceOf(files, settings).analysis, ROOT + path);
    expect(result).toMatchObject({ name: 'vm.json', parameterFile });
    expect(result).toHaveProperty('text', expect.stringContaining(name));
  });

  it('follows edits', () => {
    const { analysis, write } = workspaceOf(files);
    expandedTemplate(analysis, `${ROOT}vm.json`);
    write(
      'vm.parameters.a.json',
      (files.get('vm.parameters.a.json') ?? '').replace('first', 'new'),
    );
    const result = expandedTemplate(analysis, `${ROOT}vm.json`);
    expect(result).toHaveProperty('text', expect.stringContaining('"NEW"'));
  });

  it.each(['other.json', 'absent.json'])('says why there is none: %s', (path) => {
    const result = expandedTemplate(workspaceOf(files).analysis, ROOT + path);
    expect(result).toEqual({ problem: 'open an ARM template to expand' });
  });
});
