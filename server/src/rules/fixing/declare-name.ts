import type { FileEdit } from '../../base/edit.ts';
import { member, type ObjectNode } from '../../syntax/node.ts';
import { insertJsonMember, type JsonValue } from '../../syntax/write.ts';
import type { Document } from '../../template/document.ts';

/** Returns the edits that add a declaration to a section of a template, which is made if need be. */
export function declareName(
  { uri, text }: Document,
  template: ObjectNode,
  section: 'parameters' | 'variables',
  name: string,
  declaration: JsonValue,
): readonly FileEdit[] {
  const declared = member(template, section)?.value;
  const edits =
    declared?.kind === 'object'
      ? insertJsonMember(text, declared, name, declaration)
      : declared
        ? []
        : insertJsonMember(
            text,
            template,
            section,
            { [name]: declaration },
            member(template, 'parameters') ?? member(template, 'contentVersion'),
          );
  return edits.map((edit) => ({ uri, ...edit }));
}
