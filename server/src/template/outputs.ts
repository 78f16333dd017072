import { t } from '../base/l10n.ts';
import { at, member, textOf, type Node, type ObjectNode } from '../syntax/node.ts';
import { placeOf, type Document } from './document.ts';
import { evaluateLoop } from './evaluate.ts';
import type { Budget, Scope } from './scope.ts';
import { evaluateIn, placesIn } from './template-scope.ts';
import { asSecret, type Value } from './value.ts';

/** What a deployment gives back. */
export interface Output {
  readonly name: string;
  /** The template file it is written in. */
  readonly document: Document;
  readonly node: ObjectNode;
  /** `string`, `securestring`, `int`, …, in lower case; `undefined` when missing. */
  readonly type: string | undefined;
  /** Its value, evaluated when first asked for; `undefined` when its condition is false. */
  value(): Value | undefined;
}

/** Returns the outputs that `template` declares, in its order. */
export function outputsOf(
  document: Document,
  template: ObjectNode,
  scope: Scope,
): readonly Output[] {
  const declared = member(template, 'outputs')?.value;
  if (declared?.kind !== 'object') return [];
  return declared.properties.flatMap(({ key, value: node }): readonly Output[] => {
    if (node?.kind !== 'object') return [];
    const type = textOf(at(node, 'type'))?.toLowerCase();
    const isSecure = type === 'securestring' || type === 'secureobject';
    return [
      {
        name: key.value,
        document,
        node,
        type,
        value: once(scope.budget, () => {
          const value = outputValue(key.value, node, document, scope);
          return value && isSecure ? asSecret(value) : value;
        }),
      },
    ];
  });
}

function outputValue(
  name: string,
  node: ObjectNode,
  document: Document,
  scope: Scope,
): Value | undefined {
  const condition = at(node, 'condition');
  const holds = condition && evaluateIn(document, condition, scope);
  if (holds?.kind === 'boolean' && !holds.value) return undefined;
  if (holds?.kind === 'failure') return holds;
  const value = writtenValue(name, node, document, scope);
  if (!holds || holds.kind === 'boolean') return value;
  const reason = holds.kind === 'unknown' ? holds.reason : t('its condition cannot be decided');
  return { kind: 'unknown', reason, origin: value.origin };
}

function writtenValue(name: string, node: ObjectNode, document: Document, scope: Scope): Value {
  const copy: Node | undefined = at(node, 'copy');
  if (copy?.kind === 'object') return evaluateLoop(copy, name, scope, placesIn(document));
  const written = at(node, 'value');
  if (written) return evaluateIn(document, written, scope);
  return {
    kind: 'failure',
    message: t("output '{0}' has no value", name),
    origin: placeOf(document, node),
  };
}

/** Remembers the value, but not one that only lacked steps; one that needs itself is a failure. */
function once(budget: Budget, compute: () => Value | undefined): () => Value | undefined {
  let state: 'open' | 'underWay' | 'done' = 'open';
  let value: Value | undefined;
  return () => {
    if (state === 'underWay') {
      return { kind: 'failure', message: t('the output refers to itself'), origin: undefined };
    }
    if (state === 'open') {
      state = 'underWay';
      value = compute();
      state = budget.isUsedUp() ? 'open' : 'done';
    }
    return value;
  };
}
