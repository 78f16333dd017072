import { t } from '../../base/l10n.ts';
import type { Value } from '../value.ts';
import { shaped, text } from './make.ts';

/** Returns something known of the place deployed to, or an unknown text with `{hole}` for it. */
export function fromContext(value: string | undefined, hole: string, noun: string): Value {
  return value === undefined
    ? shaped(t('the {0} is not known offline', noun), `{${hole}}`)
    : text(value);
}
