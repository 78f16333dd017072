// Each test is a sentence of the overview of GPU VMs (2021-07-13), in own words.
import { describe, expect, it, test } from 'vitest';
import { devices, fact, findVmSize } from '../../server/src/facts/index.ts';
import { createVm, momentText, NC4, outcomes, run } from './kit.ts';

const KUBERNETES = 'configureKubernetes: {}';
const INSTALL = 'installGpuExtension: { vm: vm1 }';
const VM1 = createVm('vm1', NC4);
const VM2 = createVm('vm2', NC4);

/** The release of the document, and the newest one that keeps the known issue. */
const RELEASES = ['2106', '2607'];

function steps(model: string, texts: readonly string[]): readonly (readonly string[])[] {
  return RELEASES.map((release) => run(model, release, texts).moments.map(momentText));
}

describe('about GPU VMs', () => {
  it('devices for GPU VMs have one GPU or two', () => {
    const withGpu = devices.filter(({ gpuCount }) => gpuCount > 0);
    expect(new Set(withGpu.map(({ gpuCount }) => gpuCount))).toEqual(new Set([1, 2]));
  });

  it('work with a GPU needs a VM size for GPUs: another size claims none', () => {
    const { moments } = run('pro-gpu-1', '2106', [createVm('vm1', 'Standard_D2_v2')]);
    expect(moments.map(momentText)).toEqual(['succeeds; kubernetes 0, free 1']);
  });

  it('the NC T4 v3 series is for work that uses the T4 GPUs', () => {
    expect(findVmSize(NC4)).toMatchObject({ gpuModel: 'T4', gpuCount: 1 });
    expect(steps('pro-gpu-1', [VM1])).toEqual(
      RELEASES.map(() => ['succeeds; vm1 1, kubernetes 0, free 0']),
    );
  });

  it('the GPU extension is installed after the VM exists', () => {
    expect(outcomes(run('pro-gpu-1', '2106', [VM1, INSTALL]))).toEqual(['succeeds', 'succeeds']);
    expect(outcomes(run('pro-gpu-1', '2106', [INSTALL, VM1]))).toEqual(['fails', 'succeeds']);
  });
});

describe('on a device with one GPU', () => {
  it('a GPU VM, then Kubernetes: both succeed, and Kubernetes has no GPU', () => {
    expect(steps('pro-gpu-1', [VM1, KUBERNETES])).toEqual(
      RELEASES.map(() => [
        'succeeds; vm1 1, kubernetes 0, free 0',
        'succeeds; vm1 1, kubernetes 0, free 0',
      ]),
    );
  });

  it('Kubernetes, then a GPU VM: Kubernetes claims the GPU, and creating the VM fails for want of one', () => {
    const { moments } = run('pro-gpu-1', '2106', [KUBERNETES, VM1]);
    expect(moments.map(momentText)).toEqual([
      'succeeds; kubernetes 1, free 0',
      'fails; kubernetes 1, free 0',
    ]);
    expect(moments[1]?.cause).toEqual({
      kind: 'kubernetes-holds-gpus',
      wanted: 1,
      free: 0,
      vm: 'vm1',
      since: 0,
    });
  });
});

describe('on a device with two GPUs', () => {
  it('a GPU VM, then Kubernetes: the VM claims one GPU, and Kubernetes the one that remains', () => {
    expect(steps('pro-gpu-2', [VM1, KUBERNETES])).toEqual(
      RELEASES.map(() => [
        'succeeds; vm1 1, kubernetes 0, free 1',
        'succeeds; vm1 1, kubernetes 1, free 0',
      ]),
    );
  });

  it('two GPU VMs, then Kubernetes: the VMs claim both, and Kubernetes is configured without GPU', () => {
    expect(steps('pro-gpu-2', [VM1, VM2, KUBERNETES]).map((all) => all.at(-1))).toEqual(
      RELEASES.map(() => 'succeeds; vm1 1, vm2 1, kubernetes 0, free 0'),
    );
  });

  it('Kubernetes, then a GPU VM: Kubernetes claims both, and creating the VM fails for want of one', () => {
    expect(steps('pro-gpu-2', [KUBERNETES, VM1])).toEqual(
      RELEASES.map(() => ['succeeds; kubernetes 2, free 0', 'fails; kubernetes 2, free 0']),
    );
  });
});

describe('what the document has in a comment as fixed', () => {
  const deallocating = ['stop: vm1', 'delete: vm1'];
  test.each(deallocating)(
    'while Kubernetes is configured, %s may let it claim the GPU, as of this release',
    (step) => {
      const { moments } = run('pro-gpu-1', '2106', [VM1, KUBERNETES, step]);
      expect(moments[2]?.worlds.map(({ claims }) => claims.kubernetes)).toEqual([0, 1]);
      expect(moments[2]?.facts).toContain('claims.stopped-vm-takeover');
      expect(fact('claims.stopped-vm-takeover')?.standing).toBe('disputed');
    },
  );

  it('then the VM may not start again, nor another GPU VM be created', () => {
    for (const next of ['start: vm1', VM2]) {
      const { moments } = run('pro-gpu-1', '2106', [VM1, KUBERNETES, 'stop: vm1', next]);
      expect(moments[3]?.outcome).toBe('at-risk');
    }
  });
});
