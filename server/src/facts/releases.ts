import { t } from '../base/l10n.ts';
import type { Fact, Release } from './facts.ts';
import { factOf, type FactRow } from './fact-row.ts';
import table from './data/releases.json' with { type: 'json' };

/** Releases from `from` on and before `before`; without a bound it is open on that side. */
export interface ReleaseRange {
  readonly from?: string;
  readonly before?: string;
}

interface ReleaseRow extends FactRow {
  readonly softwareVersion?: string;
}

const rows: readonly ReleaseRow[] = table;

/** The releases whose notes were found, oldest first. */
export const releases: readonly Release[] = rows.map((row) => ({
  id: row.id,
  softwareVersion: row.softwareVersion,
  fact: factId(row.id),
}));

/** Returns the release with the id `text`, such as `2106`. */
export function findRelease(text: string): Release | undefined {
  const id = text.trim();
  return releases.find((release) => release.id === id);
}

/** Says whether `text` can name a release: two digits of the year, two of the month. */
export function isReleaseId(text: string): boolean {
  return /^[2-9]\d(0[1-9]|1[0-2])$/.test(text.trim());
}

/** Compares two release ids: negative when `a` is older, 0 when equal, positive when newer. */
export function compareReleases(a: string, b: string): number {
  return Number(a) - Number(b);
}

/** Returns the newest known release that is `id` or older; `undefined` when all are newer. */
export function nearestEarlierRelease(id: string): Release | undefined {
  return releases.findLast((release) => compareReleases(release.id, id) <= 0);
}

/**
 * Returns the release whose notes say what holds for `id`: itself, or the nearest older one when
 * its own notes are not known; `undefined` when all that are known are newer.
 */
export function documentedRelease(id: string): string | undefined {
  return nearestEarlierRelease(id)?.id;
}

/** Says a release for people, and by which notes it is judged when its own are not known. */
export function releaseInWords(id: string): string {
  const documented = documentedRelease(id);
  return documented === undefined || documented === id
    ? id
    : t('{0}, the nearest release before {1} with known notes', documented, id);
}

/** Says whether a release lies in a range; `undefined` when the release is not known. */
export function liesIn(range: ReleaseRange, release: string | undefined): boolean | undefined {
  if (release === undefined || !isReleaseId(release)) return undefined;
  if (range.from !== undefined && compareReleases(release, range.from) < 0) return false;
  return range.before === undefined || compareReleases(release, range.before) < 0;
}

/** Says a range for people: `before release 2205`, `from release 2205`. */
export function rangeInWords({ from, before }: ReleaseRange): string {
  if (from !== undefined && before !== undefined) {
    return t('from release {0} and before release {1}', from, before);
  }
  if (from !== undefined) return t('from release {0}', from);
  return before === undefined ? t('on every release') : t('before release {0}', before);
}

export const releaseFacts: readonly Fact[] = rows.map((row) =>
  factOf({ ...row, id: factId(row.id) }),
);

function factId(release: string): string {
  return `release.${release}`;
}
