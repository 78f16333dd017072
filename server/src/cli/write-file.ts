import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import { fileProblem } from './file-problem.ts';
import type { TextEncoding } from './text-file.ts';

/**
 * Writes a text file as a whole or not at all: into a new file beside it, which then takes its
 * place and its mode. A symbolic link stays one. Returns why it could not be, or `undefined`.
 */
export function writeTextFile(
  path: string,
  text: string,
  encoding: TextEncoding,
): string | undefined {
  let temporary: string | undefined;
  try {
    const target = existsSync(path) ? realpathSync(path) : path;
    const mode = existsSync(target) ? statSync(target).mode & 0o7777 : undefined;
    const own = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
    const file = openSync(own, 'wx');
    temporary = own;
    try {
      const bytes = encoded(text, encoding);
      let written = 0;
      while (written < bytes.length) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (mode !== undefined) chmodSync(own, mode);
    renameSync(own, target);
    return undefined;
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { force: true });
    return fileProblem(error);
  }
}

function encoded(text: string, encoding: TextEncoding): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-8-bom':
      return Buffer.from(`\uFEFF${text}`, 'utf8');
    case 'utf-16le':
      return Buffer.from(`\uFEFF${text}`, 'utf16le');
    case 'utf-16be':
      return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
  }
}
