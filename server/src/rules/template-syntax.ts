import { t } from '../base/l10n.ts';
import { defineRule } from './judging/rule.ts';

/** The text of a template or parameter file is not the JSON that Azure takes. */
export default defineRule({
  id: 'template-syntax',
  severity: 'error',
  title: 'Broken JSON',
  description:
    'Azure takes JSON with comments. What cannot be read as that is refused before anything is deployed.',
  realm: 'template language',
  because: [],
  examples: {
    wrong: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": 1.0.0.0
//                     ^^^^ …
}
`,
    ],
    right: [
      `
=== vm.json ===
{
  // comments and trailing commas are taken
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
}
`,
    ],
  },
  check: {
    *file({ document, tree }) {
      for (const { span, message } of tree.problems) {
        yield { at: { uri: document.uri, span }, message };
      }
      if (tree.root && tree.root.kind !== 'object') {
        yield {
          at: { uri: document.uri, span: { start: tree.root.start, end: tree.root.end } },
          message: t('expected an object'),
        };
      }
    },
  },
});
