import { contains } from '../../base/span.ts';
import type { FileEdit, TextEdit } from '../../base/edit.ts';
import type { Moment } from '../../scenario/timeline.ts';
import { at, type ArrayNode } from '../../syntax/node.ts';
import type { ScenarioSubject } from '../judging/subject.ts';

/** The list of steps as it is written, for edits. */
export interface WrittenSteps {
  readonly array: ArrayNode;
  /** Index of the item that a moment's step is written in; -1 when it is not a top-level step. */
  indexOf(moment: Moment | undefined): number;
  /** Turns edits of the scenario's text into edits of its file. */
  inFile(edits: readonly TextEdit[]): readonly FileEdit[];
}

/** Returns the steps of a scenario as written, or `undefined` when they are not a list. */
export function writtenSteps({ document, tree }: ScenarioSubject): WrittenSteps | undefined {
  const array = at(tree.root, 'steps');
  if (array?.kind !== 'array') return undefined;
  return {
    array,
    indexOf: (moment) =>
      moment ? array.items.findIndex((item) => contains(item, moment.step.at.span)) : -1,
    inFile: (edits) => edits.map((edit) => ({ ...edit, uri: document.uri })),
  };
}
