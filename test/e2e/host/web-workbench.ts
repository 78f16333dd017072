import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { quietSettings } from './settings.ts';

export interface WorkbenchOptions {
  /** The registry's VS Code: the folder with `out`. */
  readonly vscode: string;
  /** Folder of the extension under development. */
  readonly extension: string;
  /** Script whose `run` VS Code calls in the extension host; inside `extension`. */
  readonly tests: string;
  /** The path of the server to which the tests post their results. */
  readonly resultsPath: string;
}

/** A web server with a VS Code that has no machine behind it, as vscode.dev has none. */
export interface WorkbenchServer {
  /** The address of a window on an empty workspace in memory. */
  readonly address: string;
  /** What the tests have posted so far. */
  readonly results: () => string | undefined;
  readonly stop: () => Promise<void>;
}

/** Serves VS Code's static files and the extension on 127.0.0.1. */
export async function serveWorkbench(options: WorkbenchOptions): Promise<WorkbenchServer> {
  let results: string | undefined;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (request.method === 'POST' && pathname === options.resultsPath) {
      void text(request).then((posted) => {
        results = posted;
        send(response, 'text/plain', '');
      });
    } else {
      answer(options, request, response, decodeURIComponent(pathname));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/?folder=${encodeURIComponent('tmp:/ws')}`,
    results: () => results,
    stop: () => stop(server),
  };
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

function answer(
  options: WorkbenchOptions,
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
): void {
  if (pathname === '/') {
    return send(response, 'text/html', workbenchPage(options, request.headers.host ?? ''));
  }
  const [, area, name] = /^\/(static|extension)(\/.*)$/.exec(pathname) ?? [];
  const folder = area === 'static' ? options.vscode : options.extension;
  const file = name === undefined ? undefined : path.join(folder, path.normalize(name));
  if (file === undefined || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
    response.writeHead(404).end();
  } else if (file.endsWith('/workbench/workbench.js')) {
    send(response, 'text/javascript', withoutRemote(readFileSync(file, 'utf8')));
  } else {
    writeHead(response, types[path.extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  }
}

function send(response: ServerResponse, type: string, content: string): void {
  writeHead(response, type);
  response.end(content);
}

/** The extension host is a page of another origin. */
function writeHead(response: ServerResponse, type: string): void {
  response.writeHead(200, {
    'content-type': type,
    'cache-control': 'no-store',
    'access-control-allow-origin': '*',
  });
}

/** Fills VS Code's own template of its page. */
function workbenchPage({ vscode, extension, tests }: WorkbenchOptions, authority: string): string {
  const place = (file: string) => ({ scheme: 'http', authority, path: `/extension/${file}` });
  const configuration = {
    productConfiguration: { enableTelemetry: false },
    webviewEndpoint: `http://${authority}/static/out/vs/workbench/contrib/webview/browser/pre`,
    developmentOptions: {
      extensions: [place('')],
      extensionTestsPath: place(path.relative(extension, tests)),
      enableSmokeTestDriver: true,
    },
    configurationDefaults: quietSettings,
    enableWorkspaceTrust: false,
    // This build of VS Code stays blank without the following.
    userDataPath: '/',
    isEnabledCoderGettingStarted: false,
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
  };
  const messages = '/static/out/nls.messages.js';
  const values: Readonly<Record<string, string>> = {
    WORKBENCH_WEB_CONFIGURATION: attribute(JSON.stringify(configuration)),
    WORKBENCH_WEB_BASE_URL: '/static',
    WORKBENCH_NLS_FALLBACK_URL: messages,
    WORKBENCH_NLS_URL: messages,
    WORKBENCH_SCRIPT_NONCE: 'n',
  };
  const template = path.join(vscode, 'out/vs/code/browser/workbench/workbench.html');
  return readFileSync(template, 'utf8').replace(/\{\{(\w+)\}\}/g, (_, key: string) => {
    return values[key] ?? '';
  });
}

function attribute(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

/**
 * The registry's VS Code is changed so that a machine always stands behind it. Returns its script
 * with this undone; throws when the places are not found, as after a change of version.
 */
function withoutRemote(script: string): string {
  const changes: readonly (readonly [RegExp, string])[] = [
    [/remoteAuthority:location\.host\}/, 'remoteAuthority:void 0}'],
    [
      /(get userRoamingDataHome\(\)\{return \w+\(\w+\.file\(this\.userDataPath\)\.with\(\{scheme:)[\w.]+\}/,
      '$1"vscode-userdata"}',
    ],
  ];
  return changes.reduce((changed, [place, replacement]) => {
    if (!place.test(changed)) throw new Error(`workbench.js has no ${place.source}`);
    return changed.replace(place, replacement);
  }, script);
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
