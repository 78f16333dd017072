import { t } from '../base/l10n.ts';
import { declareName } from './fixing/declare-name.ts';
import { defineRule, type Fix } from './judging/rule.ts';
import { nearestHint, nearestOf, undeclaredNames, useName } from './reading/written-calls.ts';

/** An expression asks for a parameter that is not declared where it stands. */
export default defineRule({
  id: 'undefined-parameter',
  severity: 'error',
  title: 'Undefined parameter',
  description:
    'An expression sees the parameters of the template it stands in: in a nested template with inner scope those of the nested one, with outer scope those around it, in a user function only its own. Azure refuses any other name before anything is deployed.',
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
  "outputs": { "name": { "type": "string", "value": "[parameters('vmNam')]" } }
//                                                               ^^^^^^^ the template has no parameter 'vmNam'; nearest is 'vmName'
}
`,
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "vmName": { "type": "string" } },
  "functions": [
    {
      "namespace": "edge",
      "members": {
        "nicName": {
          "parameters": [{ "name": "vm", "type": "string" }],
          "output": { "type": "string", "value": "[concat(parameters('vmName'), '-nic')]" }
//                                                                   ^^^^^^^^ the function has no parameter 'vmName', and sees none of the template
        }
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
  "parameters": { "vmName": { "type": "string" } },
  "resources": [],
  "outputs": { "name": { "type": "string", "value": "[parameters('VMNAME')]" } }
}
`,
    ],
  },
  check: {
    *file(subject) {
      for (const { name, written, declared } of undeclaredNames(subject, 'parameters')) {
        const { names, section } = written.place;
        const at = written.locate(name);
        const nearest = nearestOf(name.value, declared.values());
        const fixes: Fix[] = nearest === undefined ? [] : [useName(nearest, at)];
        if (section === 'functions') {
          const hint = nearestHint(nearest) || t(', and sees none of the template');
          yield {
            at,
            message: t("the function has no parameter '{0}'{1}", name.value, hint),
            fixes,
          };
          continue;
        }
        const edits = declareName(subject.document, names.template, 'parameters', name.value, {
          type: 'string',
        });
        if (edits.length > 0) {
          fixes.push({ title: t("declare the parameter '{0}'", name.value), edits });
        }
        const message = t(
          "the template has no parameter '{0}'{1}",
          name.value,
          nearestHint(nearest),
        );
        yield { at, message, fixes };
      }
    },
  },
});
