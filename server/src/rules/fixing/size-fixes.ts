import { t } from '../../base/l10n.ts';
import type { Location } from '../../base/span.ts';
import type { VmSize } from '../../facts/index.ts';
import { replaceLiteral, type TextOf } from './literal-edit.ts';
import type { Fix } from '../judging/rule.ts';
import { sizeInWords } from '../judging/wording.ts';

/** Returns fixes that write another size where one is written; the first is the one to prefer. */
export function sizeFixes(at: Location, sizes: readonly VmSize[], textOf: TextOf): readonly Fix[] {
  return sizes.flatMap((size, index) => {
    const edit = replaceLiteral(at, size.name, textOf);
    if (!edit) return [];
    const title = t('use {0} ({1})', size.name, sizeInWords(size));
    return [{ title, edits: [edit], ...(index === 0 && { preferred: true as const }) }];
  });
}
