import { t } from '../base/l10n.ts';
import { nearestName } from '../base/nearest-name.ts';
import type { Moment } from '../scenario/timeline.ts';
import { sameName } from '../syntax/node.ts';
import { replaceLiteral } from './fixing/literal-edit.ts';
import { isExpected, momentFinding } from './judging/moment-finding.ts';
import { defineRule, type Fix } from './judging/rule.ts';
import type { ScenarioSubject } from './judging/subject.ts';

/** A step speaks of a VM or a file that is not there. */
export default defineRule({
  id: 'scenario-reference',
  severity: 'error',
  title: 'Names something that is not there',
  description:
    'A step can only speak of VMs that an earlier step created and of files inside the workspace.',
  because: [],
  examples: {
    wrong: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" }
steps:
  - stop: vm1
#   ^^^^^^^^^ …
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" }
steps:
  - deploy: ./missing.json
#   ^^^^^^^^^^^^^^^^^^^^^^ './missing.json' is not there…
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2607" }
steps:
  - createVm: { name: camera, size: Standard_D2_v2 }
  - stop: camra
#   ^^^^^^^^^^^ no step before creates camra
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2607" }
steps:
  - deploy: ../../elsewhere/vm.json
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ '../../elsewhere/vm.json' lies outside the workspace or in a folder that is not there
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2607" }
steps:
  - deploy: /etc/vm.json
#   ^^^^^^^^^^^^^^^^^^^^ '/etc/vm.json' is not a path relative to the scenario
`,
    ],
    right: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" }
images: { myimage: ubuntu-18.04 }
steps:
  - createVm: { name: vm1, size: Standard_D2_v2, image: myimage }
  - stop: vm1
`,
    ],
  },
  check: {
    *scenario(subject) {
      for (const moment of subject.timeline.moments) {
        if (moment.cause?.kind !== 'reference' || isExpected(moment)) continue;
        const fixes = [...nearestFile(subject, moment), ...nearestVm(subject, moment)];
        yield { ...momentFinding(moment), severity: 'error', fixes };
      }
    },
  },
});

/** The file that was probably meant, where the one named is not there. */
function nearestFile({ timeline, textOf }: ScenarioSubject, { step }: Moment): readonly Fix[] {
  const steps = step.action === 'anyOrder' ? step.steps : [step];
  return steps.flatMap((one): readonly Fix[] => {
    if (one.action !== 'deploy') return [];
    const deployed = timeline.deployments?.get(one);
    const meant = deployed && 'problem' in deployed ? deployed.meant : undefined;
    const edit = meant && replaceLiteral(meant.at, meant.value, textOf);
    return edit ? [{ title: t('use {0}', meant.value), edits: [edit], preferred: true }] : [];
  });
}

/** The VM that was probably meant, of those that steps before create. */
function nearestVm({ timeline, textOf }: ScenarioSubject, moment: Moment): readonly Fix[] {
  const { step } = moment;
  if (!('vm' in step) || !step.vm) return [];
  const names = timeline.moments.slice(0, moment.index).flatMap((before) => {
    if (before.step.action === 'createVm') return before.step.name?.value ?? [];
    const deployed =
      before.step.action === 'deploy' ? timeline.deployments?.get(before.step) : undefined;
    return deployed && 'vms' in deployed ? deployed.vms.map(({ name }) => name) : [];
  });
  const meant = nearestName(step.vm.value, names);
  if (meant === undefined || sameName(meant, step.vm.value)) return [];
  const edit = replaceLiteral(step.vm.at, meant, textOf);
  return edit ? [{ title: t('use {0}', meant), edits: [edit], preferred: true }] : [];
}
