import { derived } from '../base/derived.ts';
import type { Read } from '../base/source.ts';
import { folderOf } from '../base/uri.ts';
import { configurationOf, type Configuration } from '../device/configuration.ts';
import { unknownDevice, type DeviceContext } from '../device/context.ts';
import type { ImageDeclaration } from '../device/image-os.ts';
import { settingsOf, SETTINGS_URI, type Settings } from '../device/settings.ts';
import { configurationFinder } from './find-configuration.ts';
import type { Trees } from './trees.ts';

/** What settings and configuration files say. */
export interface Configured {
  /** The settings of the editor or of the command line. */
  settings(read: Read): Settings;
  /** What the configuration file at `uri` says. */
  configurationAt(read: Read, uri: string): Configuration | undefined;
  /** The configuration that a file is under. */
  configurationFor(read: Read, uri: string): Configuration | undefined;
  /** What settings and configuration declare of images, for a file. */
  imagesFor(read: Read, uri: string): readonly ImageDeclaration[];
  /** The device that a file is meant for, as far as settings or configuration say. */
  deviceFor(read: Read, uri: string): DeviceContext;
}

/** Returns what reads settings and configuration files. */
export function configuredIn(trees: Trees): Configured {
  const allSettings = derived<Settings>(settingsOf, () => settingsOf(() => undefined));
  const settings = (read: Read): Settings => allSettings(read, SETTINGS_URI);
  const configurationAt = derived<Configuration | undefined>(
    (read, uri) => {
      const text = read(uri)?.text;
      return text === undefined ? undefined : configurationOf(trees(read, uri)?.[0], { uri, text });
    },
    () => undefined,
  );
  const nearest = configurationFinder();
  const configurationFor = (read: Read, uri: string): Configuration | undefined => {
    const found = settings(read).config ?? nearest(read, folderOf(uri));
    return found === undefined ? undefined : configurationAt(read, found);
  };
  return {
    settings,
    configurationAt,
    configurationFor,
    imagesFor: (read, uri) => [
      ...settings(read).images,
      ...(configurationFor(read, uri)?.images ?? []),
    ],
    deviceFor(read, uri) {
      const { device, release, kubernetes } = settings(read).device;
      const configured = configurationFor(read, uri)?.device ?? unknownDevice;
      return {
        ...configured,
        device: device ?? configured.device,
        release: release ?? configured.release,
        kubernetes: kubernetes ?? configured.kubernetes,
      };
    },
  };
}
