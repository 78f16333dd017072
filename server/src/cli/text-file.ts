import { readFileSync, statSync } from 'node:fs';
import { fileProblem } from './file-problem.ts';

/** A file's text, or why it has none. */
export type TextFile = { readonly text: string } | { readonly problem: string };

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
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    return text.includes('\0') ? { problem: 'is a binary file' } : { text };
  } catch {
    return { problem: bytes.includes(0) ? 'is a binary file' : 'is not UTF-8 text' };
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}
