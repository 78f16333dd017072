/** Returns the offset at which the line of `offset` begins. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isBreak(text[start - 1])) start--;
  return start;
}

/** Returns the offset at which the line of `offset` ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isBreak(text[end])) end++;
  return end;
}

/** Returns the offset after the line break that begins at `offset`, if one does. */
export function afterLineBreak(text: string, offset: number): number {
  if (text[offset] === '\r' && text[offset + 1] === '\n') return offset + 2;
  return isBreak(text[offset]) ? offset + 1 : offset;
}

/** Returns the offset of the line break that ends at `offset`, if one does. */
export function beforeLineBreak(text: string, offset: number): number {
  if (text[offset - 2] === '\r' && text[offset - 1] === '\n') return offset - 2;
  return isBreak(text[offset - 1]) ? offset - 1 : offset;
}

/** Returns the white space with which the line of `offset` begins. */
export function indentationAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return text.slice(start, end);
}

/** Says whether only white space stands before `offset` on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}

/** Says whether the span from `start` to `end` lies on one line. */
export function isOnOneLine(text: string, start: number, end: number): boolean {
  return lineEnd(text, start) >= end;
}

/** Returns the line break that the text uses, LF when it has a single line. */
export function lineBreakOf(text: string): string {
  const end = lineEnd(text, 0);
  return end === text.length ? '\n' : text.slice(end, afterLineBreak(text, end));
}

/** Returns what one level of indentation is: that of the first indented line, or two spaces. */
export function indentationUnit(text: string): string {
  return /(?:^|[\r\n])(\t| +)(?=[^\s/*])/.exec(text)?.[1] ?? '  ';
}

function isBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}
