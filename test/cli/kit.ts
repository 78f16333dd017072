import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';
import { main } from '../../server/src/cli/main.ts';

// The first run in a file loads the whole of a command.
vi.setConfig({ testTimeout: 30_000 });

/** The folder of the translations. */
export const TRANSLATIONS = join(import.meta.dirname, '../../l10n');

/** A folder on disk in which the command line is run. */
export interface Folder {
  readonly path: string;
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  read(name: string): string;
  /** Runs the command line there. */
  run(...argv: readonly string[]): Promise<Ran>;
  /** Variables that the command line sees. */
  environment: Readonly<Record<string, string>>;
  remove(): void;
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export function makeFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'edge-gpu-'));
  const folder: Folder = {
    path,
    environment: {},
    write(files) {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(path, name)), { recursive: true });
        writeFileSync(join(path, name), content);
      }
    },
    read: (name) => readFileSync(join(path, name), 'utf8'),
    async run(...argv) {
      let out = '';
      let err = '';
      const code = await main({
        argv,
        cwd: path,
        translations: TRANSLATIONS,
        environment: folder.environment,
        stdin: nothing(),
        stdout: (text) => {
          out += text;
          return Promise.resolve();
        },
        stderr: (text) => {
          err += text;
          return Promise.resolve();
        },
        colours: 'none',
      });
      return { code, out, err };
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
  return folder;
}

async function* nothing(): AsyncIterable<string> {}

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** A device template with one VM of each size. */
export function template(...sizes: readonly string[]): string {
  const resources = sizes.map((vmSize, index) => ({
    type: 'Microsoft.Compute/virtualMachines',
    apiVersion: '2017-12-01',
    name: `vm${index}`,
    location: 'dbelocal',
    properties: { hardwareProfile: { vmSize } },
  }));
  return `${JSON.stringify({ $schema: SCHEMA, contentVersion: '1.0.0.0', resources }, undefined, 2)}\n`;
}
