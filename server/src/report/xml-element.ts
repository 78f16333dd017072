import { printable } from './printable.ts';

/** Attributes of an element, in the order they are written; `undefined` ones are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Returns an XML element; `children` are markup already. */
export function element(name: string, attributes: Attributes, children: readonly string[]): string {
  let written = '';
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) written += ` ${key}="${escaped(String(value))}"`;
  }
  return children.length === 0
    ? `<${name}${written}/>`
    : `<${name}${written}>${children.join('')}</${name}>`;
}

/** Returns an element that holds text and nothing else; the text is never markup. */
export function textElement(name: string, attributes: Attributes, text: string): string {
  return element(name, attributes, [escaped(text)]);
}

/** Printable first: XML has no way to write most control characters. */
function escaped(text: string): string {
  // Most texts are measures and colours, and a picture has a hundred thousand of them.
  if (/^[\w #%(),.:/-]*$/.test(text)) return text;
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
