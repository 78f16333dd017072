import type { Analysis } from '../../analysis.ts';

/**
 * Says whether a space that was just typed before `offset` begins a step, a key or a value of a
 * scenario or a configuration, where an editor should offer something by itself. Everywhere else a space is a space.
 */
export function beginsByTypedSpace(analysis: Analysis, uri: string, offset: number): boolean {
  const kind = analysis.kindOf(uri);
  if (kind !== 'scenario' && kind !== 'config') return false;
  const text = analysis.read(uri)?.text ?? '';
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /(?:[:,{[]|^\s*(?:- )*-) $/.test(line);
}
