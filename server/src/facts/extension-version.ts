import { t } from '../base/l10n.ts';
import type { OsFamily } from './facts.ts';
import { driverExtension, type RangedDriverExtension } from './driver-extension.ts';
import { rangeInWords } from './releases.ts';

/** What a `typeHandlerVersion` is on a release of the device. */
export type VersionJudgement = {
  /** A phrase to follow the version: `is the version before release 2205`. */
  readonly says: string;
  readonly fact: string;
} & (
  | {
      /** `right` without a release: right on those of `of`. */
      readonly verdict: 'right' | 'other-release';
      readonly of: RangedDriverExtension;
    }
  | { readonly verdict: 'public-cloud' | 'unknown-version' }
);

const publicCloudVersions: Readonly<Record<OsFamily, string>> = { windows: '1.4', linux: '1.6' };

/** Returns what the documents say of a version of the driver extension for an OS family. */
export function judgeTypeHandlerVersion(
  family: OsFamily,
  version: string,
  release: string | undefined,
): VersionJudgement {
  const written = version.trim();
  const right = withVersion(driverExtension(family, release), written);
  if (right) return { verdict: 'right', ...described(right) };
  const other = withVersion(driverExtension(family, undefined), written);
  if (other) return { verdict: 'other-release', ...described(other) };
  if (written === publicCloudVersions[family]) {
    return {
      verdict: 'public-cloud',
      says: t('is the version of the public cloud'),
      fact: 'driver-extension.version.public-cloud',
    };
  }
  return {
    verdict: 'unknown-version',
    says: t('is a version that no document names'),
    fact: 'driver-extension.version.2205',
  };
}

function described(of: RangedDriverExtension) {
  return { of, says: t('is the version {0}', rangeInWords(of)), fact: of.extension.fact };
}

function withVersion(
  ranged: readonly RangedDriverExtension[],
  version: string,
): RangedDriverExtension | undefined {
  return ranged.find(({ extension }) => extension.typeHandlerVersion === version);
}
