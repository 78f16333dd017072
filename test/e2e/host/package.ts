import { createVSIX } from '@vscode/vsce';
import path from 'node:path';
import type { Machine } from './machine.ts';

/** Packs the extension as it is published; returns the path of the .vsix. */
export async function packExtension({ root, cache }: Machine): Promise<string> {
  const vsix = path.join(cache, 'edge-gpu.vsix');
  await createVSIX({ cwd: root, packagePath: vsix });
  return vsix;
}
