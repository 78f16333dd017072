import { fromUtf8, utf8 } from '../../base/utf8.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Returns the UTF-8 bytes of a text in base 64. */
export function toBase64(text: string): string {
  const bytes = utf8(text);
  const parts: string[] = [];
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b, c] = bytes.slice(index, index + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    parts.push(
      letter(bits >> 18),
      letter(bits >> 12),
      b === undefined ? '=' : letter(bits >> 6),
      c === undefined ? '=' : letter(bits),
    );
  }
  return parts.join('');
}

function letter(bits: number): string {
  return ALPHABET.charAt(bits & 63);
}

/** Returns the bytes that base-64 text stands for, or `undefined` when it is not base 64. */
export function base64Bytes(encoded: string): readonly number[] | undefined {
  const letters = encoded.replace(/[ \t\r\n]/g, '');
  if (letters.length % 4 !== 0 || !/^[A-Za-z\d+/]*={0,2}$/.test(letters)) return undefined;
  const bytes: number[] = [];
  for (let index = 0; index < letters.length; index += 4) {
    const group = letters.slice(index, index + 4);
    let bits = 0;
    for (const one of group) bits = (bits << 6) | Math.max(0, ALPHABET.indexOf(one));
    bytes.push((bits >> 16) & 255);
    if (group[2] !== '=') bytes.push((bits >> 8) & 255);
    if (group[3] !== '=') bytes.push(bits & 255);
  }
  return bytes;
}

/** Returns the text that base-64 text stands for, read as UTF-8; `undefined` when it is not base 64. */
export function fromBase64(encoded: string): string | undefined {
  const bytes = base64Bytes(encoded);
  return bytes && fromUtf8(bytes);
}
