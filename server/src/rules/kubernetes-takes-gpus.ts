import { t } from '../base/l10n.ts';
import type { VirtualMachine } from '../device/virtual-machine.ts';
import { insertYamlItem, moveYamlItem } from '../syntax/write.ts';
import type { Moment } from '../scenario/timeline.ts';
import { isExpected, momentFinding } from './judging/moment-finding.ts';
import { defineRule, type Finding, type Fix } from './judging/rule.ts';
import { safeOrderFix } from './fixing/safe-order-fix.ts';
import { writtenSteps } from './reading/scenario-steps.ts';
import type { ScenarioSubject } from './judging/subject.ts';
import { gpus, theDevice } from './judging/wording.ts';

/** A GPU VM comes after Kubernetes has claimed the GPUs. */
export default defineRule({
  id: 'kubernetes-takes-gpus',
  severity: 'error',
  title: 'Kubernetes holds the GPUs',
  description:
    'Kubernetes claims every GPU that is free when it is configured, and keeps them. A GPU VM created afterwards fails, because none is left.',
  because: ['claims.kubernetes-takes-all'],
  examples: {
    wrong: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2106" }
images: { myimage: ubuntu-18.04 }
steps:
  - configureKubernetes: {}
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ needs 1 GPU…
  - installGpuExtension: { vm: vm1, type: NvidiaGpuDriverLinux, version: "1.3" }
`,
      `
=== edge-gpu.config.yaml ===
device: { model: pro-gpu-2, release: "2106", kubernetes: configured }
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "vm1",
      "properties": { "hardwareProfile": { "vmSize": "Standard_NC4as_T4_v3" } }
//                                                   ^^^^^^^^^^^^^^^^^^^^^^ vm1 needs 1 GPU, and Kubernetes, configured before, holds every GPU of the device (pro-gpu-2)
    }
  ]
}
`,
    ],
    right: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" }
images: { myimage: ubuntu-18.04 }
steps:
  - createVm: { name: vm1, size: Standard_NC4as_T4_v3, image: myimage }
  - configureKubernetes: {}
`,
    ],
  },
  check: {
    *template({ machines, device: { device, kubernetes, kubernetesAt } }) {
      if (kubernetes !== 'configured') return;
      const owner = device ? theDevice(device) : t('the device');
      for (const machine of machines) {
        const wanted = machine.size?.gpuCount ?? 0;
        if (wanted === 0) continue;
        yield {
          at: sizePlace(machine),
          message: t(
            '{0} needs {1}, and Kubernetes, configured before, holds every GPU of {2}',
            machine.name,
            gpus(wanted),
            owner,
          ),
          ...(machine.decidedBy !== undefined && { onlyIf: machine.decidedBy }),
          evidence: kubernetesAt
            ? [{ at: kubernetesAt, message: t('Kubernetes is configured here') }]
            : [],
        };
      }
    },
    *scenario(subject) {
      for (const moment of subject.timeline.moments) {
        if (moment.cause?.kind !== 'kubernetes-holds-gpus' || isExpected(moment)) continue;
        yield scenarioFinding(subject, moment, moment.cause.since);
      }
    },
  },
});

function sizePlace({ sizeValue, resource }: VirtualMachine) {
  return sizeValue.origin ?? { uri: resource.document.uri, span: resource.node };
}

function scenarioFinding(subject: ScenarioSubject, moment: Moment, since: number): Finding {
  const taking = subject.timeline.moments[since];
  return {
    ...momentFinding(moment),
    evidence: taking
      ? [{ at: taking.step.at, message: t('Kubernetes claims every free GPU here') }]
      : [],
    fixes: () => [
      ...fixes(subject, moment, since),
      ...safeOrderFix(subject, ({ moments }) =>
        moments.every(({ cause }) => cause?.kind !== 'kubernetes-holds-gpus'),
      ),
    ],
  };
}

function fixes(subject: ScenarioSubject, moment: Moment, since: number): readonly Fix[] {
  const steps = writtenSteps(subject);
  const from = steps?.indexOf(moment) ?? -1;
  const to = steps?.indexOf(subject.timeline.moments[since]) ?? -1;
  if (!steps || to < 0 || from <= to) return [];
  const { text } = subject.document;
  return [
    {
      title: t('move this step before Kubernetes'),
      edits: steps.inFile(moveYamlItem(text, steps.array, from, to)),
      preferred: true,
    },
    {
      title: t('remove Kubernetes before this step'),
      edits: steps.inFile(insertYamlItem(text, steps.array, from, ['removeKubernetes: {}'])),
    },
  ];
}
