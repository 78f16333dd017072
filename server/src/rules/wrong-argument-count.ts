import { t } from '../base/l10n.ts';
import type { Span } from '../base/span.ts';
import type { Call } from '../syntax/expression.ts';
import { sameName } from '../syntax/node.ts';
import { argumentCount } from '../template/argument-count.ts';
import type { CallWithin } from '../template/calls.ts';
import { defineRule, type Fix } from './judging/rule.ts';
import { expressionEdit, writtenCallsWhere, type WrittenCall } from './reading/written-calls.ts';

/** A call has fewer or more arguments than its function takes. */
export default defineRule({
  id: 'wrong-argument-count',
  severity: 'error',
  title: 'Wrong number of arguments',
  description:
    'Azure refuses a call with too few or too many arguments before anything is deployed.',
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
  "outputs": { "name": { "type": "string", "value": "[toLower('VM', 'x')]" } }
//                                                                  ^^^ toLower needs 1 argument, not 2
}
`,
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [],
  "outputs": { "name": { "type": "string", "value": "[replace('vm', 'v')]" } }
//                                                    ^^^^^^^^^^^^^^^^^^ replace needs 3 arguments, not 2
}
`,
    ],
    right: [
      `
=== vm.json ===
{
  "$schema": "https://schema.management.azure.com/schemas/2015-01-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [],
  "outputs": { "name": { "type": "string", "value": "[toLower('VM')]" } }
}
`,
    ],
  },
  check: {
    *file(subject) {
      for (const written of writtenCallsWhere(subject, mayBeWrong)) {
        const takes = limits(written);
        const { call, locate } = written;
        const message = takes && argumentCount(takes, call.args.length);
        if (message === undefined) continue;
        const surplus = surplusOf(call, takes?.maxArgs);
        const fixes: Fix[] = surplus
          ? [
              {
                title: t('remove the surplus arguments'),
                edits: [expressionEdit(locate(surplus.withComma), '')],
              },
            ]
          : [];
        yield { at: locate(surplus ? surplus.span : call), message, fixes };
      }
    },
  },
});

/** Whether a user function gets what it takes depends on the template. */
function mayBeWrong({ call, definition }: CallWithin): boolean {
  return !definition || argumentCount(definition, call.args.length) !== undefined;
}

interface Limits {
  readonly name: string;
  readonly minArgs: number;
  readonly maxArgs: number | undefined;
}

function limits({ call, definition, place }: WrittenCall): Limits | undefined {
  const { namespace, name } = call;
  if (!namespace) return definition;
  const declared = place.names.functions?.find(
    (one) => sameName(one.namespace, namespace.text) && sameName(one.name, name.text),
  );
  const count = declared?.parameters?.length;
  if (!declared || count === undefined) return undefined;
  return { name: `${declared.namespace}.${declared.name}`, minArgs: count, maxArgs: count };
}

/** The arguments beyond those that a function takes, without and with the comma before them. */
function surplusOf(
  { name, args }: Call,
  most: number | undefined,
): { readonly span: Span; readonly withComma: Span } | undefined {
  const first = most === undefined ? undefined : args[most];
  const last = args.at(-1);
  if (most === undefined || !first || !last) return undefined;
  const span = { start: first.start, end: last.end };
  return { span, withComma: { start: args[most - 1]?.end ?? name.end + 1, end: last.end } };
}
