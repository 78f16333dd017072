// `check --fix` on real templates, and killed while it writes.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jsonComments } from '../../server/src/syntax/comments.ts';
import { parseJson } from '../../server/src/syntax/json.ts';
import { readTextFile } from '../../server/src/cli/text-file.ts';
import { buildBundles, buildTime } from '../built.ts';
import { makeFolder, template, type Folder } from '../cli/kit.ts';
import { CORPUS, corpusNames } from './corpus.ts';
import { isLongRun, note, seed, times } from './effort.ts';
import { randomFrom } from './random.ts';

/** Every fourth file, which all kinds are among; the long run takes them all. */
const names = corpusNames().filter((_, index) => isLongRun || index % 4 === 0);

let folder: Folder;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

describe.skipIf(names.length === 0)('on a copy of the corpus', () => {
  const own = (name: string): string => path.join(folder.path, name);
  const textOf = (name: string): string => {
    const file = readTextFile(own(name));
    return 'text' in file ? file.text : `no text: ${file.problem}`;
  };
  const fix = async (): Promise<string> =>
    (await folder.run('check', '--fix', '--device', 'pro-gpu-1', '--release', '2607')).err;

  const copied = (change: (text: string) => string): ReadonlyMap<string, string> => {
    for (const name of names) {
      const text = readFileSync(path.join(CORPUS, name));
      mkdirSync(path.dirname(own(name)), { recursive: true });
      const changed = change(text.toString('utf8'));
      writeFileSync(own(name), changed === text.toString('utf8') ? text : changed);
    }
    return new Map(names.map((name) => [name, textOf(name)]));
  };

  test.each([
    ['as it is', isLongRun ? 2 : 0, (text: string) => text],
    ['with typing errors and comments', isLongRun ? 100 : 25, mistyped],
  ])(
    'taken %s, each changed file can be read and has its comments, and a second run changes nothing',
    async (kind, atLeast, change) => {
      const before = copied(change);
      const first = await fix();
      const after = new Map(names.map((name) => [name, textOf(name)]));
      const changed = names.filter((name) => after.get(name) !== before.get(name));
      for (const name of changed) {
        const [old = '', now = ''] = [before.get(name), after.get(name)];
        expect(parseJson(now).problems.length, name).toBe(parseJson(old).problems.length);
        expect(comments(now), name).toEqual(comments(old));
      }
      expect(changed.length).toBeGreaterThanOrEqual(atLeast);
      expect(first).toMatch(new RegExp(` in ${changed.length} files?\n$`));

      expect(await fix()).toBe('edge-gpu: 0 findings fixed in 0 files\n');
      expect(new Map(names.map((name) => [name, textOf(name)]))).toEqual(after);
      note(`fix-${kind.replaceAll(' ', '-')}`, {
        files: names.length,
        'files changed': changed.length,
        'files broken': 0,
      });
    },
  );
});

test(
  'killed while it writes, it leaves every file as it was or whole',
  async () => {
    const built = await buildBundles();
    const random = randomFrom(seed());
    const files = Object.fromEntries(
      Array.from({ length: 150 }, (_, index) => [
        `vm${index}.json`,
        template('Standard_D2v2').replace('{', `{ // ${index}\n`),
      ]),
    );
    let killed = 0;
    let halfWay = 0;
    const kills = times(3, 60);
    try {
      for (let kill = 0; kill < kills; kill++) {
        folder.write(files);
        const signal = await fixUntil(built.cli, folder.path, random.below(300));
        if (signal === 'SIGKILL') killed++;
        const states = new Set<string>();
        for (const [name, before] of Object.entries(files)) {
          const now = folder.read(name);
          const whole = before.replace('Standard_D2v2', 'Standard_D2_v2');
          expect([before, whole], name).toContain(now);
          states.add(now === before ? 'old' : 'new');
        }
        if (states.size === 2) halfWay++;
      }
      expect(killed).toBeGreaterThan(0);
      note('fix-killed', { kills: killed, 'half-way': halfWay, 'files half written': 0 });
    } finally {
      await built.remove();
    }
  },
  buildTime * 2,
);

/** Fixes a folder until it has changed there so often; returns what ended it. */
function fixUntil(cli: string, cwd: string, changes: number): Promise<string | null> {
  const child = spawn(process.execPath, [cli, 'check', '--fix'], { cwd, stdio: 'ignore' });
  let seen = 0;
  const watcher = watch(cwd, () => {
    if (seen++ >= changes) child.kill('SIGKILL');
  });
  return new Promise((resolve) => {
    child.once('exit', (_, signal) => {
      watcher.close();
      resolve(signal);
    });
  });
}

function comments(text: string): readonly string[] {
  return jsonComments(text).map(({ start, end }) => text.slice(start, end));
}

/** Names of parameters, variables and functions one letter wrong, and comments all over. */
function mistyped(text: string): string {
  let count = 0;
  const every = (nth: number) => count++ % nth === 0;
  return text
    .replace(/\bparameters\('(\w{4,})'\)/g, (all, name) =>
      every(7) ? `parameters('${name}x')` : all,
    )
    .replace(/\bvariables\(/g, (all) => (every(7) ? 'variable(' : all))
    .replace(
      /^(\s*)("(?:resources|variables|type|name)"\s*:)/gm,
      '$1/* of $2 */ // and so on\n$1$2',
    );
}
