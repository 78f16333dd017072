// The package of the command line, packed, installed and run as a person would have it.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { template } from './cli/kit.ts';

const root = path.dirname(import.meta.dirname);

test(
  '`npx edge-gpu check` works where the packed package is installed',
  { timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'edge-gpu-package-'));
    try {
      const npm = (...argv: readonly string[]) =>
        execFileSync('npm', [...argv, '--ignore-scripts', '--no-audit', '--no-fund'], {
          cwd: folder,
          encoding: 'utf8',
          shell: process.platform === 'win32',
        });
      for (const name of ['package.json', '.npmignore', 'README.md', 'LICENSE']) {
        copyFileSync(path.join(root, name), path.join(folder, name));
      }
      await build({
        absWorkingDir: root,
        entryPoints: ['server/src/cli.ts'],
        outfile: path.join(folder, manifest.bin['edge-gpu']),
        bundle: true,
        platform: 'node',
        format: 'cjs',
        mainFields: ['module', 'main'],
        alias: { yaml: path.join(root, 'node_modules/yaml/browser/dist/index.js') },
      });
      npm('pack');
      for (const name of ['package.json', '.npmignore']) rmSync(path.join(folder, name));
      rmSync(path.join(folder, 'dist'), { recursive: true });
      npm('install', '--offline', '--no-save', `./${manifest.name}-${manifest.version}.tgz`);
      const installed = path.join(folder, 'node_modules', manifest.name);
      expect(existsSync(path.join(installed, 'test'))).toBe(false);
      writeFileSync(path.join(folder, 'vm.json'), template('Standard_D2_v2'));
      const out = execFileSync('npx', ['--no-install', 'edge-gpu', 'check', 'vm.json'], {
        cwd: folder,
        encoding: 'utf8',
        shell: process.platform === 'win32',
      });
      expect(out).toContain('1 file checked: no findings');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
