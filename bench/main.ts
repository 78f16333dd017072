import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { createRequire } from 'node:module';
import { parseTree } from 'jsonc-parser';
import { getLanguageService } from 'vscode-json-languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createAnalysis } from '../server/src/analysis.ts';
import { anyOrder } from './any-order.ts';
import { corpusFiles } from './corpus.ts';
import { largeTemplate, longScenario, templateWithVms } from './generated.ts';
import { inTurns, median, ratio, type Figure } from './measure.ts';
import { tableOf, type Machine } from './table.ts';
import { workspace } from './workspace.ts';

const figures: Figure[] = [];

await wholeCorpus();
keystroke();
growth();
figures.push(...anyOrder());
wholeProcess();
bundles();
print();

/** Parse, evaluate and judge every file, against what the JSON language service does with it. */
async function wholeCorpus(): Promise<void> {
  const files = corpusFiles();
  if (files.length === 0) return;
  const service = getLanguageService({});
  service.configure({ validate: true, schemas: [] });
  const documents = files.map(({ uri, text }) => TextDocument.create(uri, 'jsonc', 1, text));
  const peers: number[] = [];
  const ours: number[] = [];
  for (let round = -1; round < 5; round++) {
    const start = performance.now();
    for (const document of documents) {
      await service.doValidation(document, service.parseJSONDocument(document));
    }
    const middle = performance.now();
    const { read } = workspace(files);
    const analysis = createAnalysis(read);
    for (const { uri } of files) analysis.check(uri);
    const end = performance.now();
    if (round < 0) continue;
    peers.push(middle - start);
    ours.push(end - middle);
  }
  const kib = files.reduce((sum, { text }) => sum + text.length, 0) / 1024;
  figures.push({
    ...ratio(
      'check of the whole corpus',
      median(ours),
      median(peers),
      'vscode-json-languageservice parse + validate',
      1,
    ),
    note: `${files.length} files, ${kib.toFixed(0)} KiB`,
  });
  const [trees, values] = inTurns([
    () => files.map(({ text }) => parseTree(text)),
    () => files.map(({ text }) => tryParse(text)),
  ]);
  figures.push(ratio('  the same', median(ours), trees ?? 0, 'jsonc-parser parseTree', Infinity));
  figures.push(ratio('  the same', median(ours), values ?? 0, 'JSON.parse', Infinity));
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An edit of a large template until its findings are there, against one parse of it. */
function keystroke(): void {
  const uri = 'file:///w/large.json';
  const texts = [
    largeTemplate(5000, 'Standard_NC4as_T4_v3'),
    largeTemplate(5000, 'Standard_NC4as'),
  ];
  const { read, write } = workspace([{ uri, text: texts[0] ?? '' }]);
  const analysis = createAnalysis(read);
  let turn = 0;
  const [ours, peer] = inTurns([
    () => {
      write(uri, texts[++turn % 2] ?? '');
      return analysis.findingsIn(uri);
    },
    () => parseTree(texts[turn % 2] ?? ''),
  ]);
  figures.push({
    ...ratio(
      'one keystroke in a template of 5,000 variables',
      ours ?? 0,
      peer ?? 0,
      'jsonc-parser parseTree',
      1.5,
    ),
    note: `${((texts[0]?.length ?? 0) / 1024).toFixed(0)} KiB`,
  });
}

function growth(): void {
  const check = (name: string, text: string) => () => {
    const uri = `file:///w/${name}`;
    return createAnalysis(workspace([{ uri, text }]).read).check(uri);
  };
  const [small, large, smallGpu, largeGpu, few, many] = inTurns([
    check('vms.json', templateWithVms(1000, 'Standard_D1_v2')),
    check('vms.json', templateWithVms(2000, 'Standard_D1_v2')),
    check('vms.json', templateWithVms(1000, 'Standard_NC4as_T4_v3')),
    check('vms.json', templateWithVms(2000, 'Standard_NC4as_T4_v3')),
    check('long.gpuscenario.yaml', longScenario(1000)),
    check('long.gpuscenario.yaml', longScenario(10_000)),
  ]);
  figures.push(ratio('2,000 VMs in a template', large ?? 0, small ?? 0, '1,000 VMs', 2.3));
  figures.push(
    ratio('2,000 GPU VMs, each with findings', largeGpu ?? 0, smallGpu ?? 0, '1,000 GPU VMs', 2.3),
  );
  figures.push(ratio('10,000 steps in a scenario', many ?? 0, few ?? 0, '1,000 steps', 11));
}

/** The command line as a whole process, beyond what Node itself needs to start. */
function wholeProcess(): void {
  const ours: number[] = [];
  const nodes: number[] = [];
  for (let round = -1; round < 7; round++) {
    const check = timed(['dist/cli.js', 'check', 'samples/gpu-vm.json']);
    const node = timed(['-e', '0']);
    if (round < 0) continue;
    ours.push(check);
    nodes.push(node);
  }
  figures.push({
    what: 'edge-gpu check of one file, above node -e 0',
    ours: median(ours),
    peer: median(nodes),
    peerName: 'node -e 0',
    unit: 'ms',
    figure: median(ours) - median(nodes),
    bar: 120,
  });
}

function timed(args: readonly string[]): number {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')}: exit code ${status}`);
  return performance.now() - start;
}

function bundles(): void {
  for (const name of ['client', 'server', 'cli']) {
    const size = statSync(`dist/${name}.js`).size / 1024;
    figures.push({
      what: `bundle dist/${name}.js`,
      ours: size,
      peer: undefined,
      peerName: undefined,
      unit: 'KiB',
      figure: size,
      bar: 600,
    });
  }
}

function print(): void {
  const [cpu] = os.cpus();
  const require = createRequire(`${process.cwd()}/package.json`);
  const versionOf = (name: string): string =>
    (require(`${name}/package.json`) as { version: string }).version;
  const machine: Machine = {
    cpu: cpu?.model ?? 'unknown',
    cores: os.cpus().length,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
    'jsonc-parser': versionOf('jsonc-parser'),
    'vscode-json-languageservice': versionOf('vscode-json-languageservice'),
  };
  console.log(
    Object.entries(machine)
      .map(([key, value]) => `${key} ${value}`)
      .join(' · '),
  );
  for (const { what, ours, peer, peerName, unit, figure, bar, note } of figures) {
    const against = peer === undefined ? '' : ` against ${peer.toFixed(1)} ${unit} (${peerName})`;
    const isDifference = peerName === 'node -e 0';
    const shown =
      peer === undefined || isDifference
        ? `${figure.toFixed(1)} ${unit}`
        : `${figure.toFixed(2)} ×`;
    const wanted =
      bar === Infinity ? '' : figure <= bar ? `  ok, bar ${bar}` : `  MISSES bar ${bar}`;
    console.log(
      `${what.padEnd(48)} ${shown.padStart(10)}${wanted}   ${ours.toFixed(1)} ${unit}${against}${note ? ` · ${note}` : ''}`,
    );
  }
  mkdirSync('bench', { recursive: true });
  const results = figures.map((figure) => ({
    ...figure,
    bar: figure.bar === Infinity ? null : figure.bar,
  }));
  writeFileSync(
    'bench/results.json',
    `${JSON.stringify({ machine, figures: results }, undefined, 2)}\n`,
  );
  writeFileSync('docs/benchmarks.md', tableOf(machine, figures));
}
