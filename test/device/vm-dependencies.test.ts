import { describe, expect, test } from 'vitest';
import { workspaceOf } from '../kit.ts';

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const VM = 'Microsoft.Compute/virtualMachines';

const vm = (name: string, more: object = {}): object => ({ type: VM, name, ...more });

const nested = (name: string, resources: readonly object[], more: object = {}): object => ({
  type: 'Microsoft.Resources/deployments',
  name,
  properties: { mode: 'Incremental', template: { resources } },
  ...more,
});

/** The VMs that each VM of a template comes after. */
function afterOf(content: object): Record<string, readonly string[]> {
  const text = JSON.stringify({ $schema: SCHEMA, contentVersion: '1.0.0.0', ...content });
  const { analysis } = workspaceOf(new Map([['main.json', text]]));
  const machines = analysis.machinesOf(analysis.deploymentInUse('file:///w/main.json')!);
  return Object.fromEntries(machines.map(({ name, after }) => [name, after]));
}

const loop = { name: 'workers', count: 3 };
const three = ['w0', 'w1', 'w2'];

describe('the VMs that a VM comes after', () => {
  test('a loop stands for all its VMs, in any letter case', () => {
    const workers = vm("[concat('w', copyIndex())]", { copy: loop });
    const after = afterOf({ resources: [workers, vm('last', { dependsOn: ['Workers'] })] });
    expect(after).toEqual({ w0: [], w1: [], w2: [], last: three });
  });

  test.each([
    ['the whole loop', 'pool', three],
    ['one turn', "[format('pool[{0}]', 1)]", ['w1']],
    ['the id of one', `[resourceId('${VM}', 'w2')]`, ['w2']],
  ])('a symbolic name: %s', (_, dependency, expected) => {
    const after = afterOf({
      languageVersion: '2.0',
      resources: {
        pool: vm("[concat('w', copyIndex())]", { copy: loop }),
        other: vm('last', { dependsOn: [dependency] }),
      },
    });
    expect(after['last']).toEqual(expected);
  });

  test.each([
    ['its name', 'vm1'],
    ['its type and name', `${VM}/vm1`],
    ['its id', `[resourceId('${VM}', 'vm1')]`],
  ])('one VM by %s', (_, dependency) => {
    const after = afterOf({ resources: [vm('vm1'), vm('last', { dependsOn: [dependency] })] });
    expect(after['last']).toEqual(['vm1']);
  });

  test('a deployment stands for the VMs in it, and waits for what it depends on', () => {
    const after = afterOf({
      resources: [
        nested('first', [vm('a'), vm('b')]),
        nested('second', [vm('c')], {
          dependsOn: ["[resourceId('Microsoft.Resources/deployments', 'first')]"],
        }),
        vm('d', { dependsOn: ['second'] }),
      ],
    });
    expect(after).toEqual({ a: [], b: [], c: ['a', 'b'], d: ['c'] });
  });

  test('loops of the same name in two templates are two', () => {
    const looped = (letter: string): object =>
      vm(`[concat('${letter}', copyIndex())]`, { copy: { name: 'pool', count: 2 } });
    const after = afterOf({
      resources: [
        nested('first', [looped('a'), vm('x', { dependsOn: ['pool'] })]),
        nested('second', [looped('b'), vm('y', { dependsOn: ['pool'] })]),
      ],
    });
    expect(after['x']).toEqual(['a0', 'a1']);
    expect(after['y']).toEqual(['b0', 'b1']);
  });

  test('nothing stands for the VM itself or for what is not a VM', () => {
    const after = afterOf({
      resources: [
        vm('w', { copy: { name: 'pool', count: 1 }, dependsOn: ['pool', 'nic', 1] }),
        { type: 'Microsoft.Network/networkInterfaces', name: 'nic' },
      ],
    });
    expect(after).toEqual({ w: [] });
  });
});
