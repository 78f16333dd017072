import { listFiles, PackageManager } from '@vscode/vsce';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Machine, TestCount } from './host/machine.ts';
import { packExtension } from './host/package.ts';

/** The most that the packed extension may take, in bytes. */
const LARGEST = 1_000_000;

/** Checks what the packed extension holds and how large it is; `UPDATE=1` writes its list anew. */
export async function runPackageTests(machine: Machine): Promise<TestCount> {
  const { size } = statSync(await packExtension(machine));
  const pinned = path.join(machine.root, 'test/golden/package-files.txt');
  const files = await listFiles({ cwd: machine.root, packageManager: PackageManager.None });
  const listed = `${files.sort().join('\n')}\n`;
  if (process.env['UPDATE'] === '1') writeFileSync(pinned, listed);
  return [
    report(
      'holds the files that are listed, and no others',
      listed === readFileSync(pinned, 'utf8'),
    ),
    report(`is no larger than 1 MB: ${(size / 1_000_000).toFixed(2)} MB`, size <= LARGEST),
  ].reduce(sum, { passed: 0, failed: 0 });
}

function report(title: string, holds: boolean): TestCount {
  if (holds) console.log(`  ✔ ${title}`);
  else console.error(`  ✖ ${title}`);
  return { passed: holds ? 1 : 0, failed: holds ? 0 : 1 };
}

function sum(a: TestCount, b: TestCount): TestCount {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}
