// Letter case as .NET's invariant culture maps it: one UTF-16 unit to one, so lengths stay.

/** Returns the text in lower case. */
export function toLower(text: string): string {
  return mapUnits(text, (part) => part.toLowerCase());
}

/** Returns the text in upper case. */
export function toUpper(text: string): string {
  return mapUnits(text, (part) => part.toUpperCase());
}

/** Compares by UTF-16 units after mapping to upper case; below 0 when `a` comes first. */
export function compareIgnoringCase(a: string, b: string): number {
  const left = toUpper(a);
  const right = toUpper(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

function mapUnits(text: string, map: (part: string) => string): string {
  const mapped = map(text);
  if (mapped.length === text.length) return mapped;
  // Some letter became several, as ß becomes SS; .NET leaves such letters as they are.
  const parts = Array.from(text, (character) => {
    const one = map(character);
    return one.length === character.length ? one : character;
  });
  return parts.join('');
}
