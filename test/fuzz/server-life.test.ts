// A server that lives long says the same as one that has just been started.
import { readdirSync, readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { isLongRun, note, seed, times } from './effort.ts';
import { startLivingServer, type LivingServer } from './living-server.ts';
import { randomFrom } from './random.ts';

const ACTS = times(1_500, 10_000);

/** After so many things the findings are compared. */
const STRETCH = 100;

/** MiB by which the heap may differ between two measurements of the same state. */
const TOLERANCE = 8;

test(`after ${ACTS} edits, requests and changes of files it finds what a fresh one finds`, async () => {
  const server = await startLivingServer(workspace(), randomFrom(seed()));
  try {
    await live(server, ACTS);
    expect(server.wrongAnswers).toEqual([]);
    expect(server.logged()).toEqual([]);
    for (const what of [
      'edits',
      'requests',
      'renamed',
      'settings changed',
      'answered as cancelled',
    ]) {
      expect(server.counts[what], what).toBeGreaterThan(ACTS / 100);
    }
    note('server-life', { seed: seed(), ...server.counts, comparisons: ACTS / STRETCH });
  } finally {
    server.dispose();
  }
}, 600_000);

test.runIf(isLongRun)(
  'its memory is the same after a long time',
  async () => {
    const server = await startLivingServer(workspace(), randomFrom(seed() + 1));
    try {
      const heapAfter = async (acts: number): Promise<number> => {
        for (let act = 0; act < acts; act++) {
          await server.act();
          if (act % STRETCH === 0) await server.settled();
        }
        await server.settled();
        await server.putBack();
        await server.findings();
        return heapInMebibytes();
      };
      // What is remembered of each file, and what the machine has compiled, is there by then.
      const before = await heapAfter(2_000);
      const after = await heapAfter(ACTS);
      note('server-memory', {
        'MiB before': before.toFixed(1),
        'MiB after': after.toFixed(1),
        'tolerance in MiB': TOLERANCE,
      });
      expect(after).toBeLessThan(before + TOLERANCE);
    } finally {
      server.dispose();
    }
  },
  600_000,
);

async function live(server: LivingServer, acts: number): Promise<void> {
  for (let act = 1; act <= acts; act++) {
    await server.act();
    if (act % STRETCH !== 0) continue;
    await server.settled();
    const found = await server.findings();
    expect(found, `after ${act}, with seed ${seed()}`).toEqual(await server.freshFindings());
    expect(JSON.stringify(found)).not.toContain('internal-error');
  }
}

/** The samples, a template that links to another, and a configuration further down. */
function workspace(): Readonly<Record<string, string>> {
  const names = readdirSync('samples').filter((name) => /\.(?:json|yaml)$/.test(name));
  const samples = names.map((name) => [name, readFileSync(`samples/${name}`, 'utf8')] as const);
  const fleet = readFileSync('samples/gpu-vm-fleet.json', 'utf8');
  const links = (relativePath: string): string =>
    JSON.stringify(
      {
        $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
        contentVersion: '1.0.0.0',
        resources: [
          {
            type: 'Microsoft.Resources/deployments',
            apiVersion: '2020-06-01',
            name: 'linked',
            properties: { mode: 'Incremental', templateLink: { relativePath } },
          },
        ],
      },
      undefined,
      2,
    );
  return {
    ...Object.fromEntries(samples),
    'links.json': links('deep/er/fleet.json'),
    'deep/circle.json': links('circle.json'),
    'deep/er/fleet.json': fleet,
    'deep/edge-gpu.config.yaml': 'device: pro-gpu-1\nrelease: "2106"\nrules: { os-unknown: off }\n',
    'package.json': '{ "name": "none of ours" }',
  };
}

function heapInMebibytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
