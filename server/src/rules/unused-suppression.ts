import { t } from '../base/l10n.ts';
import { nearestName } from '../base/nearest-name.ts';
import type { Suppression } from '../suppression/suppression.ts';
import { defineRule, type Finding, type Fix } from './judging/rule.ts';
import type { SuppressionSubject } from './judging/subject.ts';

/** A comment or `metadata` suppresses a finding that is not there. */
export default defineRule({
  id: 'unused-suppression',
  severity: 'information',
  title: 'Suppresses nothing',
  description:
    'A suppression that is no longer needed hides the next mistake of its kind. Rules are suppressed by the comments `edge-gpu-disable-next-line`, `edge-gpu-disable-line` and `edge-gpu-disable-file`, and by `metadata.edgeGpu.disable` of a resource, a parameter or the template.',
  because: [],
  examples: {
    wrong: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  // edge-gpu-disable-next-line unknown-vm-size -- the size was misspelt once
  //                            ^^^^^^^^^^^^^^^ nothing of 'unknown-vm-size' to suppress here
  "resources": []
}
`,
      `
=== plan.gpuscenario.yaml ===
device: { model: pro-gpu-1, release: "2106" } # edge-gpu-disable-line scenario-sintax
#                                                                     ^^^^^^^^^^^^^^^ no rule is called 'scenario-sintax'; nearest is 'scenario-syntax'
steps:
  - configureKubernetes: {}
`,
    ],
    right: [
      `
=== edge-gpu.config.yaml ===
# edge-gpu-disable-next-line configuration-syntax -- a device that is not out yet
device: { model: pro-gpu-3 }
`,
    ],
  },
  check: {
    *suppression(subject) {
      const { document, unused, problems, ruleIds } = subject;
      for (const { at, message } of problems)
        yield { at: { uri: document.uri, span: at }, message };
      for (const suppression of unused) yield findingOf(suppression, subject, ruleIds);
    },
  },
});

function findingOf(
  { rule, at, remove }: Suppression,
  { document: { uri } }: SuppressionSubject,
  ruleIds: readonly string[],
): Finding {
  const removal: Fix = {
    title: t('remove the suppression'),
    edits: remove.map((edit) => ({ ...edit, uri })),
    preferred: true,
  };
  const place = { uri, span: at };
  if (rule === undefined) {
    return { at: place, message: t('nothing to suppress here'), fixes: [removal] };
  }
  if (ruleIds.includes(rule)) {
    return { at: place, message: t("nothing of '{0}' to suppress here", rule), fixes: [removal] };
  }
  const nearest = nearestName(rule, ruleIds);
  const { preferred: _, ...other } = removal;
  return {
    at: place,
    message:
      nearest === undefined
        ? t("no rule is called '{0}'", rule)
        : t("no rule is called '{0}'; nearest is '{1}'", rule, nearest),
    // Whether the name or the whole is wrong, only a person knows.
    fixes: [other],
  };
}
