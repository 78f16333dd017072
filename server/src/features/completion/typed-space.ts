import type { Analysis } from '../../analysis.ts';

/**
 * Says whether a space that was just typed before `offset` begins a step, a key or a value of a
 * scenario, where an editor should offer something by itself. Everywhere else a space is a space.
 */
export function beginsByTypedSpace(analysis: Analysis, uri: string, offset: number): boolean {
  if (analysis.kindOf(uri) !== 'scenario') return false;
  const text = analysis.read(uri)?.text ?? '';
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /(?:[:,{[]|^\s*(?:- )*-) $/.test(line);
}
