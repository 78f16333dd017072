import type { SelectionRangeParams } from 'vscode-languageserver';
import { documentSymbols } from '../../features/document-symbols.ts';
import { foldingRanges } from '../../features/folding-ranges.ts';
import { offsetIn } from '../../features/ranges.ts';
import { selectionRanges } from '../../features/selection-ranges.ts';
import { inDocument } from './at-position.ts';
import type { RequestContext } from './request-context.ts';

/** Answers requests for the structure of a document. */
export function registerStructure(context: RequestContext): void {
  const { connection, analysis } = context;

  connection.onDocumentSymbol(
    inDocument(context, 'document symbols', (uri) => documentSymbols(analysis, uri)),
  );
  connection.onFoldingRanges(
    inDocument(context, 'folding ranges', (uri) => foldingRanges(analysis, uri)),
  );
  connection.onSelectionRanges(
    inDocument(context, 'selection ranges', (uri, { positions }: SelectionRangeParams) => {
      const offsets = positions.flatMap((position) => offsetIn(analysis.read, uri, position) ?? []);
      return selectionRanges(analysis, uri, offsets);
    }),
  );
}
