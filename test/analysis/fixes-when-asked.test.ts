import { expect, test, vi } from 'vitest';
import type * as driverTemplate from '../../server/src/rules/fixing/driver-template.ts';
import { ROOT, workspaceOf } from '../kit.ts';

/** The VMs for which a template of the driver extension was written. */
const written = vi.hoisted(() => [] as string[]);

vi.mock('../../server/src/rules/fixing/driver-template.ts', async (original) => {
  const module = await original<typeof driverTemplate>();
  return {
    ...module,
    separateTemplate: (...given: Parameters<typeof module.separateTemplate>) => {
      written.push(given[1].name);
      return module.separateTemplate(...given);
    },
  };
});

const vms = ['a', 'b', 'c'].map((name) => ({
  type: 'Microsoft.Compute/virtualMachines',
  apiVersion: '2019-07-01',
  name,
  location: 'dbelocal',
  properties: {
    hardwareProfile: { vmSize: 'Standard_NC4as_T4_v3' },
    osProfile: { linuxConfiguration: {} },
  },
}));

const template = JSON.stringify({
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  apiProfile: '2019-03-01-hybrid',
  resources: vms,
});

test('fixes are made for the finding whose fixes are asked for, once', () => {
  const found = workspaceOf(new Map([['vms.json', template]])).analysis.findingsIn(
    `${ROOT}vms.json`,
  );
  const missing = found.filter(({ rule }) => rule === 'missing-gpu-extension');
  expect(missing).toHaveLength(3);
  expect(written).toEqual([]);

  const asked = missing[1]?.fixes ?? [];
  expect(asked.length).toBeGreaterThan(0);
  expect(new Set(written)).toEqual(new Set(['b']));
  const before = written.length;
  expect(missing[1]?.fixes).toBe(asked);
  expect(written).toHaveLength(before);
});
