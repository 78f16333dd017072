import { readFileSync, statSync } from 'node:fs';
import { fileProblem } from './file-problem.ts';

/** A file's text, or why it has none. */
export type TextFile = ReadTextFile | { readonly problem: string };

export interface ReadTextFile {
  readonly text: string;
  /** How it is written on disk. */
  readonly encoding: TextEncoding;
}

/** `bom`: with a byte order mark. */
export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be';

/** No template comes near; reading more would only fill the memory. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Reads a text file: UTF-8, or UTF-16 with a byte order mark. The mark is no part of the text. */
export function readTextFile(path: string): TextFile {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return { problem: 'is a directory' };
    if (!stats.isFile()) return { problem: 'is not a regular file' };
    if (stats.size > MAX_BYTES) return { problem: 'is larger than 64 MiB' };
    return decode(readFileSync(path));
  } catch (error) {
    return { problem: fileProblem(error) };
  }
}

function decode(bytes: Uint8Array): TextFile {
  const encoding = encodingOf(bytes);
  try {
    const label = encoding === 'utf-8-bom' ? 'utf-8' : encoding;
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    return text.includes('\0') ? { problem: 'is a binary file' } : { text, encoding };
  } catch {
    return { problem: bytes.includes(0) ? 'is a binary file' : 'is not UTF-8 text' };
  }
}

function encodingOf([first, second, third]: Uint8Array): TextEncoding {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8-bom' : 'utf-8';
}
