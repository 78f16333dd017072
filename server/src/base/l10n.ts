/** Texts in another language by the English ones; placeholders are `{0}`, `{1}` and so on. */
export type Translations = Readonly<Record<string, string>>;

let translations: Translations = {};

/**
 * Sets the language of all texts made from now on; `undefined` for English. What is not a text is
 * passed over, for it may come from a client that knows nothing of this.
 */
export function setTranslations(bundle: unknown): void {
  const entries = typeof bundle === 'object' && bundle !== null ? Object.entries(bundle) : [];
  // Without a prototype, so that `constructor` is no text.
  translations = Object.assign(
    Object.create(null),
    Object.fromEntries(entries.filter(([, text]) => typeof text === 'string')),
  ) as Translations;
}

/**
 * Returns a text in the language that is set, in English where it has no translation, with `values`
 * in place of `{0}`, `{1}` and so on. A count needs a text for one and another for several.
 */
export function t(text: string, ...values: readonly (string | number | bigint)[]): string {
  const translated = translations[text] ?? text;
  if (values.length === 0) return translated;
  return translated.replace(/\{(\d+)\}/g, (placeholder, index: string) =>
    String(values[Number(index)] ?? placeholder),
  );
}

/**
 * Returns a text as it is: it stands in a table that is made before the language is known, and goes
 * through `t` where it is shown.
 */
export function translatable<T extends string>(text: T): T {
  return text;
}
