/** Returns `1 GPU`, `2 GPUs`: a count with its noun, plural by `s`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * Returns how many columns a text takes in a terminal, and about how many average characters in a
 * picture: wide East Asian characters and emoji count two, combining marks none.
 */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOfCharacter(character);
  return columns;
}

/** Returns `text` cut to at most `columns`, with `ellipsis` where something is missing. */
export function shortened(text: string, columns: number, ellipsis: '…' | '...'): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  let used = ellipsis.length;
  for (const character of text) {
    used += columnsOfCharacter(character);
    if (used > columns) break;
    kept += character;
  }
  return kept.trimEnd() + ellipsis;
}

/** Returns `text` in lines of at most `columns`, at most `lines` of them; the last one is cut. */
export function wrapped(text: string, columns: number, lines: number): readonly string[] {
  const result: string[] = [];
  let rest = text.trim();
  while (rest !== '' && result.length < lines - 1) {
    const line = firstLine(rest, columns);
    result.push(line.trimEnd());
    rest = rest.slice(line.length).trimStart();
  }
  return rest === '' ? result : [...result, shortened(rest, columns, '…')];
}

/** As many whole words as fit; a word that alone is too long is cut. */
function firstLine(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let fitting = '';
  let used = 0;
  for (const character of text) {
    used += columnsOfCharacter(character);
    if (used > columns) break;
    fitting += character;
  }
  if (/^\s/.test(text.slice(fitting.length))) return fitting;
  const space = fitting.lastIndexOf(' ');
  if (space > 0) return fitting.slice(0, space);
  // One character is taken in any case, so that the rest gets shorter.
  return fitting || String.fromCodePoint(text.codePointAt(0) ?? 0);
}

/** Returns `text` filled with spaces to `columns`; a longer one stays as it is. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

function columnsOfCharacter(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (/\p{Mn}|\p{Me}|\p{Cf}/u.test(character)) return 0;
  return isWide(code) ? 2 : 1;
}

/** The blocks that Unicode's East Asian Width calls wide, coarsely. */
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}
