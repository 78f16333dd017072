import { sha1 } from '../../base/sha1.ts';
import { utf8 } from '../../base/utf8.ts';

/** The name space in which Azure makes its GUIDs. */
const NAME_SPACE = '11fb06fb712d4ddd98c7e71bbd588830';

/** Returns the GUID that Azure makes of a text: UUID version 5, in lower case. */
export function guidOf(name: string): string {
  const space = (NAME_SPACE.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
  const bytes = sha1([...space, ...utf8(name)]).slice(0, 16);
  const hex = bytes.map((byte, index) => {
    const marked = index === 6 ? (byte & 0x0f) | 0x50 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return marked.toString(16).padStart(2, '0');
  });
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
