import { t } from '../base/l10n.ts';
import { devices, findDevice, isReleaseId } from '../facts/index.ts';

/** Returns what is wrong with the id of a device or of a release, as a person wrote it. */
export function deviceProblem(
  device: string | undefined,
  release: string | undefined,
): string | undefined {
  if (device !== undefined && !findDevice(device)) {
    const choices = devices.map(({ id }) => id).join(', ');
    return t("unknown device '{0}'; devices are {1}", device, choices);
  }
  if (release !== undefined && !isReleaseId(release)) {
    return t(
      "'{0}' is not a release; releases are written as year and month, such as 2106",
      release,
    );
  }
  return undefined;
}
