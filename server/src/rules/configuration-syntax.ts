import { t } from '../base/l10n.ts';
import { nearestName } from '../base/nearest-name.ts';
import type { Location } from '../base/span.ts';
import { defineRule, type Fix } from './judging/rule.ts';

/** The configuration file says something that cannot be used. */
export default defineRule({
  id: 'configuration-syntax',
  severity: 'error',
  title: 'Not a configuration',
  description:
    'What the configuration file says wrongly is not used; the rest of it is in force. A misspelt key, device or rule would otherwise go unnoticed.',
  because: [],
  examples: {
    wrong: [
      `
=== edge-gpu.config.yaml ===
device: { model: pro-gpu-3 }
#                ^^^^^^^^^ unknown device 'pro-gpu-3', did you mean 'pro-gpu-1'?…
`,
      `
=== edge-gpu.config.yaml ===
  devise: { model: pro-gpu-2 }
# ^^^^^^ unknown key 'devise', did you mean 'device'?…
`,
      `
=== edge-gpu.config.yaml ===
rules: { os-unknow: off }
#        ^^^^^^^^^ unknown rule 'os-unknow', did you mean 'os-unknown'?
`,
    ],
    right: [
      `
=== edge-gpu.config.yaml ===
device: { model: pro-gpu-2, release: "2106", kubernetes: none }
images: { myimage: ubuntu-18.04 }
rules: { os-unknown: off }
`,
    ],
  },
  check: {
    *configuration({ configuration: { uri, problems, ruleNames }, ruleIds }) {
      for (const { span, message, replacement } of problems) {
        const place = replacement && { uri, span: replacement.span };
        yield {
          at: { uri, span },
          message,
          ...(place && { fixes: [replaceBy(place, replacement.text)] }),
        };
      }
      for (const { value, at } of ruleNames) {
        if (ruleIds.includes(value)) continue;
        const nearest = nearestName(value, ruleIds);
        yield nearest === undefined
          ? { at, message: t("unknown rule '{0}'", value) }
          : {
              at,
              message: t("unknown rule '{0}', did you mean '{1}'?", value, nearest),
              fixes: [replaceBy(at, nearest)],
            };
      }
    },
  },
});

function replaceBy({ uri, span }: Location, text: string): Fix {
  return {
    title: t('replace by {0}', text),
    edits: [{ uri, span, newText: text }],
    preferred: true,
  };
}
