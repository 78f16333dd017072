import type { Outcome } from '../scenario/scenario.ts';

/** The colours of a picture: those of the editor's theme, and fallbacks outside an editor. */
export const theme = {
  background: 'var(--vscode-editor-background, #ffffff)',
  text: 'var(--vscode-foreground, #1f1f1f)',
  dim: 'var(--vscode-descriptionForeground, #5f5f5f)',
  line: 'var(--vscode-contrastBorder, var(--vscode-charts-lines, #c8c8c8))',
  font: "var(--vscode-font-family, system-ui, 'Segoe UI', sans-serif)",
  /**
   * Holders have the colours of Okabe and Ito, which people with any kind of colour vision tell
   * apart, on light and dark ground alike. VMs take theirs in turn; names and icons say the same.
   */
  kubernetes: '#56b4e9',
  vms: ['#e69f00', '#009e73', '#cc79a7', '#0072b2'],
} as const;

/** How an outcome looks: a glyph and a word beside its colour. */
export interface OutcomeLook {
  readonly glyph: string;
  readonly colour: string;
}

export const outcomeLooks: Readonly<Record<Outcome, OutcomeLook>> = {
  succeeds: { glyph: '✓', colour: 'var(--vscode-charts-green, #388a34)' },
  'at-risk': { glyph: '!', colour: 'var(--vscode-charts-yellow, #bf8803)' },
  fails: { glyph: '✗', colour: 'var(--vscode-charts-red, #d1242f)' },
  skipped: { glyph: '–', colour: theme.dim },
};
