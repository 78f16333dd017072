import { devices, findDevice, isReleaseId } from '../facts/index.ts';

/** Returns what is wrong with the id of a device or of a release, as a person wrote it. */
export function deviceProblem(
  device: string | undefined,
  release: string | undefined,
): string | undefined {
  if (device !== undefined && !findDevice(device)) {
    const choices = devices.map(({ id }) => id).join(', ');
    return `unknown device '${device}'; devices are ${choices}`;
  }
  if (release !== undefined && !isReleaseId(release)) {
    return `'${release}' is not a release; releases are written as year and month, such as 2106`;
  }
  return undefined;
}
