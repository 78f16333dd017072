import { InlayHintKind, type InlayHint } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import { touches, type Span } from '../base/span.ts';
import { readByKind, type ByKind } from './by-kind.ts';
import { rangeIn } from './ranges.ts';
import type { Hint } from './inlay-hints/hint.ts';
import { templateHints } from './inlay-hints/template.ts';
import { scenarioHints } from './inlay-hints/scenario.ts';

const readers: ByKind<Analysis, [span: Span], readonly Hint[]> = {
  template: templateHints,
  scenario: scenarioHints,
};

/** Returns the hints within `span`: values of expressions, GPUs claimed. */
export function inlayHints(analysis: Analysis, uri: string, span: Span): InlayHint[] {
  const hints = readByKind(readers, analysis, uri, span) ?? [];
  return hints.flatMap(({ offset, label, tooltip }): InlayHint[] => {
    if (!touches(span, offset)) return [];
    const range = rangeIn(analysis.read, { uri, span: { start: offset, end: offset } });
    if (!range) return [];
    return [
      {
        position: range.start,
        label,
        kind: InlayHintKind.Type,
        paddingLeft: true,
        ...(tooltip !== undefined && { tooltip: { kind: 'markdown', value: tooltip } }),
      },
    ];
  });
}
