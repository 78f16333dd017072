import { expect, test } from 'vitest';
import { safeOrder } from '../../server/src/scenario/safe-order.ts';
import { createVm, deployedVm, NC4, NC8, run, type Templates } from './kit.ts';

const KUBERNETES = 'configureKubernetes: {}';
const templates: Templates = {
  'vm.json': { vms: [deployedVm('vm1', NC4)], driverExtensions: [] },
};

const cases: readonly [string, string, readonly string[], readonly number[] | undefined][] = [
  ['the VM goes before Kubernetes', 'pro-gpu-1', [KUBERNETES, createVm('a', NC4)], [1, 0]],
  [
    'what need not move stays in place',
    'pro-gpu-2',
    [createVm('x', 'Standard_F1'), KUBERNETES, createVm('a', NC4), createVm('y', 'Standard_F1')],
    [0, 2, 1, 3],
  ],
  ['templates move, too', 'pro-gpu-1', [KUBERNETES, 'deploy: vm.json'], [1, 0]],
  [
    'steps on the same VM stay in order',
    'pro-gpu-1',
    [createVm('a', NC4), KUBERNETES, 'stop: a', 'start: a'],
    [0, 2, 3, 1],
  ],
  [
    'a VM is deleted before the next one needs its GPU',
    'pro-gpu-1',
    [createVm('a', NC4), createVm('b', NC4), 'delete: a'],
    [0, 2, 1],
  ],
  [
    'nothing helps when there are too few GPUs',
    'pro-gpu-1',
    [createVm('a', NC4), createVm('b', NC4)],
    undefined,
  ],
  [
    'nothing helps when there is too little memory',
    'pro-gpu-2',
    [createVm('a', NC8), createVm('b', NC8)],
    undefined,
  ],
  [
    'a scenario that succeeds stays as it is',
    'pro-gpu-1',
    [createVm('a', NC4), KUBERNETES],
    [0, 1],
  ],
  [
    'nothing moves across an update',
    'pro-gpu-1',
    [KUBERNETES, 'update: { to: "2205" }', createVm('a', NC4)],
    undefined,
  ],
  ['what cannot be known is not safe', 'pro-gpu-1', [KUBERNETES, 'deploy: other.json'], undefined],
];

test.each(cases)('%s', (_, model, steps, expected) => {
  expect(safeOrder(run(model, '2106', steps, templates))).toEqual(expected);
});
