import { t } from '../../base/l10n.ts';
import type { Failure, Unknown, Value } from '../value.ts';
import { failure, text, unknown } from './make.ts';
import { formatNumber } from './number-format.ts';
import { MAX_TEXT, outlined, TOO_LARGE, wordingOf, type Wording } from './wording.ts';

/**
 * Returns `template` with `{index,alignment:format}` replaced by the arguments, as .NET does it in
 * en-US; `{{` and `}}` are braces. Where an argument is unknown the text is unknown, with its shape.
 */
export function compositeFormat(template: string, args: readonly Value[]): Value {
  const item = /\{\{|\}\}|\{(\d{1,7}) *(?:, *(-?\d{1,7}) *)?(?::([^{}]*))?\}|[{}]/g;
  let missing: Unknown | undefined;
  let refusal: Failure | undefined;
  let length = 0;
  const formatted = template.replaceAll(
    item,
    (match, index?: string, width?: string, format?: string) => {
      if (refusal || length > MAX_TEXT) return '';
      if (match === '{{' || match === '}}') return match.charAt(0);
      const part = itemText(args, index, format ?? '');
      if (typeof part !== 'string') {
        if (part.kind === 'failure') refusal = part;
        else missing ??= part;
      }
      const known = typeof part === 'string' ? part : part.kind === 'unknown' ? part.shape : '';
      const columns = Number(width ?? 0);
      length += Math.max(known?.length ?? 0, Math.abs(columns));
      if (length > MAX_TEXT) return '';
      return aligned(known ?? '{…}', columns);
    },
  );
  if (refusal) return refusal;
  if (length > MAX_TEXT) return unknown(t(TOO_LARGE));
  return missing ? outlined(missing.reason, formatted) : text(formatted);
}

function aligned(part: string, columns: number): string {
  return columns < 0 ? part.padEnd(-columns) : part.padStart(columns);
}

function itemText(args: readonly Value[], index: string | undefined, format: string): Wording {
  if (index === undefined) return failure(t('a brace of the format string has no counterpart'));
  const value = args[Number(index)];
  if (!value)
    return failure(t('the format string has {{0}}, but there is no such argument', index));
  if (value.kind !== 'number') return wordingOf(value, "'");
  const formatted = formatNumber(value, format);
  if ('text' in formatted) return formatted.text;
  return 'refused' in formatted
    ? failure(formatted.refused)
    : unknown(t('{0} is not understood offline', formatted.unsupported));
}
