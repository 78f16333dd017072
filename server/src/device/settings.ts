import type { Read } from '../base/source.ts';
import { normalizeUri } from '../base/uri.ts';
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
  /**
   * Whether features and rules are offered that any editor of ARM templates may have. `auto` has
   * been decided: beside ARM Tools, while that is active, only what it lacks: the outline,
   * highlights, folding and selection.
   */
  readonly templateLanguage: 'on' | 'beside ARM Tools' | 'off';
  /** The findings of files that are not open, in at most `maximum` files; `undefined`: none. */
  readonly workspaceDiagnostics: { readonly maximum: number } | undefined;
  readonly inlayHints: { readonly values: 'on' | 'off'; readonly gpus: 'on' | 'off' };
  /** Template URI to the URI of the parameter file that a person has chosen to look at it with. */
  readonly parameterFileInUse: ReadonlyMap<string, string>;
}

/** The source that holds the settings as JSON. */
export const SETTINGS_URI = 'settings:';

/** So many files are looked at where the settings do not say how many. */
const DEFAULT_MAXIMUM = 2000;

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
    templateLanguage: templateLanguage(root),
    workspaceDiagnostics: workspaceDiagnostics(root),
    inlayHints: {
      values: onUnlessFalse(at(root, 'inlayHints', 'values')),
      gpus: onUnlessFalse(at(root, 'inlayHints', 'gpus')),
    },
    parameterFileInUse: filesInUse(at(root, 'parameterFileInUse')),
  };
}

function parameterFiles(node: Node | undefined): readonly ParameterFilePattern[] {
  if (node?.kind !== 'object') return [];
  return node.properties.map(({ key, value }) => ({
    template: key.value,
    files: value?.kind === 'array' ? value.items.flatMap((item) => textOf(item) ?? []) : [],
  }));
}

function templateLanguage(root: Node | undefined): Settings['templateLanguage'] {
  const setting = textOf(at(root, 'templateLanguage'));
  if (setting === 'on' || setting === 'off') return setting;
  return isTrue(at(root, 'armToolsActive')) ? 'beside ARM Tools' : 'on';
}

function workspaceDiagnostics(root: Node | undefined): Settings['workspaceDiagnostics'] {
  if (textOf(at(root, 'workspaceDiagnostics')) === 'off') return undefined;
  const maximum = at(root, 'workspaceDiagnosticsMaximum');
  const isSaid = maximum?.kind === 'number' && maximum.value >= 1;
  return { maximum: isSaid ? Math.floor(maximum.value) : DEFAULT_MAXIMUM };
}

function onUnlessFalse(node: Node | undefined): 'on' | 'off' {
  return node?.kind === 'boolean' && !node.value ? 'off' : 'on';
}

function isTrue(node: Node | undefined): boolean {
  return node?.kind === 'boolean' && node.value;
}

function filesInUse(node: Node | undefined): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  if (node?.kind !== 'object') return files;
  for (const { key, value } of node.properties) {
    const file = textOf(value);
    if (file !== undefined) files.set(normalizeUri(key.value), normalizeUri(file));
  }
  return files;
}
