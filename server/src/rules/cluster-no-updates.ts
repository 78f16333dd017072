import { t } from '../base/l10n.ts';
import { isClosedToClusters, isReleaseId, releases } from '../facts/index.ts';
import type { Location } from '../base/span.ts';
import { replaceLiteral } from './fixing/literal-edit.ts';
import { defineRule, type Finding } from './judging/rule.ts';
import type { ScenarioSubject } from './judging/subject.ts';

/** A two-node cluster has, or is to get, a release that clusters are not updated to. */
export default defineRule({
  id: 'cluster-no-updates',
  severity: 'information',
  title: 'Clusters are not updated any more',
  description:
    'From release 2604 on devices with several nodes are not updated: two-node clusters stay on 2510 or earlier.',
  because: ['cluster.updates-dropped'],
  examples: {
    wrong: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2510", nodes: 2 }
steps:
  - update: { to: "2607" }
#                 ^^^^^^ two-node clusters are not updated to release 2607
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2604", nodes: 2 }
#                                    ^^^^^^ two-node clusters are not updated to release 2604
steps:
  - configureKubernetes: {}
`,
    ],
    right: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2510", nodes: 2 }
steps:
  - configureKubernetes: {}
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2510" }
steps:
  - update: { to: "2607" }
`,
    ],
  },
  check: {
    *scenario(subject) {
      const { device } = subject.timeline.scenario;
      if (device.nodes !== 2) return;
      const { moments } = subject.timeline;
      const written = [
        device.release,
        ...moments.map(({ step }) => (step.action === 'update' ? step.to : undefined)),
      ];
      for (const release of written) {
        if (!release || !isReleaseId(release.value)) continue;
        if (isClosedToClusters(release.value)) yield finding(subject, release.value, release.at);
      }
    },
  },
});

function finding({ textOf }: ScenarioSubject, release: string, at: Location): Finding {
  const last = releases.findLast(({ id }) => !isClosedToClusters(id))?.id;
  const edit = last && replaceLiteral(at, last, textOf);
  return {
    at,
    message: t('two-node clusters are not updated to release {0}', release.trim()),
    ...(edit && {
      fixes: [{ title: t('use the last release for clusters: {0}', last), edits: [edit] }],
    }),
  };
}
