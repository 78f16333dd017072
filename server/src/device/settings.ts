import type { Read } from '../base/source.ts';
import { findDevice, isReleaseId } from '../facts/index.ts';
import { parseJson } from '../syntax/json.ts';
import { at, textOf, type Node } from '../syntax/node.ts';
import { imageDeclarations, type ParameterFilePattern } from './configuration.ts';
import type { DeviceContext } from './context.ts';
import type { ImageDeclaration } from './image-os.ts';

/** What the editor's settings or the options of the command line say. They win over files. */
export interface Settings {
  readonly device: DeviceContext;
  /** The configuration file to use instead of the one found upward. */
  readonly config: string | undefined;
  readonly images: readonly ImageDeclaration[];
  /** Template URI to parameter file URIs. */
  readonly parameterFiles: readonly ParameterFilePattern[];
}

/** The source that holds the settings as JSON. */
export const SETTINGS_URI = 'settings:';

/** Returns the settings in force; what they say wrongly counts as not said. */
export function settingsOf(read: Read): Settings {
  const text = read(SETTINGS_URI)?.text ?? '{}';
  const root = parseJson(text).root;
  const document = { uri: SETTINGS_URI, text };
  const release = textOf(at(root, 'release'));
  const kubernetes = textOf(at(root, 'kubernetes'));
  return {
    device: {
      device: findDevice(textOf(at(root, 'device')) ?? ''),
      release: release !== undefined && isReleaseId(release) ? release : undefined,
      kubernetes: kubernetes === 'none' || kubernetes === 'configured' ? kubernetes : undefined,
    },
    config: textOf(at(root, 'config')),
    images: imageDeclarations(at(root, 'images'), document),
    parameterFiles: parameterFiles(at(root, 'parameterFiles')),
  };
}

function parameterFiles(node: Node | undefined): readonly ParameterFilePattern[] {
  if (node?.kind !== 'object') return [];
  return node.properties.map(({ key, value }) => ({
    template: key.value,
    files: value?.kind === 'array' ? value.items.flatMap((item) => textOf(item) ?? []) : [],
  }));
}
