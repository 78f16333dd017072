import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Machine } from './machine.ts';

const execute = promisify(execFile);

/** Packs the extension as it is published; returns the path of the .vsix. */
export async function packExtension({ root, cache }: Machine): Promise<string> {
  const vsix = path.join(cache, 'edge-gpu.vsix');
  const options = ['--no-dependencies', '--allow-missing-repository', '--out', vsix];
  await execute(process.execPath, ['node_modules/@vscode/vsce/vsce', 'package', ...options], {
    cwd: root,
  });
  return vsix;
}
