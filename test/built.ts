import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.dirname(import.meta.dirname);

/** The bundles as they are shipped, in a folder of their own. */
export interface Built {
  /** Path of the command line's bundle. */
  readonly cli: string;
  readonly remove: () => Promise<void>;
}

/** Builds the bundles for tests that start processes. */
export async function buildBundles(): Promise<Built> {
  const builds = path.join(root, '.vscode-test/build');
  mkdirSync(builds, { recursive: true });
  const outdir = mkdtempSync(path.join(builds, 'bundles-'));
  await promisify(execFile)(process.execPath, ['esbuild.mjs', '--outdir', outdir], { cwd: root });
  return {
    cli: path.join(outdir, 'cli.js'),
    remove: () => rm(outdir, { recursive: true, force: true }),
  };
}

/** Milliseconds that building may take on a busy machine. */
export const buildTime = 120_000;
