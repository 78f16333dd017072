import { t } from '../base/l10n.ts';
import { declareName } from './fixing/declare-name.ts';
import { defineRule, type Fix } from './judging/rule.ts';
import { nearestHint, nearestOf, undeclaredNames, useName } from './reading/written-calls.ts';

/** An expression asks for a variable that is not declared where it stands. */
export default defineRule({
  id: 'undefined-variable',
  severity: 'error',
  title: 'Undefined variable',
  description:
    'An expression sees the variables of the template it stands in: in a nested template with inner scope those of the nested one, with outer scope those around it. A user function sees none. Azure refuses any other name before anything is deployed.',
  realm: 'template language',
  because: [],
  examples: {
    wrong: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "variables": { "copy": [{ "name": "nicNames", "count": 2, "input": "[concat('nic', copyIndex('nicNames'))]" }] },
  "resources": [],
  "outputs": { "name": { "type": "array", "value": "[variables('nicName')]" } }
//                                                             ^^^^^^^^^ the template has no variable 'nicName'; nearest is 'nicNames'
}
`,
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "variables": { "prefix": "vm" },
  "functions": [
    {
      "namespace": "edge",
      "members": {
        "nicName": { "output": { "type": "string", "value": "[concat(variables('prefix'), '-nic')]" } }
//                                                                             ^^^^^^^^ a user function sees no variables
      }
    }
  ],
  "resources": []
}
`,
    ],
    right: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "variables": { "nicName": "nic0" },
  "resources": [],
  "outputs": { "name": { "type": "string", "value": "[variables('nicname')]" } }
}
`,
    ],
  },
  check: {
    *file(subject) {
      for (const { name, written, declared } of undeclaredNames(subject, 'variables')) {
        const { names, section } = written.place;
        const at = written.locate(name);
        if (section === 'functions') {
          yield { at, message: t('a user function sees no variables') };
          continue;
        }
        const nearest = nearestOf(name.value, declared.values());
        const fixes: Fix[] = nearest === undefined ? [] : [useName(nearest, at)];
        const edits = declareName(subject.document, names.template, 'variables', name.value, '');
        if (edits.length > 0)
          fixes.push({ title: t("declare the variable '{0}'", name.value), edits });
        const message = t(
          "the template has no variable '{0}'{1}",
          name.value,
          nearestHint(nearest),
        );
        yield { at, message, fixes };
      }
    },
  },
});
