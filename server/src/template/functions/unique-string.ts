import { utf8 } from '../../base/utf8.ts';

/** Returns the 13 letters that Azure makes of a text: a 64-bit Murmur hash in base 32. */
export function uniqueStringOf(text: string): string {
  let rest = murmur64(utf8(text));
  let letters = '';
  for (let index = 0; index < 13; index++) {
    letters += 'abcdefghijklmnopqrstuvwxyz234567'.charAt(Number(rest >> 59n));
    rest = BigInt.asUintN(64, rest << 5n);
  }
  return letters;
}

const C1 = 0x239b961b;
const C2 = 0xab0e9789;

/** Two 32-bit lanes that are mixed with each other; the second is the high half of the result. */
function murmur64(bytes: readonly number[]): bigint {
  let low = 0;
  let high = 0;
  const whole = bytes.length & ~7;
  for (let index = 0; index < whole; index += 8) {
    low ^= Math.imul(rotate(Math.imul(wordAt(bytes, index), C1), 15), C2);
    low = (Math.imul((rotate(low, 19) + high) | 0, 5) + 0x561ccd1b) | 0;
    high ^= Math.imul(rotate(Math.imul(wordAt(bytes, index + 4), C2), 17), C1);
    high = (Math.imul((rotate(high, 13) + low) | 0, 5) + 0x0bcaa747) | 0;
  }
  if (whole < bytes.length) {
    low ^= Math.imul(rotate(Math.imul(wordAt(bytes, whole), C1), 15), C2);
    if (whole + 4 < bytes.length) {
      high ^= Math.imul(rotate(Math.imul(wordAt(bytes, whole + 4), C2), 17), C1);
    }
  }
  low ^= bytes.length;
  high ^= bytes.length;
  low = (low + high) | 0;
  high = (high + low) | 0;
  low = avalanche(low);
  high = avalanche(high);
  low = (low + high) | 0;
  high = (high + low) | 0;
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

/** Returns up to four bytes from `index` as a little-endian word. */
function wordAt(bytes: readonly number[], index: number): number {
  let word = 0;
  for (let offset = 3; offset >= 0; offset--) word = (word << 8) | (bytes[index + offset] ?? 0);
  return word;
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

function avalanche(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
