import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeLens } from '../../server/src/features/code-lens.ts';
import { completion } from '../../server/src/features/completion.ts';
import { definition } from '../../server/src/features/definition.ts';
import { documentHighlights } from '../../server/src/features/document-highlights.ts';
import { documentLinks } from '../../server/src/features/document-links.ts';
import { documentSymbols } from '../../server/src/features/document-symbols.ts';
import { foldingRanges } from '../../server/src/features/folding-ranges.ts';
import { hover } from '../../server/src/features/hover.ts';
import { inlayHints } from '../../server/src/features/inlay-hints.ts';
import { templateRenamable } from '../../server/src/features/rename/template.ts';
import { references } from '../../server/src/features/references.ts';
import { selectionRanges } from '../../server/src/features/selection-ranges.ts';
import { signatureHelp } from '../../server/src/features/signature-help.ts';
import { applyEdits } from '../../server/src/base/edit.ts';
import { ROOT, workspaceOf } from '../kit.ts';

/** Public templates beside the project. */
const CORPUS = path.resolve(import.meta.dirname, '../../../shared/corpus');
const isPresent = existsSync(CORPUS);
if (!isPresent) {
  console.warn('../shared/corpus is absent: features are not tried on real templates');
}

/** Places looked at in each file, spread evenly. */
const PLACES = 12;

/** Every file of the corpus that may be ours, the largest left to the test of their own. */
function templates(): readonly string[] {
  if (!isPresent) return [];
  const names = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => {
    if (!name.endsWith('.json') || !statSync(path.join(CORPUS, name)).isFile()) return false;
    return /deployment(?:Template|Parameters)\.json/.test(read(name));
  });
}

function read(name: string): string {
  return readFileSync(path.join(CORPUS, name), 'utf8');
}

const own = (uri: string): string => uri;
const uri = `${ROOT}file.json`;

describe.skipIf(!isPresent)('on real templates', () => {
  const names = templates();

  it('every feature answers everywhere', () => {
    expect(names.length).toBeGreaterThan(500);
    for (const name of names) {
      const text = read(name);
      const { analysis } = workspaceOf(new Map([['file.json', text]]));
      for (let place = 0; place < PLACES; place++) {
        const offset = Math.floor((text.length * place) / PLACES);
        expect(() => {
          hover(analysis, uri, offset);
          completion(analysis, uri, offset, { takesSnippets: true });
          signatureHelp(analysis, uri, offset);
          definition(analysis, uri, offset, own);
          references(analysis, uri, offset, { declaration: 'included', clientUri: own });
          documentHighlights(analysis, uri, offset);
          selectionRanges(analysis, uri, [offset]);
        }, `${name} at ${offset}`).not.toThrow();
      }
      expect(() => {
        documentSymbols(analysis, uri);
        documentLinks(analysis, uri, own);
        foldingRanges(analysis, uri);
        codeLens(analysis, uri, own);
        inlayHints(analysis, uri, { start: 0, end: Math.min(text.length, 20_000) });
      }, name).not.toThrow();
    }
  }, 120_000);

  it('renaming keeps the number of references', () => {
    let renamed = 0;
    for (const name of names.filter((_, index) => index % 4 === 0)) {
      const text = read(name);
      const { analysis } = workspaceOf(new Map([['file.json', text]]));
      const occurrences = analysis.symbolsOf(uri)?.occurrences ?? [];
      const first = occurrences.find(({ symbol }) => symbol.declaration);
      if (!first) continue;
      const renaming = templateRenamable(analysis, uri, first.span.start)?.rename('renamed_name');
      if (!renaming || 'problem' in renaming) continue;
      const after = applyEdits(text, renaming.edits) ?? '';
      const changed = workspaceOf(new Map([['file.json', after]])).analysis;
      const again = changed.symbolsOf(uri)?.occurrences ?? [];
      expect(again.length, name).toBe(occurrences.length);
      const now = again.filter(({ symbol }) => symbol.name === 'renamed_name');
      expect(now.length, name).toBeGreaterThanOrEqual(renaming.edits.length);
      renamed++;
    }
    expect(renamed).toBeGreaterThan(50);
  }, 60_000);
});
