import type { Device } from '../../server/src/facts/facts.ts';
import type { Outcome, Scenario } from '../../server/src/scenario/scenario.ts';
import type { Moment, Orders, Timeline } from '../../server/src/scenario/timeline.ts';

const uri = 'file:///w/two.gpuscenario.yaml';

export const twoGpus: Device = {
  id: 'two-gpus',
  name: 'Test device',
  gpuModel: 'T4',
  gpuCount: 2,
  vcpu: { raw: 48, usable: 40 },
  memoryGiB: { raw: 128, usable: 96 },
  clusterable: false,
  fact: 'device.two-gpus',
};

const nothing = undefined;

/** Steps with nothing in them: reports read the timeline, not the scenario. */
const actions = {
  deploy: { action: 'deploy', template: nothing, parameterFiles: [], inline: new Map() },
  createVm: { action: 'createVm', name: nothing, size: nothing, image: nothing },
  configureKubernetes: { action: 'configureKubernetes', cores: nothing, memoryGiB: nothing },
  removeKubernetes: { action: 'removeKubernetes' },
  installGpuExtension: {
    action: 'installGpuExtension',
    vm: nothing,
    type: nothing,
    version: nothing,
  },
  stop: { action: 'stop', vm: nothing, stayProvisioned: false },
  anyOrder: { action: 'anyOrder', steps: [] },
} as const;

/** What a test says of a step; claims are those after it. */
export interface Told {
  readonly title: string;
  readonly action: keyof typeof actions;
  readonly vms: Readonly<Record<string, number>>;
  readonly kubernetes: number;
  readonly outcome?: Outcome;
  readonly reason?: string;
  readonly orders?: Orders;
  readonly otherwise?: {
    readonly because: string;
    readonly vms: Readonly<Record<string, number>>;
    readonly kubernetes: number;
  };
}

/** Returns a timeline as the simulator would make it, from what a test says of each step. */
export function timelineOf(
  name: string,
  device: Device | undefined,
  told: readonly Told[],
): Timeline {
  const moments = told.map((step, index) => momentOf(step, index, device?.gpuCount ?? 0));
  const scenario: Scenario = {
    uri,
    span: { start: 0, end: 100 },
    name,
    device: {
      at: place(0),
      model: { value: device?.id ?? 'no-such-device', at: place(0) },
      release: { value: '2106', at: place(0) },
    },
    images: [],
    steps: moments.map(({ step }) => step),
  };
  const gravest = (['fails', 'at-risk'] as const).find((outcome) =>
    moments.some((moment) => moment.outcome === outcome),
  );
  return { scenario, device, release: '2106', moments, outcome: gravest ?? 'succeeds' };
}

function momentOf(told: Told, index: number, gpus: number): Moment {
  const claims = claimsOf(told.vms, told.kubernetes, gpus);
  const { otherwise } = told;
  return {
    index,
    step: { ...actions[told.action], at: place(index), line: index + 4, expect: undefined },
    title: told.title,
    outcome: told.outcome ?? 'succeeds',
    reason: told.reason,
    cause: undefined,
    claims,
    worlds: [
      { because: 'documented', claims },
      ...(otherwise
        ? [
            {
              because: otherwise.because,
              claims: claimsOf(otherwise.vms, otherwise.kubernetes, gpus),
            },
          ]
        : []),
    ],
    passages: [],
    orders: told.orders,
    facts: [],
  };
}

function claimsOf(vms: Readonly<Record<string, number>>, kubernetes: number, gpus: number) {
  const held = Object.values(vms).reduce((sum, count) => sum + count, kubernetes);
  return { vms: new Map(Object.entries(vms)), kubernetes, free: Math.max(0, gpus - held) };
}

function place(line: number) {
  return { uri, span: { start: line * 10, end: line * 10 + 5 } };
}

/** One step of each outcome, a holder that comes back, and a name that must be cut. */
export const busy: readonly Told[] = [
  { title: 'deploy CreateVM.json (vm1)', action: 'deploy', vms: { vm1: 1 }, kubernetes: 0 },
  { title: 'configureKubernetes', action: 'configureKubernetes', vms: { vm1: 1 }, kubernetes: 1 },
  {
    title: 'createVm inference-vm-with-a-very-long-name-01',
    action: 'createVm',
    vms: { vm1: 1 },
    kubernetes: 1,
    outcome: 'fails',
    reason: 'needs 1 GPU, 0 are free; Kubernetes holds 1 since step 2 and gives none back',
  },
  {
    title: 'installGpuExtension inference-vm-with-a-very-long-name-01',
    action: 'installGpuExtension',
    vms: { vm1: 1 },
    kubernetes: 1,
    outcome: 'skipped',
    reason: 'its VM was not created in step 3',
  },
  {
    title: 'stop vm1',
    action: 'stop',
    vms: {},
    kubernetes: 1,
    outcome: 'at-risk',
    reason: 'Kubernetes may take the GPU of a stopped VM',
    otherwise: { because: 'Kubernetes takes the GPU', vms: {}, kubernetes: 2 },
  },
  { title: 'removeKubernetes', action: 'removeKubernetes', vms: {}, kubernetes: 0 },
  {
    title: 'createVm inference-vm-with-a-very-long-name-01',
    action: 'createVm',
    vms: { 'inference-vm-with-a-very-long-name-01': 2 },
    kubernetes: 0,
  },
];
