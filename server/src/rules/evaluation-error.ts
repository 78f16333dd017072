import { t } from '../base/l10n.ts';
import type { Location } from '../base/span.ts';
import { evaluationFailures } from '../template/evaluation-failures.ts';
import type { CallWithin } from '../template/calls.ts';
import type { ExpressionPlace } from '../template/written-expressions.ts';
import { misplacedCall } from './misplaced-call.ts';
import { defineRule } from './judging/rule.ts';
import { writtenCallsWhere } from './reading/written-calls.ts';

/** An expression can be read, but Azure cannot evaluate it. */
export default defineRule({
  id: 'evaluation-error',
  severity: 'error',
  title: 'Expression that cannot be evaluated',
  description:
    'Azure evaluates the expressions of a template before or while it deploys. One that divides by zero, asks for a member that is not there or gives a function what it does not take makes the deployment fail. Only what fails with the values at hand is reported; what cannot be known offline is not.',
  realm: 'template language',
  onePerPlace: true,
  because: [],
  examples: {
    wrong: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "variables": { "sizes": { "small": "Standard_F4s_v1" } },
  "resources": [],
  "outputs": { "size": { "type": "string", "value": "[variables('sizes').large]" } }
//                                                    ^^^^^^^^^^^^^^^^^^^^^^^^ …
}
`,
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.Compute/disks",
      "apiVersion": "2017-03-30",
      "name": "[concat('disk', copyIndex())]"
//                             ^^^^^^^^^^^ copyIndex may only be used inside a loop
    }
  ]
}
`,
    ],
    right: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": { "size": { "type": "string" } },
  "variables": { "sizes": { "small": "Standard_F4s_v1" }, "unused": "[div(1, 0)]" },
  "resources": [],
  "outputs": {
    "known": { "type": "string", "value": "[if(true(), 'small', first(variables('sizes').large))]" },
    "unknown": { "type": "string", "value": "[variables('sizes')[parameters('size')]]" }
  }
}
`,
    ],
  },
  check: {
    *file(subject) {
      const isMisplaced = (call: CallWithin, place: ExpressionPlace): boolean =>
        misplacedCall(call, place) !== undefined;
      for (const written of writtenCallsWhere(subject, isMisplaced)) {
        const message = misplacedCall(written, written.place);
        if (message !== undefined) yield { at: written.locate(written.call), message };
      }
    },
    *deployment({ deployment, withoutValues }) {
      const failures = evaluationFailures(deployment);
      if (failures.length === 0) return;
      // Without a parameter file the defaults count, which need not be what is deployed.
      const certain =
        deployment.parameterFiles.length > 0
          ? undefined
          : new Set(evaluationFailures(withoutValues()).map(({ at }) => keyOf(at)));
      for (const { at, message, decidedBy } of failures) {
        const isCertain = certain === undefined || certain.has(keyOf(at));
        const onlyIf =
          decidedBy ?? (isCertain ? undefined : t('the parameters have their defaults'));
        yield { at, message, ...(onlyIf !== undefined && { onlyIf }) };
      }
    },
  },
});

function keyOf({ uri, span }: Location): string {
  return `${uri} ${span.start} ${span.end}`;
}
