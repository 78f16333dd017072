import { t } from '../base/l10n.ts';
import type { FileEdit } from '../base/edit.ts';
import type { VirtualMachine } from '../device/virtual-machine.ts';
import { newConfiguration, writeDevice } from '../device/write-device.ts';
import { devices, findVmSize, vmSizes, type VmSize } from '../facts/index.ts';
import type { Location } from '../base/span.ts';
import { textChoices } from './reading/choices.ts';
import { replaceLiteral } from './fixing/literal-edit.ts';
import { defineRule, type Evidence, type Finding, type Fix } from './judging/rule.ts';
import { safeOrderFix } from './fixing/safe-order-fix.ts';
import type { TemplateSubject } from './judging/subject.ts';
import { isExpected, momentFinding } from './judging/moment-finding.ts';
import { gpus, theDevice } from './judging/wording.ts';

/** The most GPUs any device has. */
const MOST_GPUS = 2;

/** At most this many VMs are named as evidence. */
const MOST_EVIDENCE = 10;

/** The VMs of a template together claim more GPUs than the device has. */
export default defineRule({
  id: 'gpu-oversubscription',
  severity: 'error',
  severityWhen: {
    error: 'more GPUs are claimed than the device has, or than any device has',
    information: 'no device is named, and all GPUs of the largest one are claimed',
  },
  title: 'More GPUs claimed than the device has',
  description:
    'Every GPU VM claims the GPUs of its size when it is created and keeps them. A VM for which none are left fails when it is created.',
  because: ['gpu-vm.most-per-device', 'vm-size.gpu-sizes'],
  examples: {
    wrong: [
      `
=== edge-gpu.config.yaml ===
device: { model: pro-gpu-2, release: "2106" }
=== vms.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "[concat('vm', copyIndex())]",
      "copy": { "name": "vms", "count": 3 },
//                                      ^ the VMs of this template claim 3 GPUs, the device (pro-gpu-2) has 2
      "properties": { "hardwareProfile": { "vmSize": "Standard_NC4as_T4_v3" } }
    }
  ]
}
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2607" }
images: { myimage: windows-server-2019-core }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverWindows, version: "1.5" }
  # the second one
  - createVm: { name: vm2, size: Standard_NC4as_T4_v3, image: myimage }
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ needs 1 GPU, 0 are free; vm1 holds 1 since step 1
  - installGpuExtension: { vm: vm2, type: NvidiaGpuDriverWindows, version: "1.5" }
  - delete: vm1
`,
      `
=== vms.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm1",
      "properties": { "hardwareProfile": { "vmSize": "Standard_NC4as_T4_v3" } }
    },
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm2",
      "properties": { "hardwareProfile": { "vmSize": "Standard_NC4as_T4_v3" } }
//                                                   ^^^^^^^^^^^^^^^^^^^^^^ the VMs of this template claim 2 GPUs: a device with 2 GPUs is needed, and none is configured
    }
  ]
}
`,
    ],
    right: [
      `
=== edge-gpu.config.yaml ===
device: { model: pro-gpu-2, release: "2106" }
=== vms.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "[concat('vm', copyIndex())]",
      "copy": { "name": "vms", "count": 2 },
      "properties": { "hardwareProfile": { "vmSize": "Standard_NC4as_T4_v3" } }
    }
  ]
}
`,
    ],
  },
  check: {
    *template(subject) {
      const claims = subject.machines.flatMap(claimOf);
      const certain = sum(claims.filter(({ onlyIf }) => onlyIf === undefined));
      const most = sum(claims);
      if (most === 0) return;
      const { device } = subject.device;
      const limit = device?.gpuCount ?? MOST_GPUS;
      if (most > limit) {
        const found = finding(subject, claims, certain > limit ? 'certain' : 'possible', limit);
        if (found) yield found;
      } else if (!device && certain === MOST_GPUS) {
        const last = claims[claims.length - 1];
        if (!last) return;
        yield {
          at: last.at,
          severity: 'information',
          message: t(
            'the VMs of this template claim {0}: a device with {1} is needed, and none is configured',
            gpus(certain),
            gpus(MOST_GPUS),
          ),
          evidence: evidence(claims),
          fixes: () => nameTheDevice(subject, claims),
        };
      }
    },
    *scenario(subject) {
      for (const moment of subject.timeline.moments) {
        if (moment.cause?.kind !== 'gpus' || isExpected(moment)) continue;
        const fixes = () =>
          safeOrderFix(subject, ({ moments }) =>
            moments.every(({ cause }) => cause?.kind !== 'gpus'),
          );
        yield { ...momentFinding(moment), fixes };
      }
    },
  },
});

/** What one VM claims, for certain or at most. */
interface Claim {
  readonly machine: VirtualMachine;
  readonly size: VmSize;
  /** What decides that it claims this much; `undefined` when it is certain. */
  readonly onlyIf: string | undefined;
  readonly at: Location;
}

/** A VM whose size is not decided counts with its largest choice. */
function claimOf(machine: VirtualMachine): readonly Claim[] {
  let largest: Claim | undefined;
  for (const { text, value, onlyIf } of textChoices(machine.sizeValue)) {
    const size = findVmSize(text);
    if (!size || size.gpuCount <= (largest?.size.gpuCount ?? 0)) continue;
    const decider = onlyIf ?? machine.decidedBy;
    const { document, node } = machine.resource;
    const at = value.origin ?? { uri: document.uri, span: node };
    largest = { machine, size, onlyIf: decider, at };
  }
  return largest ? [largest] : [];
}

function sum(claims: readonly Claim[]): number {
  return claims.reduce((total, { size }) => total + size.gpuCount, 0);
}

function finding(
  subject: TemplateSubject,
  claims: readonly Claim[],
  certainty: 'certain' | 'possible',
  limit: number,
): Finding | undefined {
  const counted =
    certainty === 'certain' ? claims.filter(({ onlyIf }) => onlyIf === undefined) : claims;
  const over = firstOver(counted, limit);
  if (!over) return undefined;
  const decider = counted.find(({ onlyIf }) => onlyIf !== undefined)?.onlyIf;
  const { device } = subject.device;
  const owner = device ? theDevice(device) : t('no device');
  const has = device
    ? device.gpuCount === 0
      ? t('has none')
      : t('has {0}', device.gpuCount)
    : t('has more than {0}', limit);
  return {
    at: over.machine.resource.loop?.countAt ?? over.at,
    message: t('the VMs of this template claim {0}, {1} {2}', gpus(sum(counted)), owner, has),
    ...(certainty === 'possible' && decider !== undefined && { onlyIf: decider }),
    evidence: evidence(counted),
    fixes: () => [...fewerTurns(subject, counted, limit), ...smallerSizes(subject, counted)],
  };
}

/** The VM with which the claims first exceed the limit: that is where a person would look. */
function firstOver(claims: readonly Claim[], limit: number): Claim | undefined {
  let total = 0;
  for (const claim of claims) {
    total += claim.size.gpuCount;
    if (total > limit) return claim;
  }
  return undefined;
}

function evidence(claims: readonly Claim[]): readonly Evidence[] {
  return claims.slice(0, MOST_EVIDENCE).map(({ machine, size, at }) => ({
    at,
    message: t('{0} claims {1} ({2})', machine.name, gpus(size.gpuCount), size.name),
  }));
}

/** A loop of GPU VMs can be cut to as many turns as there are GPUs for. */
function fewerTurns(
  { textOf }: TemplateSubject,
  claims: readonly Claim[],
  limit: number,
): readonly Fix[] {
  const looped = claims.filter(({ machine }) => machine.resource.loop);
  const first = looped[0];
  const loop = first?.machine.resource.loop;
  if (!first || !loop) return [];
  const sameLoop = looped.filter(
    ({ machine }) => machine.resource.node === first.machine.resource.node,
  );
  const others = sum(claims) - sum(sameLoop);
  const turns = Math.floor((limit - others) / first.size.gpuCount);
  const { uri, span } = loop.countAt;
  const written = textOf(uri)?.slice(span.start, span.end);
  if (turns < 1 || turns >= loop.count || !/^\d+$/.test(written ?? '')) return [];
  return [
    {
      title: t('make only {0} of these VMs', turns),
      edits: [{ uri, span, newText: String(turns) }],
      preferred: true,
    },
  ];
}

/** A size with two GPUs can be replaced by one with a single GPU of the same model. */
function smallerSizes({ textOf }: TemplateSubject, claims: readonly Claim[]): readonly Fix[] {
  const fixes: Fix[] = [];
  for (const { size, at } of claims) {
    if (size.gpuCount < 2) continue;
    const smaller = vmSizes.find(
      (other) =>
        other.gpuModel === size.gpuModel &&
        other.gpuCount === 1 &&
        other.vcpu === size.vcpu &&
        other.memoryGiB <= size.memoryGiB,
    );
    const edit = smaller && replaceLiteral(at, smaller.name, textOf);
    if (edit) fixes.push({ title: t('use {0} ({1})', smaller.name, gpus(1)), edits: [edit] });
  }
  return fixes;
}

/** Devices that have as many GPUs, of the model of every VM. */
function nameTheDevice(subject: TemplateSubject, claims: readonly Claim[]): readonly Fix[] {
  const fitting = devices.filter(
    ({ gpuCount, gpuModel, superseded }) =>
      gpuCount === MOST_GPUS &&
      !superseded &&
      claims.every(({ size }) => size.gpuModel === gpuModel),
  );
  return fitting.flatMap(({ id }) => {
    const edit = namingEdit(subject, id);
    return edit ? [{ title: t('name the device: {0}', id), edits: [edit] }] : [];
  });
}

function namingEdit(
  { configuration, newConfigurationUri, textOf }: TemplateSubject,
  model: string,
): FileEdit | undefined {
  if (!configuration) {
    const span = { start: 0, end: 0 };
    return { uri: newConfigurationUri, span, newText: newConfiguration({ model }), create: true };
  }
  const { release, kubernetes } = configuration.device;
  const edit = writeDevice(textOf(configuration.uri) ?? '', {
    model,
    ...(release !== undefined && { release }),
    ...(kubernetes && { kubernetes }),
  });
  return edit && { uri: configuration.uri, ...edit };
}
