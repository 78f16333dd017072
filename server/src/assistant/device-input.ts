import { createAnalysis, type Analysis } from '../analysis.ts';
import type { Read } from '../base/source.ts';
import { deviceProblem } from '../device/device-problem.ts';
import { SETTINGS_URI } from '../device/settings.ts';
import { devices } from '../facts/index.ts';
import type { TextSchema, ToolInput } from './input-schema.ts';
import type { ToolFiles } from './tool.ts';

/** The inputs that say which device is meant. */
export const deviceSchemas = {
  device: {
    type: 'string',
    description:
      'Device that the template is meant for, if the configuration beside it does not say so.',
    enum: devices
      .filter(({ gpuCount, superseded }) => gpuCount > 0 && !superseded)
      .map(({ id }) => id),
  },
  release: {
    type: 'string',
    description: 'Software release of the device as year and month, such as 2607.',
  },
} as const satisfies Record<string, TextSchema>;

/** Returns the analysis of the files, in which the device that the input names is the one meant. */
export function analysisFor(
  { read }: ToolFiles,
  { device, release, kubernetes }: ToolInput,
): { readonly analysis: Analysis } | { readonly problem: string } {
  const problem = deviceProblem(device, release);
  if (problem !== undefined) return { problem };
  // What is undefined is left out when it is written.
  const text = JSON.stringify({ device, release, kubernetes });
  return { analysis: createAnalysis(text === '{}' ? read : withSettings(read, text)) };
}

/** Settings that a model gives take the place of the person's own. */
function withSettings(read: Read, text: string): Read {
  const stamp = read(SETTINGS_URI)?.stamp ?? 0;
  return (uri) => (uri === SETTINGS_URI ? { uri, text, stamp } : read(uri));
}
