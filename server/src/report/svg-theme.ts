import type { Outcome } from '../scenario/scenario.ts';

/** The colours of a picture: those of the editor's theme, and fallbacks outside an editor. */
export const theme = {
  text: 'var(--vscode-foreground, #1f1f1f)',
  dim: 'var(--vscode-descriptionForeground, #5f5f5f)',
  line: 'var(--vscode-contrastBorder, var(--vscode-charts-lines, #c8c8c8))',
  font: "var(--vscode-font-family, system-ui, 'Segoe UI', sans-serif)",
  kubernetes: 'var(--vscode-terminal-ansiCyan, #0598bc)',
  /** VMs take these in turn; their names tell them apart, the colours only help. */
  vms: [
    'var(--vscode-charts-blue, #3794ff)',
    'var(--vscode-charts-purple, #8a4fbf)',
    'var(--vscode-charts-orange, #d18616)',
    'var(--vscode-charts-green, #388a34)',
  ],
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
