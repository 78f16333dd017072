import { t } from '../base/l10n.ts';
import { findVmSize, kubernetesDemand, vmSizes, type Device, type VmSize } from '../facts/index.ts';
import type { Location } from '../base/span.ts';
import type { VirtualMachine } from '../device/virtual-machine.ts';
import { textChoices } from './reading/choices.ts';
import { isExpected, momentFinding } from './judging/moment-finding.ts';
import { defineRule, type Evidence, type Finding, type Fix } from './judging/rule.ts';
import { sizeFixes } from './fixing/size-fixes.ts';
import type { TemplateSubject } from './judging/subject.ts';
import { theDevice } from './judging/wording.ts';

/** At most this many VMs are named as evidence. */
const MOST_EVIDENCE = 10;

/** How many smaller sizes are offered. */
const OFFERED = 3;

/** The VMs need more memory or vCPU than the device has for them. */
export default defineRule({
  id: 'does-not-fit',
  severity: 'warning',
  severityWhen: {
    warning: 'the VMs, and Kubernetes, exceed what is usable',
    information: 'a step exceeds it by one of the documents that differ',
  },
  title: 'Not enough memory or vCPU',
  description:
    'The memory and vCPU of all VMs together, and of Kubernetes where it is configured, must fit the usable amount of the device. No document quantifies the overhead of each VM, so the sum of the sizes is an inference, and a lower bound: what exceeds it cannot fit.',
  because: ['device.memory-for-vms', 'fit.two-nc8as', 'fit.beside-kubernetes'],
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
      "copy": { "name": "vms", "count": 2 },
      "properties": { "hardwareProfile": { "vmSize": "Standard_NC8as_T4_v3" } }
//                                                   ^^^^^^^^^^^^^^^^^^^^^^ the VMs of this template need 112 GiB of memory, the device (pro-gpu-2) has 96 GiB usable (inference: sizes against the usable amount)
    }
  ]
}
`,
      `
=== edge-gpu.config.yaml ===
device: { model: pro-2-256G6T2GPU, release: "2407", kubernetes: configured }
=== vms.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm1",
      "properties": { "hardwareProfile": { "vmSize": "Standard_F32s_v3" } }
//                                                   ^^^^^^^^^^^^^^^^^^ the VMs of this template need 224 GiB of memory and 32 vCPU, beside Kubernetes the device (pro-2-256G6T2GPU) has 188 GiB and 18.4 vCPU usable (inference: sizes against the usable amount)
    }
  ]
}
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2106" }
steps:
  - createVm: { name: vm1, size: Standard_NC8as_T4_v3 }
  - createVm: { name: vm2, size: Standard_NC8as_T4_v3 }
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ needs 56 GiB of memory, 40 of 96 GiB are left (inference: sizes against the usable amount of the device)
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-2-256G6T2GPU, release: "2407" }
images: { myimage: windows-server-2019-core }
steps:
  - configureKubernetes: {}
  - createVm: { name: vm1, size: Standard_D5_v2, image: myimage }
  - createVm: { name: vm2, size: Standard_D2_v2, image: myimage }
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ needs 2 vCPU, 0 of 32 are left (inference: sizes against the usable amount of the device), if Kubernetes takes 16 vCPU and 36 GiB, as another document says
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
      const { device, kubernetes } = subject.device;
      const needs = subject.machines.flatMap(needOf);
      if (!device || needs.length === 0) return;
      const shares = kubernetes === 'configured' ? kubernetesDemand(device) : [];
      const found =
        finding(subject, device, certainly(needs, shares)) ??
        finding(subject, device, possibly(needs, shares));
      if (found) yield found;
    },
    *scenario({ timeline }) {
      for (const moment of timeline.moments) {
        if (moment.cause?.kind !== 'memory-or-vcpu' || isExpected(moment)) continue;
        const severity = moment.outcome === 'fails' ? 'warning' : 'information';
        yield { ...momentFinding(moment), severity };
      }
    },
  },
});

/** Memory in GiB, and vCPU. */
interface Amount {
  readonly memoryGiB: number;
  readonly vcpu: number;
}

/** One size that a VM has or may have. */
interface SizeChoice {
  readonly size: VmSize;
  readonly at: Location;
  /** What decides that the VM is there with this size; `undefined` when it is certain. */
  readonly onlyIf: string | undefined;
}

/** What a VM needs at least and at most; a size whose figures are not known needs nothing. */
interface Need {
  readonly machine: VirtualMachine;
  readonly least: SizeChoice;
  readonly most: SizeChoice;
}

function needOf(machine: VirtualMachine): readonly Need[] {
  const { document, node } = machine.resource;
  const choices = textChoices(machine.sizeValue);
  const known = choices.flatMap(({ text, value, onlyIf }): readonly SizeChoice[] => {
    const size = findVmSize(text);
    const at = value.origin ?? { uri: document.uri, span: node };
    return size ? [{ size, at, onlyIf: onlyIf ?? machine.decidedBy }] : [];
  });
  const sorted = [...known].sort((a, b) => a.size.memoryGiB - b.size.memoryGiB);
  const least = sorted[0];
  const most = sorted.at(-1);
  return least && most ? [{ machine, least, most }] : [];
}

/** The sizes that are counted together, and what Kubernetes takes beside them. */
interface Sum {
  readonly counted: readonly { readonly machine: VirtualMachine; readonly choice: SizeChoice }[];
  readonly kubernetes: (Amount & { readonly fact: string }) | undefined;
  readonly onlyIf: string | undefined;
}

type Share = Amount & { readonly fact: string };

/** What is needed however the undecided is decided. */
function certainly(needs: readonly Need[], shares: readonly Share[]): Sum {
  const counted = needs.flatMap(({ machine, least, most }) => {
    const isCertain =
      machine.decidedBy === undefined && (least === most ? least.onlyIf === undefined : true);
    return isCertain ? [{ machine, choice: least }] : [];
  });
  return { counted, kubernetes: smallest(shares), onlyIf: undefined };
}

/** What is needed when everything undecided takes the most. */
function possibly(needs: readonly Need[], shares: readonly Share[]): Sum {
  const counted = needs.map(({ machine, most }) => ({ machine, choice: most }));
  const kubernetes = largest(shares);
  const decider = counted.find(({ choice }) => choice.onlyIf !== undefined)?.choice.onlyIf;
  const share =
    kubernetes && t('Kubernetes takes {0} GiB and {1} vCPU', kubernetes.memoryGiB, kubernetes.vcpu);
  return { counted, kubernetes, onlyIf: decider ?? share ?? t('all are deployed') };
}

function smallest(shares: readonly Share[]): Share | undefined {
  return combined(shares, Math.min);
}

function largest(shares: readonly Share[]): Share | undefined {
  return combined(shares, Math.max);
}

function combined(
  shares: readonly Share[],
  pick: (...amounts: readonly number[]) => number,
): Share | undefined {
  const [first] = shares;
  return (
    first && {
      memoryGiB: pick(...shares.map(({ memoryGiB }) => memoryGiB)),
      vcpu: pick(...shares.map(({ vcpu }) => vcpu)),
      fact: first.fact,
    }
  );
}

function finding(subject: TemplateSubject, device: Device, sum: Sum): Finding | undefined {
  const { counted, kubernetes } = sum;
  const room: Amount = {
    memoryGiB: device.memoryGiB.usable - (kubernetes?.memoryGiB ?? 0),
    vcpu: device.vcpu.usable - (kubernetes?.vcpu ?? 0),
  };
  const needed = totalOf(counted.map(({ choice }) => choice.size));
  if (fits(needed, room)) return undefined;
  const over = firstOver(sum, room);
  if (!over) return undefined;
  const beside = kubernetes ? t('beside Kubernetes ') : '';
  return {
    at: over.at,
    message: t(
      'the VMs of this template need {0}, {1}{2} has {3} usable (inference: sizes against the usable amount)',
      words(needed, needed, room, t(' of memory')),
      beside,
      theDevice(device),
      words(room, needed, room, ''),
    ),
    ...(sum.onlyIf !== undefined && { onlyIf: sum.onlyIf }),
    evidence: evidence(sum),
    fixes: () => smallerSizes(subject, sum, over, room),
    facts: [
      'device.memory-for-vms',
      device.fact,
      ...(kubernetes ? [kubernetes.fact, 'kubernetes.size-2024'] : []),
    ],
  };
}

function totalOf(sizes: readonly VmSize[]): Amount {
  return {
    memoryGiB: sizes.reduce((total, { memoryGiB }) => total + memoryGiB, 0),
    vcpu: sizes.reduce((total, { vcpu }) => total + vcpu, 0),
  };
}

function fits(needed: Amount, room: Amount): boolean {
  return needed.memoryGiB <= room.memoryGiB && needed.vcpu <= room.vcpu;
}

/** Says only the amounts of which there is too little. */
function words(shown: Amount, needed: Amount, room: Amount, ofMemory: string): string {
  const parts: string[] = [];
  if (needed.memoryGiB > room.memoryGiB)
    parts.push(t('{0} GiB{1}', rounded(shown.memoryGiB), ofMemory));
  if (needed.vcpu > room.vcpu) parts.push(t('{0} vCPU', rounded(shown.vcpu)));
  return parts.join(t(' and '));
}

/** A device smaller than Kubernetes has nothing left. */
function rounded(amount: number): number {
  return Math.max(0, Math.round(amount * 10) / 10);
}

/** The size with which the sum first exceeds the room: that is where a person would look. */
function firstOver({ counted }: Sum, room: Amount): SizeChoice | undefined {
  let total: Amount = { memoryGiB: 0, vcpu: 0 };
  for (const { choice } of counted) {
    const { memoryGiB, vcpu } = choice.size;
    total = { memoryGiB: total.memoryGiB + memoryGiB, vcpu: total.vcpu + vcpu };
    if (!fits(total, room)) return choice;
  }
  return undefined;
}

function evidence({ counted }: Sum): readonly Evidence[] {
  return counted.slice(0, MOST_EVIDENCE).map(({ machine, choice: { size, at } }) => ({
    at,
    message: t(
      '{0} needs {1} GiB and {2} vCPU ({3})',
      machine.name,
      size.memoryGiB,
      size.vcpu,
      size.name,
    ),
  }));
}

/** Sizes of the same kind with which everything fits; all VMs that share the text get it. */
function smallerSizes(
  { textOf }: TemplateSubject,
  { counted }: Sum,
  over: SizeChoice,
  room: Amount,
): readonly Fix[] {
  const isSame = ({ at }: SizeChoice) =>
    at.uri === over.at.uri && at.span.start === over.at.span.start;
  const changed = counted.filter(({ choice }) => isSame(choice)).length;
  const rest = totalOf(counted.flatMap(({ choice }) => (isSame(choice) ? [] : [choice.size])));
  const fitting = vmSizes.filter(
    (size) =>
      isSameKind(size, over.size) &&
      fits(
        {
          memoryGiB: rest.memoryGiB + changed * size.memoryGiB,
          vcpu: rest.vcpu + changed * size.vcpu,
        },
        room,
      ),
  );
  const largestFirst = [...fitting].sort((a, b) => b.memoryGiB - a.memoryGiB || b.vcpu - a.vcpu);
  return sizeFixes(over.at, largestFirst.slice(0, OFFERED), textOf);
}

function isSameKind(a: VmSize, b: VmSize): boolean {
  const sameGpus = a.gpuModel === b.gpuModel && a.gpuCount === b.gpuCount;
  return sameGpus && a.series === b.series && a.name !== b.name;
}
