import { t } from '../base/l10n.ts';
import { isReleaseId } from '../facts/index.ts';
import type { Property } from '../syntax/node.ts';
import { complain, textOrNumberIn, type Reader } from '../syntax/reader.ts';
import type { Text } from './scenario.ts';

/** Returns a release as written, with or without quotes; one that cannot be one is a problem. */
export function readRelease(reader: Reader, property: Property | undefined): Text | undefined {
  const release = textOrNumberIn(reader, property, t('the release'));
  if (release && !isReleaseId(release.value)) {
    const expected = t(
      "expected a release such as '2106': two digits of the year and two of the month",
    );
    complain(reader, release.at.span, expected);
  }
  return release;
}
