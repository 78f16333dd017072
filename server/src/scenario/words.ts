import { t } from '../base/l10n.ts';

/** Returns `step 3` for the step with index 2: people count from one. */
export function stepNumber(index: number): string {
  return t('step {0}', index + 1);
}

/** Returns `1 GPU`, `2 GPUs`. */
export function gpus(count: number): string {
  return count === 1 ? t('1 GPU') : t('{0} GPUs', count);
}

/** Returns `a, b and c`; more than `most` are counted instead of listed. */
export function listed(items: readonly string[], most: number): string {
  const shown = items.length > most ? items.slice(0, most) : items;
  const parts =
    shown.length < items.length ? [...shown, t('{0} more', items.length - most)] : shown;
  const last = parts.at(-1) ?? '';
  return parts.length > 1 ? t('{0} and {1}', parts.slice(0, -1).join(', '), last) : last;
}
