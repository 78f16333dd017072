import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Machine } from './machine.ts';

const execute = promisify(execFile);

/** Packs the extension as it is published; returns the path of the .vsix. */
export async function packExtension({ root, cache }: Machine): Promise<string> {
  const vsix = path.join(cache, 'edge-gpu.vsix');
  // What it prints is in the error when it fails, and of no interest otherwise.
  await execute(process.execPath, ['scripts/package.mjs', vsix], { cwd: root });
  return vsix;
}
