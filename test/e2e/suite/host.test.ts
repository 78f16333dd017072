import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Where the tests are meant to run, put in when they are bundled. */
declare const EDGE_GPU_TEST_HOST: 'node' | 'web-worker';

describe('the extension host', () => {
  const isWorker = 'importScripts' in globalThis;
  const hasProcess = 'process' in globalThis;

  it(`is the one that is meant: ${EDGE_GPU_TEST_HOST}`, () => {
    assert.equal(isWorker ? 'web-worker' : 'node', EDGE_GPU_TEST_HOST);
    assert.equal(hasProcess, EDGE_GPU_TEST_HOST === 'node');
  });

  it('has the workspace that is meant', () => {
    const schemes = vscode.workspace.workspaceFolders?.map(({ uri }) => uri.scheme);
    // `tmp` is in memory; `file` and `vscode-remote` are on a disk.
    assert.equal(schemes?.includes('tmp'), EDGE_GPU_TEST_HOST === 'web-worker');
  });

  it('runs the extension', () => {
    const extension = vscode.extensions.getExtension('edge-gpu.edge-gpu');
    assert.ok(extension, 'the extension is there');
  });
});
