import { resolve } from 'node:path';
import { deviceProblem } from '../device/device-problem.ts';
import { uriOf } from './paths.ts';
import { readTextFile } from './text-file.ts';

/** The options that say which device is meant. */
export interface DeviceOptions {
  readonly device?: string;
  readonly release?: string;
  readonly kubernetes?: 'none' | 'configured';
  readonly config?: string;
}

/** The settings as the analysis reads them. */
export interface DeviceSettings {
  readonly device?: string;
  readonly release?: string;
  readonly kubernetes?: 'none' | 'configured';
  /** URI of the configuration file. */
  readonly config?: string;
}

/** Returns the settings that the options make, or what is wrong with an option. */
export function deviceSettings(
  options: DeviceOptions,
  cwd: string,
): { readonly settings: DeviceSettings } | { readonly problem: string } {
  const { device, release, kubernetes, config } = options;
  const problem = deviceProblem(device, release);
  if (problem !== undefined) return { problem };
  const path = config === undefined ? undefined : resolve(cwd, config);
  const file = path === undefined ? undefined : readTextFile(path);
  if (file && 'problem' in file) {
    return { problem: `configuration '${config ?? ''}': ${file.problem}` };
  }
  return {
    settings: {
      ...(device === undefined ? {} : { device }),
      ...(release === undefined ? {} : { release }),
      ...(kubernetes === undefined ? {} : { kubernetes }),
      ...(path === undefined ? {} : { config: uriOf(path) }),
    },
  };
}
