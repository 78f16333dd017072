/** A value that a JSON text can hold. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };

/** How a text is written. */
export interface JsonStyle {
  readonly lineBreak: string;
  /** One level of indentation. */
  readonly unit: string;
  /** Between a name and its value: `: `. */
  readonly colon: string;
  /** After a comma, and inside the braces of an object on one line. */
  readonly gap: string;
}

/** Returns the value as JSON text on one line. */
export function jsonOnOneLine(value: JsonValue, style: JsonStyle): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const { colon, gap } = style;
  if (isList(value)) {
    return `[${value.map((item) => jsonOnOneLine(item, style)).join(`,${gap}`)}]`;
  }
  const members = Object.entries(value).map(
    ([name, item]) => `${JSON.stringify(name)}${colon}${jsonOnOneLine(item, style)}`,
  );
  return members.length === 0 ? '{}' : `{${gap}${members.join(`,${gap}`)}${gap}}`;
}

/** Returns the value as JSON text, each member and item on its own line deeper than `indent`. */
export function jsonOnLines(value: JsonValue, style: JsonStyle, indent: string): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const deeper = indent + style.unit;
  const parts = isList(value)
    ? value.map((item) => jsonOnLines(item, style, deeper))
    : Object.entries(value).map(
        ([name, item]) =>
          `${JSON.stringify(name)}${style.colon}${jsonOnLines(item, style, deeper)}`,
      );
  const [open, close] = isList(value) ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return open + close;
  const before = style.lineBreak + deeper;
  return `${open}${before}${parts.join(`,${before}`)}${style.lineBreak}${indent}${close}`;
}

/** Says whether the value is a list; `Array.isArray` does not see that of readonly lists. */
export function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
