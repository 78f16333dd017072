import { beforeEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource, type CancellationToken } from 'vscode-languageserver/node';
import { createAnswer, type Settle } from '../../server/src/lsp/answer.ts';
import { FileTable } from '../../server/src/lsp/file-table.ts';

const uncancelled = new CancellationTokenSource().token;

describe('an answer', () => {
  let table: FileTable;
  let logged: string[];
  let loaded: string[];

  beforeEach(() => {
    table = new FileTable();
    table.changeFolders(['file:///w'], []);
    logged = [];
    loaded = [];
  });

  function ask<R>(
    run: (settle: Settle) => Promise<R>,
    token: CancellationToken = uncancelled,
  ): Promise<R> {
    const answer = createAnswer({
      table,
      load: (uris) => {
        loaded.push(...uris);
        for (const uri of uris) table.endLoad(table.beginLoad(uri), `text of ${uri}`);
        return Promise.resolve();
      },
      ready: Promise.resolve(),
      nextTurn: async () => {},
      log: (message) => logged.push(message),
    });
    return answer('test', (_: undefined, settle) => run(settle))(undefined, token);
  }

  it('is computed again until every file that it wants is there', async () => {
    const answer = await ask((settle) =>
      settle(() => {
        if (!table.read('file:///w/a')) return 'no a';
        return table.read('file:///w/b')?.text;
      }),
    );
    expect(answer.value).toBe('text of file:///w/b');
    expect(loaded).toEqual(['file:///w/a', 'file:///w/b']);
  });

  it('is an error, and logged, when the computation fails', async () => {
    const answer = ask((settle) =>
      settle(() => {
        throw new Error('a bug');
      }),
    );
    await expect(answer).rejects.toMatchObject({ code: -32603 });
    expect(logged.join()).toContain('a bug');
  });

  it('is an error when files keep leading to others', async () => {
    let file = 0;
    const answer = ask((settle) => settle(() => table.read(`file:///w/${file++}`)));
    await expect(answer).rejects.toMatchObject({ code: -32603 });
    expect(loaded.length).toBeLessThan(100);
  });

  it('is not begun when the request is cancelled', async () => {
    const source = new CancellationTokenSource();
    source.cancel();
    let isBegun = false;
    const answer = ask((settle) => settle(() => (isBegun = true)), source.token);
    await expect(answer).rejects.toMatchObject({ code: -32800 });
    expect(isBegun).toBe(false);
    expect(logged).toEqual([]);
  });
});
