import { parseJson } from './json.ts';
import { afterLineBreak, lineBreakOf, lineEnd, lineStart } from './layout.ts';

/** JSON is YAML; what is written into it must be JSON too. */
export function isJson(text: string): boolean {
  return /^\uFEFF?\s*[{[]/.test(text) && parseJson(text).problems.length === 0;
}

/** Returns where the lines of a block end: comment lines deeper than its column belong to it. */
export function blockEnd(text: string, offset: number, column: number): number {
  let end = lineEnd(text, offset);
  for (;;) {
    const start = afterLineBreak(text, end);
    const comment = commentOnLine(text, start);
    if (start === end || comment === undefined || comment - start <= column) return end;
    end = lineEnd(text, start);
  }
}

/** Returns the offset of the comment on a line that holds nothing else. */
export function commentOnLine(text: string, start: number): number | undefined {
  let offset = start;
  while (text[offset] === ' ' || text[offset] === '\t') offset++;
  return text[offset] === '#' ? offset : undefined;
}

/** Returns the column to which a block collection is indented, past the dashes it is written in. */
export function columnAt(text: string, offset: number): number {
  const prefix = text.slice(lineStart(text, offset), offset).replace('\uFEFF', '');
  return /^ *(?:[-?:] +)*/.exec(prefix)?.[0].length ?? 0;
}

/** Returns a line break and the indentation of the next line. */
export function newLine(text: string, column: number): string {
  return lineBreakOf(text) + ' '.repeat(column);
}
