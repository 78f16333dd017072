// `workspace` finds out which files belong together: what a file is, its configuration, its
// parameter files. It reads names and texts, and judges nothing.
import type { Read } from '../base/source.ts';
import { nameOf } from '../base/uri.ts';
import { CONFIGURATION_NAME } from '../device/configuration.ts';

export type FileKind = 'template' | 'parameters' | 'scenario' | 'config';

/**
 * Returns what a file is: scenarios and configurations by their name, templates and parameter
 * files by the first `$schema` they name. `undefined` for any other file.
 */
export function fileKind(read: Read, uri: string): FileKind | undefined {
  const byName = kindByName(uri);
  if (byName !== undefined) return byName;
  if (!/\.jsonc?$/i.test(nameOf(uri)) && !uri.startsWith('untitled:')) return undefined;
  const text = read(uri)?.text;
  return text === undefined ? undefined : kindBySchema(text);
}

/** Returns what a file is whose name alone tells it; `undefined` for any other. */
export function kindByName(uri: string): 'scenario' | 'config' | undefined {
  const name = nameOf(uri);
  if (/\.gpuscenario\.(?:ya?ml|json)$/i.test(name)) return 'scenario';
  return name === CONFIGURATION_NAME ? 'config' : undefined;
}

/** Says whether a file can be one of ours by its name: JSON is, as far as its name goes. */
export function mayBeOurs(uri: string): boolean {
  const name = nameOf(uri);
  return /\.jsonc?$|\.gpuscenario\.ya?ml$/i.test(name) || name === CONFIGURATION_NAME;
}

/** The name, the colon and the text, with blanks and comments between them. */
const gap = /(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*/.source;
const firstSchema = new RegExp(`"\\$schema"${gap}:${gap}"([^"]*)"`);

/** Returns what the first `$schema` of a text says it is. */
export function kindBySchema(text: string): 'template' | 'parameters' | undefined {
  const schema = firstSchema.exec(text)?.[1];
  if (schema === undefined) return undefined;
  if (/deploymentTemplate\.json#?$/i.test(schema)) return 'template';
  return /deploymentParameters\.json#?$/i.test(schema) ? 'parameters' : undefined;
}
