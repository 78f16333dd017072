/** Returns the bytes of a text in UTF-8; a lone surrogate becomes U+FFFD. */
export function utf8(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code));
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
  }
  return bytes;
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f);
}

/** Returns the text of UTF-8 bytes; what is not UTF-8 becomes U+FFFD. */
export function fromUtf8(bytes: readonly number[]): string {
  let text = '';
  let index = 0;
  while (index < bytes.length) {
    const { point, length } = pointAt(bytes, index);
    text += String.fromCodePoint(point);
    index += length;
  }
  return text;
}

function pointAt(bytes: readonly number[], index: number): { point: number; length: number } {
  const lead = bytes[index] ?? 0;
  if (lead < 0x80) return { point: lead, length: 1 };
  const size = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  let point = lead & (0x7f >> size);
  for (let offset = 1; offset < size; offset++) {
    const next = bytes[index + offset] ?? 0;
    if ((next & 0xc0) !== 0x80) return { point: 0xfffd, length: offset };
    point = (point << 6) | (next & 0x3f);
  }
  const least = size === 4 ? 0x10000 : size === 3 ? 0x800 : 0x80;
  const valid =
    size > 0 && lead < 0xf5 && point >= least && point <= 0x10ffff && !isSurrogate(point);
  return valid ? { point, length: size } : { point: 0xfffd, length: 1 };
}

function isSurrogate(point: number): boolean {
  return point >= 0xd800 && point <= 0xdfff;
}
