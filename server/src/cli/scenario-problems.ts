import { placeText } from '../report/text.ts';
import type { Workspace, WorkspaceFile } from './workspace.ts';

/** Returns what keeps a scenario from being run, a line each: `file:line:column: message`. */
export function scenarioProblems(
  { analysis, places }: Workspace,
  { uri, kind }: WorkspaceFile,
): readonly string[] {
  if (kind !== 'scenario') return [];
  return analysis
    .check(uri)
    .filter(({ rule, severity }) => rule === 'scenario-syntax' && severity === 'error')
    .map(({ at, message }) => `${placeText(at, places)}: ${message}`);
}
