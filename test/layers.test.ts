// Who may import whom: server/layers.json, and a few laws beside it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import layers from '../server/layers.json' with { type: 'json' };

/** The imports of a source file: modules of the project by path from the root, packages by name. */
interface Module {
  readonly file: string;
  readonly text: string;
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

interface Layer {
  readonly layers: readonly string[];
  readonly packages: readonly string[];
}

const root = path.dirname(import.meta.dirname);
const server = modulesIn('server/src');
const client = modulesIn('client/src');
const table = new Map<string, Layer>(Object.entries(layers));
const protocol = 'server/src/lsp/protocol.ts';

test('each layer stands above those that it may import', () => {
  const names = [...table.keys()];
  for (const [index, [name, layer]] of [...table].entries()) {
    expect(names.slice(0, index), name).toEqual(expect.arrayContaining([...layer.layers]));
  }
});

describe('the server', () => {
  test.each(server)('$file imports what its layer may', ({ file, files, packages }) => {
    const own = layerOf(file);
    expect(own).toBeDefined();
    const allowed = table.get(own ?? '');
    const foreign = files.filter((imported) => {
      const layer = layerOf(imported);
      return layer !== own && !allowed?.layers.includes(layer ?? '');
    });
    expect(foreign).toEqual([]);
    expect(packages.filter((name) => !allowed?.packages.some(matches(name)))).toEqual([]);
  });

  test('no rule imports another rule', () => {
    const rules = server.filter(({ text }) => text.includes('export default defineRule('));
    expect(rules.length).toBeGreaterThan(0);
    expect(importsAmong(rules)).toEqual([]);
  });

  test('no feature imports another feature', () => {
    // What reads the analysis belongs to a feature; what does not is a helper of features.
    const features = server.filter(
      ({ file, files }) => layerOf(file) === 'features' && files.includes('server/src/analysis.ts'),
    );
    expect(importsAmong(features)).toEqual([]);
  });
});

describe('the client', () => {
  test.each(client)('$file knows VS Code and the protocol alone', ({ files, packages }) => {
    const foreign = files.filter((file) => !file.startsWith('client/src/') && file !== protocol);
    expect(foreign).toEqual([]);
    expect(packages.filter((name) => !/^vscode(?:-languageclient(?:\/|$)|$)/.test(name))).toEqual(
      [],
    );
  });
});

test('no module imports itself by a detour', () => {
  expect(cycleIn([...server, ...client])).toEqual([]);
});

function modulesIn(folder: string): readonly Module[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => moduleAt(path.posix.join(folder, name.replaceAll(path.sep, '/'))));
}

function moduleAt(file: string): Module {
  const text = readFileSync(path.join(root, file), 'utf8');
  const specifiers = ts.preProcessFile(text, true, true).importedFiles.map((item) => item.fileName);
  const relative = specifiers.filter((name) => name.startsWith('.'));
  return {
    file,
    text,
    files: relative.map((name) => path.posix.join(path.posix.dirname(file), name)),
    packages: specifiers.filter((name) => !name.startsWith('.')),
  };
}

/** The longest name in the table that is the file or one of its folders. */
function layerOf(file: string): string | undefined {
  const inServer = file.replace(/^server\/src\//, '');
  const names = [...table.keys()].filter(
    (name) => inServer === name || inServer.startsWith(`${name}/`),
  );
  return names.sort((a, b) => b.length - a.length)[0];
}

function matches(name: string): (pattern: string) => boolean {
  return (pattern) =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/** Returns the imports between different units of `modules`; a file and its folder are one unit. */
function importsAmong(modules: readonly Module[]): readonly string[] {
  const names = new Set(modules.map(({ file }) => file));
  return modules.flatMap(({ file, files }) =>
    files
      .filter((imported) => names.has(imported) && unitOf(imported) !== unitOf(file))
      .map((imported) => `${file} → ${imported}`),
  );
}

/** `server/src/features/hover` for `hover.ts` and for `hover/template.ts`. */
function unitOf(file: string): string {
  return file.replace(/\.ts$/, '').split('/').slice(0, 4).join('/');
}

/** Returns the files of one cycle, in order, or none. */
function cycleIn(modules: readonly Module[]): readonly string[] {
  const imports = new Map(modules.map(({ file, files }) => [file, files]));
  const done = new Set<string>();
  const search = (file: string, way: readonly string[]): readonly string[] => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const next of imports.get(file) ?? []) {
      const cycle = search(next, [...way, file]);
      if (cycle.length > 0) return cycle;
    }
    done.add(file);
    return [];
  };
  for (const file of imports.keys()) {
    const cycle = search(file, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
