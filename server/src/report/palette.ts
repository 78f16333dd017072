import type { Outcome } from '../scenario/scenario.ts';
import type { Severity } from '../rules/judging/rule.ts';

/** How a report for a terminal is coloured. */
export interface Palette {
  bold(text: string): string;
  dim(text: string): string;
  severity(severity: Severity, text: string): string;
  outcome(outcome: Outcome, text: string): string;
}

/** Leaves every text as it is. */
export const plainPalette: Palette = {
  bold: (text) => text,
  dim: (text) => text,
  severity: (_, text) => text,
  outcome: (_, text) => text,
};

const SEVERITY_COLOURS: Readonly<Record<Severity, number>> = {
  error: 31,
  warning: 33,
  information: 36,
  hint: 90,
};

const OUTCOME_COLOURS: Readonly<Record<Outcome, number>> = {
  succeeds: 32,
  'at-risk': 33,
  fails: 31,
  skipped: 90,
};

/** The sixteen colours every terminal has. */
export const ansiPalette: Palette = {
  bold: (text) => paint(1, text),
  dim: (text) => paint(90, text),
  severity: (severity, text) => paint(SEVERITY_COLOURS[severity], text),
  outcome: (outcome, text) => paint(OUTCOME_COLOURS[outcome], text),
};

function paint(code: number, text: string): string {
  return text === '' ? '' : `\u001B[${code}m${text}\u001B[0m`;
}
