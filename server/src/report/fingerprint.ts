import { sha1 } from '../base/sha1.ts';
import { utf8 } from '../base/utf8.ts';
import type { ReportedFinding } from '../rules/judging/rule.ts';
import type { NodePlaces } from './places.ts';

/**
 * Returns what tells a finding from others and stays the same while text is inserted above it: 40
 * hexadecimal digits of its rule, its file and the path of its node.
 */
export function fingerprint({ rule, at }: ReportedFinding, places: NodePlaces): string {
  const text = [rule, places.file(at.uri), places.nodePath(at)].join('\n');
  return sha1(utf8(text))
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
