/**
 * Returns `text` on one line with nothing in it that a terminal would obey or hide: control and
 * bidirectional characters become `\u{…}`. Names come from files, and files from strangers.
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n?|\n|\t/g, ' ')
    .replace(
      /[\p{Cc}\p{Cs}\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/gu,
      (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
    );
}
