import type { TextEdit } from '../base/edit.ts';
import { member, type Node, type ObjectNode, type StringNode, type Tree } from '../syntax/node.ts';
import { removeJsonItem, removeJsonMember } from '../syntax/write.ts';
import type { Suppression } from './suppression.ts';

/**
 * Returns what `metadata.edgeGpu.disable: ["RULE"]` suppresses: findings within the object that
 * has this `metadata`, be it a resource, a parameter or the template.
 */
export function metadataSuppressions(text: string, trees: readonly Tree[]): readonly Suppression[] {
  const suppressions: Suppression[] = [];
  const visit = (node: Node | undefined, root: Node | undefined): void => {
    if (node?.kind === 'array') {
      for (const item of node.items) visit(item, root);
    } else if (node?.kind === 'object') {
      for (const { rule, remove } of disabledBy(text, node)) {
        // At the root it is about the whole file, what stands around the root included.
        const scope = node === root ? { start: 0, end: text.length } : node;
        suppressions.push({ rule: rule.value, at: rule, scope, remove });
      }
      for (const { value } of node.properties) visit(value, root);
    }
  };
  for (const { root } of trees) visit(root, root);
  return suppressions;
}

interface DisabledRule {
  readonly rule: StringNode;
  readonly remove: readonly TextEdit[];
}

function disabledBy(text: string, owner: ObjectNode): readonly DisabledRule[] {
  const disable = member(member(member(owner, 'metadata')?.value, 'edgeGpu')?.value, 'disable');
  const list = disable?.value;
  if (list?.kind === 'string') return [{ rule: list, remove: withoutMember(text, owner) }];
  if (list?.kind !== 'array') return [];
  return list.items.flatMap((item, index): readonly DisabledRule[] => {
    if (item.kind !== 'string') return [];
    const remove =
      list.items.length === 1 ? withoutMember(text, owner) : removeJsonItem(text, list, index);
    return [{ rule: item, remove }];
  });
}

/** Takes `disable` out, and what would be left empty around it. */
function withoutMember(text: string, owner: ObjectNode): readonly TextEdit[] {
  let object = owner;
  for (const name of ['metadata', 'edgeGpu', 'disable']) {
    const property = member(object, name);
    if (!property) return [];
    const { value } = property;
    if (isNeededOnlyBy(value, name)) return removeJsonMember(text, object, property);
    if (value?.kind !== 'object') return [];
    object = value;
  }
  return [];
}

/** Says whether the value of the member `name` holds nothing but the way to `disable`. */
function isNeededOnlyBy(value: Node | undefined, name: string): boolean {
  if (name === 'disable') return true;
  if (value?.kind !== 'object' || value.properties.length !== 1) return false;
  return name === 'edgeGpu' || isNeededOnlyBy(member(value, 'edgeGpu')?.value, 'edgeGpu');
}
