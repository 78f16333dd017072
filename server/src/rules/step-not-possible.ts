import { t } from '../base/l10n.ts';
import { nearestVmSize } from '../facts/index.ts';
import type { Cause, Moment } from '../scenario/timeline.ts';
import { sameName } from '../syntax/node.ts';
import { removeYamlItem } from '../syntax/write.ts';
import { replaceLiteral } from './fixing/literal-edit.ts';
import { isExpected, momentFinding } from './judging/moment-finding.ts';
import { defineRule, type Fix } from './judging/rule.ts';
import { writtenSteps } from './reading/scenario-steps.ts';
import type { ScenarioSubject } from './judging/subject.ts';

/** A step cannot be done in the state that the steps before it leave. */
export default defineRule({
  id: 'step-not-possible',
  severity: 'error',
  title: 'The step cannot be done',
  description:
    'A step may need a VM in another state, as starting one that runs, or something that the device or its release does not have, or one VM more than a device runs.',
  because: ['vm.resize-needs-stop', 'device.max-vms', 'aks.preview'],
  examples: {
    wrong: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2607" }
images: { myimage: windows-server-2019-core }
steps:
  - createVm: { name: vm1, size: Standard_F4s, image: myimage }
  - start: vm1
#   ^^^^^^^^^^ vm1 is not stopped: it is running since step 1
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2210" }
steps:
  - configureKubernetes: { service: aks }
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ AKS came with release 2301, the device has 2210
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2607" }
images: { myimage: windows-server-2019-core }
steps:
  - createVm: { name: vm1, size: Standard_F4x, image: myimage }
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the device does not offer the size 'Standard_F4x'
  - createVm: { name: vm2, size: Standard_F4, image: myimage }
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2209" }
images: { myimage: windows-server-2019-core }
steps:
  - createVm: { name: vm1, size: Standard_F4s_v1, image: myimage }
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ the size Standard_F4s_v1 came with release 2210, the device has 2209
`,
    ],
    right: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2607" }
images: { myimage: windows-server-2019-core }
steps:
  - createVm: { name: vm1, size: Standard_F4s, image: myimage }
  - stop: vm1
  - start: vm1
`,
    ],
  },
  check: {
    *scenario(subject) {
      for (const moment of subject.timeline.moments) {
        if (!isOurs(moment.cause) || isExpected(moment)) continue;
        const fixes = () => [...nearestSize(subject, moment), ...withoutStep(subject, moment)];
        yield { ...momentFinding(moment), fixes };
      }
    },
  },
});

function isOurs(cause: Cause | undefined): boolean {
  switch (cause?.kind) {
    case 'state':
    case 'release':
    case 'vm-count':
    case 'size':
      return true;
    default:
      return false;
  }
}

/** The size that was probably meant, where the one written is none. */
function nearestSize({ textOf }: ScenarioSubject, { step, cause }: Moment): readonly Fix[] {
  if (cause?.kind !== 'size' || (step.action !== 'createVm' && step.action !== 'resize')) return [];
  const written = step.size;
  const nearest = written && nearestVmSize(written.value);
  if (!nearest || sameName(nearest.name, written.value)) return [];
  const edit = replaceLiteral(written.at, nearest.name, textOf);
  return edit ? [{ title: t('use {0}', nearest.name), edits: [edit], preferred: true }] : [];
}

/** A step that fails changes nothing, so that the scenario does the same without it. */
function withoutStep(subject: ScenarioSubject, moment: Moment): readonly Fix[] {
  const steps = writtenSteps(subject);
  const place = steps?.indexOf(moment) ?? -1;
  if (!steps || place < 0 || moment.outcome !== 'fails' || steps.array.items.length < 2) return [];
  const edits = removeYamlItem(subject.document.text, steps.array, place);
  return edits.length > 0 ? [{ title: t('remove this step'), edits: steps.inFile(edits) }] : [];
}
