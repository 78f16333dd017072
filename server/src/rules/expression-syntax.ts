import { t } from '../base/l10n.ts';
import { placeIn } from '../template/document.ts';
import { defineRule, type Fix } from './judging/rule.ts';
import { expressionEdit } from './reading/written-calls.ts';

/** What a problem says is missing can be written at its place. */
const EXPECTED_SIGN = /^expected '([)\],])'$/;

/** A string in brackets is not an expression of the template language. */
export default defineRule({
  id: 'expression-syntax',
  severity: 'error',
  title: 'Broken expression',
  description:
    'A string in square brackets is an expression. Azure refuses the whole template when one cannot be read. A text that is meant to begin with a bracket begins with two.',
  realm: 'template language',
  because: [],
  examples: {
    wrong: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "vmName": { "type": "string" } },
  "resources": [],
  "outputs": { "name": { "type": "string", "value": "[concat(parameters('vmName'), '-nic']" } }
//                                                                                       ^ expected ')'
}
`,
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [],
  "outputs": { "name": { "type": "string", "value": "[concat('vm]" } }
//                                                           ^^^ string is not closed
}
`,
    ],
    right: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "vmName": { "type": "string" } },
  "resources": [],
  "outputs": {
    "name": { "type": "string", "value": "[concat(parameters('vmName'), '-nic')]" },
    "text": { "type": "string", "value": "[[not an expression]" }
  }
}
`,
    ],
  },
  check: {
    *file({ document, expressions }) {
      for (const { node, problems } of expressions) {
        // What follows the first problem mostly comes from it.
        const [problem, ...more] = problems;
        if (!problem) continue;
        const { start } = problem.span;
        // What is missing shows at the character that stands in its place.
        const end = Math.max(problem.span.end, Math.min(start + 1, node.value.length));
        const at = placeIn(document, node, { start, end });
        const sign = EXPECTED_SIGN.exec(problem.message)?.[1];
        const fixes: Fix[] = [];
        if (sign !== undefined && more.length === 0) {
          const place = placeIn(document, node, { start, end: start });
          fixes.push({ title: t("insert '{0}'", sign), edits: [expressionEdit(place, sign)] });
        }
        yield { at, message: problem.message, fixes };
      }
    },
  },
});
