import type { Range, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis.ts';
import { readByKind, type ByKind } from './by-kind.ts';
import { rangeIn } from './ranges.ts';
import { workspaceEdit, type EditTarget } from './workspace-edit.ts';
import type { Renamable, Refusal } from './rename/renamable.ts';
import { parameterFileRenamable } from './rename/parameter-file.ts';
import { templateRenamable } from './rename/template.ts';
import { scenarioRename } from './rename/scenario.ts';

const readers: ByKind<Analysis, [offset: number], Renamable | undefined> = {
  template: templateRenamable,
  parameters: parameterFileRenamable,
  scenario: scenarioRename,
};

/** Returns what the editor shows before it asks for the new name, or `undefined`: no name there. */
export function prepareRename(
  analysis: Analysis,
  uri: string,
  offset: number,
): { range: Range; placeholder: string } | undefined {
  const found = readByKind(readers, analysis, uri, offset);
  const range = found && rangeIn(analysis.read, { uri, span: found.span });
  return range && { range, placeholder: found.name };
}

/** Returns the edits that give the name at `offset` a new one, or why that cannot be. */
export function rename(
  analysis: Analysis,
  uri: string,
  offset: number,
  newName: string,
  target: EditTarget,
): { readonly edit: WorkspaceEdit } | Refusal {
  const found = readByKind(readers, analysis, uri, offset);
  if (!found) return { problem: 'there is nothing here that could be renamed' };
  const renaming = found.rename(newName);
  if ('problem' in renaming) return renaming;
  const edit = workspaceEdit(analysis.read, renaming.edits, target);
  return edit ? { edit } : { problem: 'the editor cannot make these edits' };
}
