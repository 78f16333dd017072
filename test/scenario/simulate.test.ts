import { describe, expect, it, test } from 'vitest';
import { claimOrders, fact, type ClaimOrder } from '../../server/src/facts/index.ts';
import {
  createVm,
  deployedVm,
  momentText,
  NC4,
  NC8,
  outcomes,
  run,
  scenarioOf,
  timelineOfScenario,
  type Templates,
} from './kit.ts';

const CREATE = {
  'vm-with-1-gpu': (index: number) => createVm(`vm${index}`, NC4),
  // No T4 device has the memory for a size with two GPUs; the claims are those of the A2 size.
  'vm-with-2-gpus': (index: number) => createVm(`vm${index}`, 'Standard_NC32as_2A2_v1'),
  kubernetes: () => 'configureKubernetes: {}',
};

describe('the documented orders', () => {
  const documented: readonly [string, string, readonly string[], readonly string[]][] = [
    [
      'one GPU: VM, then Kubernetes: both succeed, Kubernetes gets none',
      'pro-gpu-1',
      [createVm('vm1', NC4), 'configureKubernetes: {}'],
      ['succeeds; vm1 1, kubernetes 0, free 0', 'succeeds; vm1 1, kubernetes 0, free 0'],
    ],
    [
      'one GPU: Kubernetes, then VM: creating the VM fails',
      'pro-gpu-1',
      ['configureKubernetes: {}', createVm('vm1', NC4)],
      ['succeeds; kubernetes 1, free 0', 'fails; kubernetes 1, free 0'],
    ],
    [
      'two GPUs: VM, then Kubernetes: each gets one',
      'pro-gpu-2',
      [createVm('vm1', NC4), 'configureKubernetes: {}'],
      ['succeeds; vm1 1, kubernetes 0, free 1', 'succeeds; vm1 1, kubernetes 1, free 0'],
    ],
    [
      'two GPUs: two VMs, then Kubernetes: all succeed, Kubernetes gets none',
      'pro-gpu-2',
      [createVm('vm1', NC4), createVm('vm2', NC4), 'configureKubernetes: {}'],
      [
        'succeeds; vm1 1, kubernetes 0, free 1',
        'succeeds; vm1 1, vm2 1, kubernetes 0, free 0',
        'succeeds; vm1 1, vm2 1, kubernetes 0, free 0',
      ],
    ],
    [
      'two GPUs: Kubernetes, then VM: creating the VM fails, Kubernetes has both',
      'pro-gpu-2',
      ['configureKubernetes: {}', createVm('vm1', NC4)],
      ['succeeds; kubernetes 2, free 0', 'fails; kubernetes 2, free 0'],
    ],
    [
      'two GPUs: VM, Kubernetes, VM: the second VM fails (inference)',
      'pro-gpu-2',
      [createVm('vm1', NC4), 'configureKubernetes: {}', createVm('vm2', NC4)],
      [
        'succeeds; vm1 1, kubernetes 0, free 1',
        'succeeds; vm1 1, kubernetes 1, free 0',
        'fails; vm1 1, kubernetes 1, free 0',
      ],
    ],
  ];
  test.each(documented)('%s', (_, model, steps, expected) => {
    for (const release of ['2012', '2106', '2607', undefined]) {
      expect(run(model, release, steps).moments.map(momentText)).toEqual(expected);
    }
  });

  const oneGpuSizes = claimOrders.filter(({ order }) => !order.includes('vm-with-2-gpus'));
  test.each(oneGpuSizes)('the fact base agrees: $fact', (row: ClaimOrder) => {
    const { moments } = run(
      `pro-gpu-${row.deviceGpus}`,
      '2106',
      row.order.map((claimant, index) => CREATE[claimant](index)),
    );
    const last = moments.at(-1);
    expect(moments.findIndex(({ outcome }) => outcome === 'fails')).toBe(row.failing ?? -1);
    expect(last?.claims.kubernetes).toBe(row.kubernetesGpus);
    expect([...(last?.claims.vms.values() ?? [])].reduce((a, b) => a + b, 0)).toBe(row.vmGpus);
  });

  it('a VM of a size with two GPUs claims both (inference); with its memory Kubernetes does not fit', () => {
    const { moments } = run('pro-2-256G6T2GPU', '2301', [
      CREATE['vm-with-2-gpus'](1),
      'configureKubernetes: {}',
    ]);
    expect(moments.map(momentText)).toEqual([
      'succeeds; vm1 2, kubernetes 0, free 0',
      'fails; vm1 2, kubernetes 0, free 0',
    ]);
    expect(moments[1]?.cause).toEqual({ kind: 'memory-or-vcpu' });
  });
});

interface Case {
  readonly name: string;
  readonly model?: string;
  readonly release?: string;
  readonly steps: readonly string[];
  readonly templates?: Templates;
  /** Of the last step. */
  readonly outcome: string;
  readonly reason?: string;
  readonly cause?: string;
}

const KUBERNETES = 'configureKubernetes: {}';
const VM1 = createVm('vm1', NC4);
const STOPPED = [VM1, 'stop: vm1'];

const cases: readonly Case[] = [
  // Creating VMs
  {
    name: 'who holds the GPUs is named, with the step since which',
    model: 'pro-gpu-1',
    steps: [KUBERNETES, VM1],
    outcome: 'fails',
    reason: 'needs 1 GPU, 0 are free; Kubernetes holds 1 since step 1',
    cause: 'kubernetes-holds-gpus',
  },
  {
    name: 'VMs hold the GPUs',
    steps: [VM1, createVm('vm2', NC4), createVm('vm3', NC4)],
    outcome: 'fails',
    reason: 'needs 1 GPU, 0 are free; vm1 holds 1 since step 1 and vm2 holds 1 since step 2',
    cause: 'gpus',
  },
  {
    name: 'a device without GPUs',
    model: 'mini-r',
    steps: [VM1],
    outcome: 'fails',
    reason: 'needs 1 GPU, 0 are free; mini-r has 0',
    cause: 'gpus',
  },
  {
    name: 'more GPUs than the device has are no matter of Kubernetes',
    model: 'pro-2-128G4T1GPU',
    steps: [KUBERNETES, createVm('vm1', 'Standard_NC32as_2A2_v1')],
    outcome: 'fails',
    cause: 'gpus',
  },
  {
    name: 'T4 size on an A2 device',
    model: 'pro-2-256G6T2GPU',
    steps: [VM1],
    outcome: 'fails',
    reason: 'needs a GPU of model T4, those of pro-2-256G6T2GPU are A2',
    cause: 'gpu-model',
  },
  {
    name: 'size that the device does not offer',
    steps: [createVm('vm1', 'Standard_NC64as_T4_v3')],
    outcome: 'fails',
    reason: "the device does not offer the size 'Standard_NC64as_T4_v3'",
    cause: 'size',
  },
  {
    name: 'two NC8as have GPUs but not the memory (inference)',
    steps: [createVm('vm1', NC8), createVm('vm2', NC8)],
    outcome: 'fails',
    reason:
      'needs 56 GiB of memory, 40 of 96 GiB are left (inference: sizes against the usable amount of the device)',
    cause: 'memory-or-vcpu',
  },
  {
    name: 'a sum equal to the usable amount fits',
    model: 'pro-gpu-1',
    steps: [createVm('vm1', 'Standard_NC32as_T4_v3')],
    outcome: 'succeeds',
  },
  {
    name: 'vCPU are counted, too',
    steps: [
      createVm('a', 'Standard_F16s'),
      createVm('b', 'Standard_F16s'),
      createVm('c', 'Standard_F16'),
    ],
    outcome: 'fails',
    reason:
      'needs 16 vCPU, 8 of 40 are left (inference: sizes against the usable amount of the device)',
    cause: 'memory-or-vcpu',
  },
  {
    name: 'the same VM again changes nothing',
    steps: [VM1, createVm('VM1', NC4.toLowerCase())],
    outcome: 'succeeds',
  },
  {
    name: 'the same VM with another size',
    steps: [VM1, createVm('vm1', NC8)],
    outcome: 'fails',
    reason: `is already there with size ${NC4}`,
    cause: 'state',
  },
  {
    name: 'a custom size has figures that are set on the device',
    steps: [createVm('vm1', 'Custom_GPU_T4_v3')],
    outcome: 'at-risk',
    reason: 'the vCPU, memory and GPUs of Custom_GPU_T4_v3 are set on the device',
    cause: 'unknown-value',
  },
  {
    name: 'a custom GPU size has one GPU at least',
    model: 'pro-gpu-1',
    steps: [KUBERNETES, createVm('vm1', 'Custom_GPU_T4_v3')],
    outcome: 'fails',
    reason: 'needs at least 1 GPU, 0 are free; Kubernetes holds 1 since step 1',
    cause: 'kubernetes-holds-gpus',
  },
  // Kubernetes
  { name: 'Kubernetes twice', steps: [KUBERNETES, KUBERNETES], outcome: 'fails', cause: 'state' },
  {
    name: 'Kubernetes does not fit by any document',
    steps: [createVm('vm1', NC8), createVm('vm2', NC4), KUBERNETES],
    outcome: 'fails',
    reason:
      'needs 36 GiB of memory, 12 of 96 GiB are left (inference: sizes against the usable amount of the device)',
    cause: 'memory-or-vcpu',
  },
  {
    name: 'Kubernetes fits by one document and not by another',
    model: 'pro-2-64G2T',
    steps: [createVm('vm1', 'Standard_F8s'), KUBERNETES],
    outcome: 'at-risk',
    reason:
      'needs 36 GiB of memory, 32 of 48 GiB are left (inference: sizes against the usable amount of the device), if Kubernetes takes 16 vCPU and 36 GiB, as another document says',
    cause: 'memory-or-vcpu',
  },
  {
    name: 'Kubernetes of a size that the scenario gives',
    steps: [
      createVm('vm1', NC8),
      createVm('vm2', NC4),
      'configureKubernetes: { cores: 4, memoryGiB: 12 }',
    ],
    outcome: 'succeeds',
  },
  {
    name: 'a VM beside Kubernetes fits by one document and not by another',
    model: 'pro-2-64G2T',
    steps: [KUBERNETES, createVm('vm1', 'Standard_F8s')],
    outcome: 'at-risk',
    cause: 'memory-or-vcpu',
  },
  {
    name: 'removing Kubernetes frees its GPUs',
    steps: [KUBERNETES, 'removeKubernetes: {}', VM1],
    outcome: 'succeeds',
  },
  {
    name: 'removing Kubernetes that is not there',
    steps: ['removeKubernetes: {}'],
    outcome: 'fails',
    cause: 'state',
  },
  {
    name: 'removing Kubernetes whose configuration failed',
    steps: ['configureKubernetes: { memoryGiB: 97 }', 'removeKubernetes: {}'],
    outcome: 'skipped',
    reason: 'needs Kubernetes, whose configuration failed in step 1',
  },
  // Life of a VM
  {
    name: 'stop a stopped VM',
    steps: [...STOPPED, 'stop: vm1'],
    outcome: 'fails',
    reason: 'vm1 is not running: it is stopped since step 2',
    cause: 'state',
  },
  {
    name: 'start a running VM',
    steps: [VM1, 'start: vm1'],
    outcome: 'fails',
    reason: 'vm1 is not stopped: it is running since step 1',
    cause: 'state',
  },
  {
    name: 'start claims again',
    steps: [...STOPPED, createVm('vm2', NC4), createVm('vm3', NC4), 'start: vm1'],
    outcome: 'fails',
    cause: 'gpus',
  },
  {
    name: 'resize a running VM',
    steps: [VM1, `resize: { vm: vm1, size: ${NC8} }`],
    outcome: 'fails',
    cause: 'state',
  },
  {
    name: 'resize a stopped VM',
    steps: [...STOPPED, `resize: { vm: vm1, size: ${NC8} }`],
    outcome: 'succeeds',
  },
  {
    name: 'start a resized VM',
    steps: [...STOPPED, `resize: { vm: vm1, size: ${NC8} }`, 'start: vm1'],
    outcome: 'succeeds',
  },
  {
    name: 'stop a resized VM',
    steps: [...STOPPED, `resize: { vm: vm1, size: ${NC8} }`, 'stop: vm1'],
    outcome: 'succeeds',
  },
  {
    name: 'resize to a size of the wrong model',
    steps: [...STOPPED, 'resize: { vm: vm1, size: Standard_NC4as_A2 }'],
    outcome: 'fails',
    cause: 'gpu-model',
  },
  {
    name: 'resize to no size',
    steps: [...STOPPED, 'resize: { vm: vm1, size: Standard_NC4 }'],
    outcome: 'fails',
    cause: 'size',
  },
  { name: 'delete a VM', steps: [VM1, 'delete: vm1'], outcome: 'succeeds' },
  {
    name: 'delete twice',
    steps: [VM1, 'delete: vm1', 'delete: vm1'],
    outcome: 'fails',
    reason: 'vm1 was deleted in step 2',
    cause: 'reference',
  },
  {
    name: 'create a deleted VM again',
    steps: [VM1, 'delete: vm1', createVm('vm1', NC8)],
    outcome: 'succeeds',
  },
  // Names that are not there
  {
    name: 'a VM that no step creates',
    steps: ['stop: vm1'],
    outcome: 'fails',
    reason: 'no step before creates vm1',
    cause: 'reference',
  },
  {
    name: 'a VM that a later step creates',
    steps: ['installGpuExtension: { vm: vm1 }', VM1, 'stop: vm9'],
    outcome: 'fails',
    cause: 'reference',
  },
  {
    name: 'a VM whose creation failed',
    model: 'pro-gpu-1',
    steps: [KUBERNETES, VM1, 'installGpuExtension: { vm: vm1 }'],
    outcome: 'skipped',
    reason: 'needs vm1, whose creation failed in step 2',
  },
  {
    name: 'a VM whose second creation worked out',
    model: 'pro-gpu-1',
    steps: [KUBERNETES, VM1, 'removeKubernetes: {}', VM1, 'stop: vm1'],
    outcome: 'succeeds',
  },
  // The driver extension
  {
    name: 'extension on a running GPU VM',
    steps: [VM1, 'installGpuExtension: { vm: VM1 }'],
    outcome: 'succeeds',
  },
  {
    name: 'extension on a stopped VM',
    steps: [...STOPPED, 'installGpuExtension: { vm: vm1 }'],
    outcome: 'fails',
    reason: 'vm1 is not running',
    cause: 'state',
  },
  {
    name: 'extension on a VM without GPU',
    steps: [createVm('vm1', 'Standard_F4s'), 'installGpuExtension: { vm: vm1 }'],
    outcome: 'fails',
    reason: 'vm1 has no GPU: its size is Standard_F4s',
    cause: 'state',
  },
  {
    name: 'extension on a VM of a custom GPU size',
    steps: [createVm('vm1', 'Custom_GPU_T4_v3'), 'installGpuExtension: { vm: vm1 }'],
    outcome: 'succeeds',
  },
  // What no source says
  {
    name: 'reboot with a GPU VM',
    steps: [VM1, 'reboot: {}'],
    outcome: 'at-risk',
    reason: 'who claims the GPUs after the reboot is not documented',
    cause: 'not-documented',
  },
  {
    name: 'update with Kubernetes',
    steps: [KUBERNETES, 'update: { to: "2607" }'],
    outcome: 'at-risk',
    reason: 'who claims the GPUs after the restart of an update is not documented',
    cause: 'not-documented',
  },
  {
    name: 'reboot of a device on which nobody holds a GPU',
    steps: ['reboot: {}'],
    outcome: 'succeeds',
  },
  // What is not known
  {
    name: 'a template that cannot be read',
    steps: ['deploy: vm.json'],
    outcome: 'at-risk',
    reason: "'vm.json' cannot be read",
    cause: 'reference',
  },
  {
    name: 'a VM that such a template may have created is no mistake',
    steps: ['deploy: vm.json', 'stop: vm1'],
    outcome: 'at-risk',
    reason: "whether vm1 is there is not known: 'vm.json' cannot be read",
    cause: 'unknown-value',
  },
  {
    name: 'what such a template may use is not known either',
    steps: ['deploy: vm.json', VM1],
    outcome: 'at-risk',
    reason: "what else is in use is not known: 'vm.json' cannot be read",
    cause: 'unknown-value',
  },
  {
    name: 'a reason that is a sentence of its own stands behind the VM of a deployment',
    steps: ['deploy: vm.json'],
    templates: { 'vm.json': { vms: [deployedVm('vm9', 'Standard_F4x')], driverExtensions: [] } },
    outcome: 'fails',
    reason: "vm9: the device does not offer the size 'Standard_F4x'",
    cause: 'size',
  },
  {
    name: 'a reason that tells what the VM of a deployment needs goes on from its name',
    model: 'pro-r',
    steps: ['deploy: vm.json'],
    templates: {
      'vm.json': { vms: [deployedVm('vm9', 'Standard_NC4as_A2')], driverExtensions: [] },
    },
    outcome: 'fails',
    reason: 'vm9 needs a GPU of model A2, those of pro-r are T4',
    cause: 'gpu-model',
  },
  {
    name: 'a size without value is named',
    steps: ['deploy: vm.json'],
    templates: {
      'vm.json': {
        vms: [
          {
            ...deployedVm('vm1', ''),
            size: undefined,
            sizeUnknown: "parameter 'vmSize' has no value",
          },
        ],
        driverExtensions: [],
      },
    },
    outcome: 'at-risk',
    reason: "the size of vm1 is not known: parameter 'vmSize' has no value",
    cause: 'unknown-value',
  },
  {
    name: 'a condition that cannot be decided is named',
    steps: ['deploy: vm.json'],
    templates: {
      'vm.json': {
        vms: [{ ...deployedVm('vm1', NC4), deployed: 'unknown', decidedBy: "[parameters('gpu')]" }],
        driverExtensions: [],
      },
    },
    outcome: 'at-risk',
    reason: "whether vm1 is deployed is not known: [parameters('gpu')] decides",
    cause: 'unknown-value',
  },
  {
    name: 'VMs of unknown name claim each for itself',
    steps: ['deploy: vm.json'],
    model: 'pro-gpu-1',
    templates: {
      'vm.json': {
        vms: [0, 1].map(() => ({ ...deployedVm('vm-{…}', NC4), nameUnknown: 'it is a secret' })),
        driverExtensions: [],
      },
    },
    outcome: 'fails',
    reason:
      'vm-{…} needs 1 GPU, 0 are free; vm-{…} claims 1; dependsOn leaves open which of vm-{…} and vm-{…} comes too late',
    cause: 'gpus',
  },
  // Deployments
  {
    name: 'a deployment fails as a whole, and names the VM that is too many',
    steps: ['deploy: a/vms.json'],
    templates: {
      'a/vms.json': { vms: [1, 2, 3].map((n) => deployedVm(`vm${n}`, NC4)), driverExtensions: [] },
    },
    outcome: 'fails',
    reason:
      'vm3 needs 1 GPU, 0 are free; vm1 claims 1 and vm2 claims 1; dependsOn leaves open which of vm1, vm2 and vm3 comes too late',
    cause: 'gpus',
  },
  {
    name: 'VMs are created after those they depend on',
    model: 'pro-gpu-1',
    steps: ['deploy: vms.json'],
    templates: {
      'vms.json': {
        vms: [{ ...deployedVm('vm1', NC4), after: ['VM2'] }, deployedVm('vm2', NC4)],
        driverExtensions: [],
      },
    },
    outcome: 'fails',
    reason: 'vm1 needs 1 GPU, 0 are free; vm2 claims 1',
  },
  {
    name: 'VMs that depend on each other still claim once each',
    steps: ['deploy: vms.json'],
    templates: {
      'vms.json': {
        vms: [
          { ...deployedVm('vm1', NC4), after: ['vm2'] },
          { ...deployedVm('vm2', NC4), after: ['vm1', 'nobody'] },
        ],
        driverExtensions: [],
      },
    },
    outcome: 'succeeds',
  },
  {
    name: 'a template that puts the extension on a VM of an earlier step',
    steps: [VM1, 'deploy: extension.json'],
    templates: {
      'extension.json': { vms: [], driverExtensions: [{ name: 'vm1', nameUnknown: undefined }] },
    },
    outcome: 'succeeds',
  },
  {
    name: 'a template that puts the extension on a VM that is not there',
    steps: ['deploy: extension.json'],
    templates: {
      'extension.json': { vms: [], driverExtensions: [{ name: 'vm1', nameUnknown: undefined }] },
    },
    outcome: 'fails',
    cause: 'reference',
  },
];

test.each(cases)('$name', ({ model, release, steps, templates, outcome, reason, cause }) => {
  const { moments } = run(model ?? 'pro-gpu-2', release ?? '2106', steps, templates);
  const last = moments.at(-1);
  expect(last?.outcome).toBe(outcome);
  if (reason !== undefined) expect(last?.reason).toBe(reason);
  if (outcome === 'succeeds') expect(last?.cause).toBeUndefined();
  if (cause !== undefined) expect(last?.cause?.kind).toBe(cause);
});

it('relies on facts of the fact base only', () => {
  const used = cases.flatMap(({ model, release, steps, templates }) =>
    run(model ?? 'pro-gpu-2', release ?? '2106', steps, templates).moments.flatMap(
      ({ facts }) => facts,
    ),
  );
  const unknown = [...new Set(used)].filter((id) => !fact(id));
  expect(unknown).toEqual([]);
  expect(used.length).toBeGreaterThan(50);
});

describe('a failed step changes nothing', () => {
  it('keeps a VM stopped that cannot be resized', () => {
    const { moments } = run('pro-gpu-2', '2106', [
      ...STOPPED,
      'resize: { vm: vm1, size: Standard_NC16as_T4_v3 }',
      'start: vm1',
    ]);
    expect(moments.slice(2).map(momentText)).toEqual([
      'fails; kubernetes 0, free 2',
      'succeeds; vm1 1, kubernetes 0, free 1',
    ]);
  });

  it('creates none of the VMs of a deployment', () => {
    const templates = {
      'vms.json': { vms: [1, 2, 3].map((n) => deployedVm(`vm${n}`, NC4)), driverExtensions: [] },
    };
    const { moments } = run('pro-gpu-2', '2106', ['deploy: vms.json', 'stop: vm1'], templates);
    expect(moments.map(momentText)).toEqual([
      'fails; kubernetes 0, free 2',
      'skipped; kubernetes 0, free 2',
    ]);
  });
});

describe('a stopped GPU VM beside Kubernetes', () => {
  const steps = [VM1, KUBERNETES, 'stop: vm1', 'start: vm1'];
  const releases: readonly [string | undefined, string][] = [
    ['2102', 'documented for release 2102'],
    ['2203', 'documented for release 2203'],
    ['2205', 'documented up to release 2203, no longer for 2205'],
    ['2607', 'documented up to release 2203, no longer for 2607'],
    [undefined, 'documented up to release 2203, and the release is not known'],
  ];
  test.each(releases)('release %s: may lose its GPU', (release, says) => {
    const { moments, outcome } = run('pro-gpu-1', release, steps);
    const [, , stop, start] = moments;
    expect(stop && momentText(stop)).toBe('succeeds; kubernetes 0, free 1');
    expect(stop?.reason).toBe(`Kubernetes may take the GPU of vm1 while it is stopped (${says})`);
    expect(stop?.cause).toEqual({ kind: 'stopped-vm' });
    expect(stop?.worlds.map(({ claims }) => claims.kubernetes)).toEqual([0, 1]);
    expect(start && momentText(start)).toBe('at-risk; vm1 1, kubernetes 0, free 0');
    expect(start?.reason).toBe(
      `needs 1 GPU, 0 are free; Kubernetes holds 1 since step 3, if Kubernetes takes the GPU of vm1 while it is stopped (${says})`,
    );
    expect(start?.cause).toEqual({ kind: 'stopped-vm' });
    expect(outcome).toBe('at-risk');
  });

  it('the release is that of the last update', () => {
    const { moments } = run('pro-gpu-1', '2106', [
      VM1,
      KUBERNETES,
      'update: { to: "2205" }',
      'stop: vm1',
    ]);
    expect(moments[3]?.passages[0]?.reason).toContain('no longer for 2205');
  });

  it('has nothing to lose without Kubernetes or without GPU', () => {
    for (const plain of [
      [VM1, 'stop: vm1', 'start: vm1'],
      [createVm('vm1', 'Standard_F4s'), KUBERNETES, 'stop: vm1', 'start: vm1'],
    ]) {
      const { moments, outcome } = run('pro-gpu-1', '2106', plain);
      expect(outcome).toBe('succeeds');
      expect(moments.every(({ worlds }) => worlds.length === 1)).toBe(true);
    }
  });

  it('a VM deleted and created again may find its GPU taken', () => {
    const { moments } = run('pro-gpu-1', '2106', [
      VM1,
      KUBERNETES,
      'delete: vm1',
      VM1,
      'stop: vm1',
    ]);
    expect(moments.slice(2).map(({ outcome }) => outcome)).toEqual([
      'succeeds',
      'at-risk',
      'at-risk',
    ]);
    expect(moments[4]?.reason).toContain(
      'needs vm1, which may not have been created, if Kubernetes takes',
    );
  });
});

describe('a VM that stays provisioned', () => {
  const stay = 'stop: { vm: vm1, stayProvisioned: true }';

  it('keeps its GPU, gives it back or loses it to Kubernetes: no source says which', () => {
    const { moments } = run('pro-gpu-1', '2106', [VM1, KUBERNETES, stay]);
    expect(moments[2]?.reason).toBe(
      'whether vm1 keeps its GPU while it stays provisioned is not documented',
    );
    expect(
      moments[2]?.worlds.map(({ claims }) => [
        claims.vms.get('vm1') ?? 0,
        claims.kubernetes,
        claims.free,
      ]),
    ).toEqual([
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 0],
    ]);
  });

  it('can start again in any case when there is no Kubernetes', () => {
    expect(outcomes(run('pro-gpu-1', '2106', [VM1, stay, 'start: vm1']))).toEqual([
      'succeeds',
      'succeeds',
      'succeeds',
    ]);
  });

  it('leaves it open whether another VM gets the GPU', () => {
    const { moments } = run('pro-gpu-1', '2106', [VM1, stay, createVm('vm2', NC4)]);
    expect(moments[2]?.outcome).toBe('at-risk');
    expect(moments[2]?.reason).toBe(
      'needs 1 GPU, 0 are free; vm1 holds 1 since step 1, if vm1 keeps its GPU while it stays provisioned (not documented)',
    );
  });
});

describe('the outcome of a scenario', () => {
  it('is the worst of its steps', () => {
    expect(run('pro-gpu-1', '2106', [VM1, 'reboot: {}']).outcome).toBe('at-risk');
    expect(run('pro-gpu-1', '2106', [VM1, 'reboot: {}', 'stop: vm2']).outcome).toBe('fails');
  });

  it('leaves out the failures that the scenario announces, and what is skipped for them', () => {
    const announced = `${VM1}\n    expect: fails`;
    const steps = [KUBERNETES, announced, 'installGpuExtension: { vm: vm1 }'];
    const timeline = run('pro-gpu-1', '2106', steps);
    expect(outcomes(timeline)).toEqual(['succeeds', 'fails', 'skipped']);
    expect(timeline.outcome).toBe('succeeds');
  });
});

it('titles are for people', () => {
  const templates = {
    'a/CreateVM.json': { vms: [deployedVm('vm1', NC4)], driverExtensions: [] },
    'x.json': { vms: [], driverExtensions: [{ name: 'vm1', nameUnknown: undefined }] },
  };
  const steps = [
    'deploy: a/CreateVM.json',
    'deploy: x.json',
    'deploy: y.json',
    createVm('vm2', NC8),
    KUBERNETES,
    'stop: { vm: vm2, stayProvisioned: true }',
    `resize: { vm: vm2, size: ${NC4} }`,
    'update: { to: 2205 }',
    'anyOrder: [reboot: {}, removeKubernetes: {}]',
  ];
  expect(run('pro-gpu-2', '2106', steps, templates).moments.map(({ title }) => title)).toEqual([
    'deploy CreateVM.json (vm1)',
    'deploy x.json (driver extension on vm1)',
    'deploy y.json',
    `createVm vm2 (${NC8})`,
    'configureKubernetes',
    'stop vm2 (stays provisioned)',
    `resize vm2 (${NC4})`,
    'update to 2205',
    'anyOrder of 2 steps',
  ]);
});

it('asks for each template once, those inside anyOrder included', () => {
  const timeline = run('pro-gpu-2', '2106', ['deploy: a.json', 'anyOrder: [deploy: b.json]']);
  expect([...(timeline.deployments?.keys() ?? [])].map(({ template }) => template?.value)).toEqual([
    'a.json',
    'b.json',
  ]);
});

describe('what a release does not have', () => {
  const late: readonly [string, string, string, string][] = [
    ['pro-gpu-2', '2207', 'Standard_F8s_HPN_T4_v3', '2210'],
    ['pro-2-128G4T1GPU', '2209', 'Standard_DS2_v2_HPN_A2', '2210'],
    ['pro-gpu-2', '2106', 'Standard_DS2_v2_HPN', '2110'],
    ['pro-gpu-2', '2111', 'Standard_F12', '2202'],
  ];
  test.each(late)('%s, release %s has no %s, which came with %s', (model, release, size, from) => {
    const early = run(model, release, [createVm('a', size)]).moments[0];
    expect(early?.outcome).toBe('fails');
    expect(early?.cause).toEqual({ kind: 'size' });
    expect(early?.reason).toBe(
      `the size ${size} came with release ${from}, the device has ${release}`,
    );
    expect(outcomes(run(model, from, [createVm('a', size)]))).toEqual(['succeeds']);
    expect(outcomes(run(model, undefined, [createVm('a', size)]))).toEqual(['succeeds']);
    const updated = run(model, release, [`update: { to: "${from}" }`, createVm('a', size)]);
    expect(outcomes(updated)).toEqual(['succeeds', 'succeeds']);
  });

  it('a size whose release no document names is there on every release', () => {
    const steps = [createVm('a', 'Standard_NC4as_A2')];
    expect(outcomes(run('pro-2-128G4T1GPU', '2106', steps))).toEqual(['succeeds']);
  });

  it('the stopped-VM risk goes by the nearest earlier notes that are known', () => {
    const steps = [VM1, KUBERNETES, 'stop: vm1'];
    expect(run('pro-gpu-1', '2204', steps).moments[2]?.reason).toBe(
      'Kubernetes may take the GPU of vm1 while it is stopped (documented for release 2203, the nearest release before 2204 with known notes)',
    );
  });
});

describe('custom sizes', () => {
  const device = (sizes: string) =>
    `device: { model: pro-gpu-2, release: "2607", customSizes: { ${sizes} } }\nsteps:\n`;

  it('claim what the scenario says that they are configured to', () => {
    const text = `${device('Custom_GPU_T4_v3: { cores: 4, memoryGiB: 8, gpuCount: 2 }')}  - ${createVm('a', 'custom_gpu_t4_V3')}\n  - ${createVm('b', NC4)}\n`;
    expect(timelineOfScenario(scenarioOf(text)).moments.map(momentText)).toEqual([
      'succeeds; a 2, kubernetes 0, free 0',
      'fails; a 2, kubernetes 0, free 0',
    ]);
  });

  it('have the documented figures where the scenario names them and says no more', () => {
    const text = `${device('Custom_GPU_T4_v3: {}')}  - ${createVm('a', 'Custom_GPU_T4_v3')}\n  - ${createVm('b', NC8)}\n  - ${createVm('c', 'Standard_D4_v2')}\n`;
    const { moments } = timelineOfScenario(scenarioOf(text));
    expect(moments.map(({ outcome }) => outcome)).toEqual(['succeeds', 'succeeds', 'fails']);
    expect(moments[2]?.reason).toContain('12 of 96 GiB are left');
  });
});

describe('the number of VMs', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => createVm(`vm${index}`, 'Standard_F1'));

  it('is at most 24 that run', () => {
    const { moments } = run('pro-gpu-2', '2607', many(25));
    expect(moments.slice(0, 24).every(({ outcome }) => outcome === 'succeeds')).toBe(true);
    expect(moments[24]?.reason).toBe(
      'the device runs 24 VMs already, the most that are documented',
    );
    expect(moments[24]?.cause).toEqual({ kind: 'vm-count' });
  });

  it('counts those of one deployment together', () => {
    const vms = Array.from({ length: 25 }, (_, index) => deployedVm(`vm${index}`, 'Standard_F1'));
    const templates = { 'vms.json': { vms, driverExtensions: [] } };
    expect(outcomes(run('pro-gpu-2', '2607', ['deploy: vms.json'], templates))).toEqual(['fails']);
  });
});

describe('HPN VMs', () => {
  const HPN = 'Standard_F8s_HPN_T4_v3';

  it('are to come before others on Pro GPU: after them it is at risk', () => {
    const { moments } = run('pro-gpu-2', '2210', [
      createVm('a', 'Standard_F4s'),
      createVm('b', HPN),
    ]);
    expect(moments[1]?.outcome).toBe('at-risk');
    expect(moments[1]?.reason).toBe(
      'HPN VMs are to be created before others on this device, and a VM without HPN runs already',
    );
    expect(moments[1]?.facts).toContain('vm-size.hpn');
    expect(outcomes(run('pro-gpu-2', '2210', [createVm('b', HPN), createVm('a', NC4)]))).toEqual([
      'succeeds',
      'succeeds',
    ]);
  });

  it('may come in any order where no document asks for one', () => {
    const steps = [createVm('a', 'Standard_F4s'), createVm('b', 'Standard_F8s_HPN_A2')];
    expect(outcomes(run('pro-2-128G4T1GPU', '2210', steps))).toEqual(['succeeds', 'succeeds']);
  });

  it('in one deployment it depends on dependsOn', () => {
    const deployed = (hpnAfter: readonly string[], otherAfter: readonly string[]) => ({
      'vms.json': {
        vms: [
          { ...deployedVm('hpn', HPN), after: hpnAfter },
          { ...deployedVm('middle', 'Standard_F2s_HPN'), after: otherAfter },
          { ...deployedVm('other', 'Standard_F4s'), after: [...otherAfter, 'middle'] },
        ],
        driverExtensions: [],
      },
    });
    const reasonOf = (hpnAfter: readonly string[], otherAfter: readonly string[]) =>
      run('pro-gpu-2', '2210', ['deploy: vms.json'], deployed(hpnAfter, otherAfter)).moments[0]
        ?.reason;
    expect(reasonOf([], ['hpn'])).toBeUndefined();
    expect(reasonOf([], [])).toBe(
      'HPN VMs are to be created before others on this device, and dependsOn leaves open whether hpn comes before other',
    );
    expect(reasonOf(['other'], [])).toBe(
      'HPN VMs are to be created before others on this device, and dependsOn puts hpn after other',
    );
  });
});

describe('AKS', () => {
  const AKS = 'configureKubernetes: { service: aks, cores: 8, memoryGiB: 16 }';

  it('may claim the GPUs or not: no document says', () => {
    const { moments } = run('pro-gpu-2', '2312', [AKS, VM1]);
    expect(moments[0]?.reason).toBe('whether AKS claims GPUs is not documented');
    expect(moments[0]?.worlds.map(({ claims }) => claims.kubernetes)).toEqual([2, 0]);
    expect(moments[0]?.facts).toEqual(['claims.aks', 'aks.preview']);
    expect(outcomes({ ...run('pro-gpu-2', '2312', [AKS, VM1]) })).toEqual(['at-risk', 'at-risk']);
  });

  it('came with release 2301', () => {
    const [moment] = run('pro-gpu-2', '2210', [AKS]).moments;
    expect(moment?.outcome).toBe('fails');
    expect(moment?.reason).toBe('AKS came with release 2301, the device has 2210');
  });

  it('takes memory that nobody knows when the scenario does not tell', () => {
    const steps = ['configureKubernetes: { service: aks }', createVm('a', 'Standard_F4s')];
    expect(run('pro-gpu-2', '2312', steps).moments[1]?.reason).toBe(
      'what else is in use is not known: the size of the AKS worker is not told',
    );
  });
});

describe('updates and reboots', () => {
  const stay = 'stop: { vm: vm1, stayProvisioned: true }';

  it('an update to 2103 up to 2203 starts a VM that stays provisioned', () => {
    const steps = [VM1, stay, 'update: { to: "2203" }', 'installGpuExtension: { vm: vm1 }'];
    const { moments } = run('pro-gpu-1', '2106', steps);
    expect(moments[2]?.claims.vms.get('vm1')).toBe(1);
    expect(moments[2]?.reason).toBe(
      'vm1 started again by the update, as it stayed provisioned; who claims the GPUs after the restart of an update is not documented',
    );
    expect(moments[2]?.facts).toContain('update.gpu-vms-not-stopped');
    expect(moments[3]?.outcome).toBe('succeeds');
  });

  it('one stopped otherwise is started by hand, and from 2205 on nothing is said', () => {
    const byHand = [VM1, 'stop: vm1', 'update: { to: "2203" }', 'installGpuExtension: { vm: vm1 }'];
    expect(run('pro-gpu-1', '2106', byHand).moments.at(-1)?.outcome).toBe('fails');
    const later = [VM1, stay, 'update: { to: "2607" }'];
    expect(run('pro-gpu-1', '2205', later).moments.at(-1)?.claims.vms.has('vm1')).toBe(false);
  });

  it('a GPU VM left running is restarted without a graceful end', () => {
    expect(run('pro-gpu-1', '2106', [VM1, 'update: { to: "2110" }']).moments[1]?.reason).toContain(
      'vm1 restarted without a graceful end by the update',
    );
  });

  it('Kubernetes may claim first after a restart, or all is as before', () => {
    const { moments } = run('pro-gpu-2', '2607', [VM1, KUBERNETES, 'reboot: {}', 'stop: vm1']);
    expect(moments[2]?.worlds.map(({ claims }) => claims.kubernetes)).toEqual([1, 2]);
    expect(moments[2]?.worlds[1]?.because).toBe(
      'Kubernetes claims every GPU after the reboot (not documented)',
    );
    expect(moments[3]?.outcome).toBe('at-risk');
  });
});

describe('a two-node cluster', () => {
  const cluster = (steps: readonly string[], release = '2312', model = 'pro-gpu-1') =>
    timelineOfScenario(
      scenarioOf(
        `device: { model: ${model}, release: "${release}", nodes: 2 }\nsteps:\n${steps.map((step) => `  - ${step}\n`).join('')}`,
      ),
    );

  it('has the GPUs of both nodes, each in a pool of its own', () => {
    const timeline = cluster([createVm('a', NC4), createVm('b', NC4), createVm('c', NC4)]);
    expect(timeline.device?.gpuCount).toBe(2);
    expect(timeline.moments.map(momentText)).toEqual([
      'succeeds; a 1, kubernetes 0, free 1',
      'at-risk; a 1, b 1, kubernetes 0, free 0',
      'fails; a 1, b 1, kubernetes 0, free 0',
    ]);
    expect(timeline.moments[1]?.reason).toBe(
      'needs 1 GPU, 0 are free; a holds 1 since step 1 (inference: each node of a cluster has its own GPUs and memory); on which node a cluster puts a VM is not documented',
    );
    expect(timeline.moments[2]?.facts).toContain('cluster.gpu-pools');
  });

  it('a VM with two GPUs does not spread over two nodes', () => {
    const steps = [createVm('a', 'Standard_NC32as_2A2_v1')];
    expect(outcomes(cluster(steps, '2312', 'pro-2-128G4T1GPU'))).toEqual(['fails']);
    expect(outcomes(cluster(steps, '2312', 'pro-2-256G6T2GPU'))).toEqual(['succeeds']);
  });

  it('Kubernetes has a worker on each node and takes their GPUs (inference)', () => {
    const { moments } = cluster([createVm('a', NC4), KUBERNETES]);
    expect(moments.map(momentText)).toEqual([
      'succeeds; a 1, kubernetes 0, free 1',
      'succeeds; a 1, kubernetes 1, free 0',
    ]);
    expect(moments[1]?.reason).toContain('inference');
  });

  it('is not updated to 2604 or later', () => {
    const { moments } = cluster(['update: { to: "2510" }', 'update: { to: "2604" }'], '2312');
    expect(moments.map(({ outcome }) => outcome)).toEqual(['succeeds', 'fails']);
    expect(moments[1]?.reason).toBe(
      'two-node clusters are not updated to release 2604: they stay on 2510 or earlier',
    );
    expect(moments[1]?.facts).toEqual(['cluster.updates-dropped']);
  });

  it('claims and free GPUs are those of both nodes in every world', () => {
    const steps = [createVm('a', NC4), createVm('b', 'Standard_F4s'), KUBERNETES];
    const all = cluster([...steps, 'stop: a', 'start: a', 'reboot: {}'], '2203', 'pro-gpu-2');
    for (const { passages } of all.moments) {
      for (const { claims } of passages) {
        const held = [...claims.vms.values()].reduce((a, b) => a + b, claims.kubernetes);
        expect(held + claims.free).toBe(4);
      }
    }
  });
});
