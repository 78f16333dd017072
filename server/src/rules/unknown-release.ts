import { t } from '../base/l10n.ts';
import { documentedRelease, findRelease, isReleaseId } from '../facts/index.ts';
import { replaceLiteral } from './fixing/literal-edit.ts';
import { defineRule } from './judging/rule.ts';

/** A scenario names a release whose notes are not known. */
export default defineRule({
  id: 'unknown-release',
  severity: 'information',
  title: 'The notes of the release are not known',
  description:
    'What holds on a release is said by its notes. Where they are not known, those of the nearest earlier release that is known are taken.',
  because: [],
  examples: {
    wrong: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2104" }
#                                    ^^^^^^ no notes of release 2104 are known, those of 2103 are taken
steps:
  - reboot: {}
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2203" }
steps:
  - update: { to: 2206 }
#                 ^^^^ no notes of release 2206 are known, those of 2205 are taken
`,
    ],
    right: [
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-2, release: "2106" }
steps:
  - update: { to: 2205 }
`,
    ],
  },
  check: {
    *scenario({ timeline: { scenario, moments }, textOf }) {
      const written = [
        scenario.device.release,
        ...moments.map(({ step }) => (step.action === 'update' ? step.to : undefined)),
      ];
      for (const release of written) {
        const id = release?.value.trim();
        if (!release || id === undefined || !isReleaseId(id) || findRelease(id)) continue;
        const nearest = documentedRelease(id);
        if (nearest === undefined) {
          const message = t('no notes of release {0} or an earlier one are known', id);
          yield { at: release.at, message };
          continue;
        }
        const edit = replaceLiteral(release.at, nearest, textOf);
        yield {
          at: release.at,
          message: t('no notes of release {0} are known, those of {1} are taken', id, nearest),
          facts: [`release.${nearest}`],
          ...(edit && { fixes: [{ title: t('use release {0}', nearest), edits: [edit] }] }),
        };
      }
    },
  },
});
