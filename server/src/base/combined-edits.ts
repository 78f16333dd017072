import type { FileEdit } from './edit.ts';

/** Edits that can be made together, and what they belong to. */
export interface CombinedEdits<T> {
  readonly edits: readonly FileEdit[];
  readonly taken: readonly T[];
}

/**
 * Returns the edits of as many items as go together. An item whose edits meet those of an earlier
 * one is left out whole: it can be fixed when the others are made. Equal edits of two items, such
 * as a shared literal both want changed the same way, are made once.
 */
export function combinedEdits<T>(
  items: readonly T[],
  editsOf: (item: T) => readonly FileEdit[],
): CombinedEdits<T> {
  const edits: FileEdit[] = [];
  const taken: T[] = [];
  for (const item of items) {
    const fresh = editsOf(item).filter(
      (edit) => !edits.some((other) => isReplacedAlike(edit, other)),
    );
    if (fresh.some((edit) => edits.some((other) => collides(edit, other)))) continue;
    edits.push(...fresh);
    taken.push(item);
  }
  return { edits, taken };
}

/** Two insertions of one text are two wishes; two replacements of one place are one. */
function isReplacedAlike(a: FileEdit, b: FileEdit): boolean {
  return (
    a.uri === b.uri &&
    a.newText === b.newText &&
    a.span.start === b.span.start &&
    a.span.end === b.span.end &&
    a.span.start < a.span.end
  );
}

/** Edits that only touch collide too: who wrote a comma between them would be a matter of luck. */
function collides(a: FileEdit, b: FileEdit): boolean {
  if (a.uri !== b.uri) return false;
  return a.create || b.create || (a.span.start <= b.span.end && b.span.start <= a.span.end);
}
