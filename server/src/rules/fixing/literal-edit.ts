import type { FileEdit } from '../../base/edit.ts';
import type { Location } from '../../base/span.ts';

/** Gives the text of a file that a finding was made from. */
export type TextOf = (uri: string) => string | undefined;

/**
 * Returns the edit that makes the literal at `at` say `value`: a JSON string, a string inside an
 * ARM expression or a YAML scalar. `undefined` when no literal stands there, for instance because
 * the value is computed.
 */
export function replaceLiteral(
  at: Location | undefined,
  value: string,
  textOf: TextOf,
): FileEdit | undefined {
  if (!at) return undefined;
  const text = textOf(at.uri)?.slice(at.span.start, at.span.end);
  if (text === undefined) return undefined;
  const { uri, span } = at;
  if (/^"(?:[^"\\]|\\.)*"$/s.test(text)) return { uri, span, newText: JSON.stringify(value) };
  if (/^'(?:[^']|'')*'$/s.test(text)) {
    return { uri, span, newText: `'${value.replaceAll("'", "''")}'` };
  }
  const isYaml = /\.ya?ml$/i.test(uri) && /^[\w.*-]+$/.test(text);
  return isYaml ? { uri, span, newText: yamlScalar(value) } : undefined;
}

/** Quotes what YAML would take for something other than a string. */
export function yamlScalar(value: string): string {
  return /^[A-Za-z_*][\w.*-]*$/.test(value) && !value.startsWith('*')
    ? value
    : JSON.stringify(value);
}
