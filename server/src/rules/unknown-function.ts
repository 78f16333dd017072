import { t } from '../base/l10n.ts';
import { functions } from '../template/functions/index.ts';
import type { Span } from '../base/span.ts';
import { sameName } from '../syntax/node.ts';
import { defineRule } from './judging/rule.ts';
import {
  expressionEdit,
  nearestHint,
  nearestOf,
  writtenCallsWhere,
  type WrittenCall,
} from './reading/written-calls.ts';

/** An expression calls a function that neither Azure nor the template is known to have. */
export default defineRule({
  id: 'unknown-function',
  severity: 'information',
  title: 'Unknown function',
  description:
    'The function is neither among those of the template language nor declared by the template. It may be misspelt, or newer than this check; its value is then unknown.',
  realm: 'template language',
  because: [],
  examples: {
    wrong: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [],
  "outputs": { "id": { "type": "string", "value": "[resourceIds('Microsoft.Compute/disks', 'd')]" } }
//                                                  ^^^^^^^^^^^ there is no known function 'resourceIds'; nearest is 'resourceId'
}
`,
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "functions": [
    { "namespace": "edge", "members": { "name": { "output": { "type": "string", "value": "vm" } } } }
  ],
  "resources": [],
  "outputs": { "name": { "type": "string", "value": "[edge.names()]" } }
//                                                    ^^^^^^^^^^ the template declares no function 'edge.names'; nearest is 'edge.name'
}
`,
    ],
    right: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "functions": [
    { "namespace": "edge", "members": { "name": { "output": { "type": "string", "value": "vm" } } } }
  ],
  "resources": [],
  "outputs": {
    "id": { "type": "string", "value": "[RESOURCEID('Microsoft.Compute/disks', edge.Name())]" }
  }
}
`,
    ],
  },
  check: {
    *file(subject) {
      for (const written of writtenCallsWhere(subject, (one) => !one.definition)) {
        const found = written.call.namespace ? undeclared(written) : unknown(written);
        if (!found) continue;
        const { span, message, nearest } = found;
        const at = written.locate(span);
        const fixes = nearest
          ? [
              {
                title: t('use {0}', nearest),
                edits: [expressionEdit(at, nearest)],
                preferred: true as const,
              },
            ]
          : [];
        yield { at, message: `${message}${nearestHint(nearest)}`, fixes };
      }
    },
  },
});

interface Unknown {
  readonly span: Span;
  readonly message: string;
  readonly nearest: string | undefined;
}

function unknown({ call }: WrittenCall): Unknown {
  const { text } = call.name;
  const nearest = nearestOf(
    text,
    [...functions.values()].map(({ name }) => name),
  );
  return { span: call.name, message: t("there is no known function '{0}'", text), nearest };
}

function undeclared({ call, place }: WrittenCall): Unknown | undefined {
  const { namespace, name } = call;
  const declared = place.names.functions?.map((one) => `${one.namespace}.${one.name}`);
  if (!namespace || !declared) return undefined;
  const text = `${namespace.text}.${name.text}`;
  if (declared.some((one) => sameName(one, text))) return undefined;
  const span = { start: namespace.start, end: name.end };
  const message = t("the template declares no function '{0}'", text);
  return { span, message, nearest: nearestOf(text, declared) };
}
