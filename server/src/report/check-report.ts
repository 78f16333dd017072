import type { ReportedFinding } from '../rules/judging/rule.ts';

/** What a check of some files gave. */
export interface CheckReport {
  readonly files: readonly CheckedFile[];
  readonly findings: readonly ReportedFinding[];
  readonly errors: readonly FileError[];
}

export interface CheckedFile {
  /** As the report names it, relative with `/`. */
  readonly file: string;
  readonly kind: 'template' | 'parameters' | 'scenario' | 'config';
}

/** Why a file or folder could not be looked at. */
export interface FileError {
  readonly file: string;
  readonly message: string;
}
