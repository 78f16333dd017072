/** Returns the 20 bytes of the SHA-1 digest of `message`. */
export function sha1(message: readonly number[]): readonly number[] {
  const words = padded(message);
  let [h0, h1, h2, h3, h4] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const w = new Int32Array(80);
  for (let block = 0; block < words.length; block += 16) {
    for (let i = 0; i < 80; i++) {
      const mixed = (w[i - 3] ?? 0) ^ (w[i - 8] ?? 0) ^ (w[i - 14] ?? 0) ^ (w[i - 16] ?? 0);
      w[i] = i < 16 ? (words[block + i] ?? 0) : rotate(mixed, 1);
    }
    let [a, b, c, d, e] = [h0, h1, h2, h3, h4];
    for (let i = 0; i < 80; i++) {
      const next = (rotate(a, 5) + step(i, b, c, d) + e + (w[i] ?? 0)) | 0;
      [e, d, c, b, a] = [d, c, rotate(b, 30), a, next];
    }
    h0 = (h0 + a) | 0;
    h1 = (h1 + b) | 0;
    h2 = (h2 + c) | 0;
    h3 = (h3 + d) | 0;
    h4 = (h4 + e) | 0;
  }
  return [h0, h1, h2, h3, h4].flatMap((h) => [24, 16, 8, 0].map((shift) => (h >>> shift) & 255));
}

function step(round: number, b: number, c: number, d: number): number {
  if (round < 20) return ((b & c) | (~b & d)) + 0x5a827999;
  if (round < 40) return (b ^ c ^ d) + 0x6ed9eba1;
  if (round < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
  return (b ^ c ^ d) + 0xca62c1d6;
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

/** Returns the message as big-endian words, followed by one bit, zeros and its length in bits. */
function padded(message: readonly number[]): Int32Array {
  const words = new Int32Array((((message.length + 8) >> 6) + 1) * 16);
  const put = (index: number, byte: number): void => {
    words[index >> 2] = (words[index >> 2] ?? 0) | (byte << (24 - (index & 3) * 8));
  };
  for (const [index, byte] of message.entries()) put(index, byte);
  put(message.length, 0x80);
  words[words.length - 2] = Math.floor(message.length / 2 ** 29);
  words[words.length - 1] = message.length << 3;
  return words;
}
