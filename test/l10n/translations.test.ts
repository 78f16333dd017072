// The Spanish texts belong to the English ones in the sources.
import { describe, expect, test } from 'vitest';
import spanish from '../../l10n/bundle.l10n.es.json' with { type: 'json' };
import { placeholders, translatedTexts, untranslated } from './texts.ts';

const texts = translatedTexts('server/src', 'client/src');

test('every text has a Spanish one', () => {
  expect(texts.filter((text) => !(text in spanish))).toEqual([]);
});

test('no Spanish text is left without an English one', () => {
  expect(Object.keys(spanish).filter((text) => !texts.includes(text))).toEqual([]);
});

test.each(Object.entries(spanish))('%s has the same placeholders', (english, text) => {
  expect(placeholders(text)).toEqual(placeholders(english));
});

describe('what people read goes through t', () => {
  test('in messages and titles of rules', () => {
    expect(untranslated('server/src/rules', ['message', 'title'])).toEqual([]);
  });

  test('in what is said of scenarios, templates and devices', () => {
    const names = ['message', 'reason', 'because', 'why', 'problem', 'says'];
    for (const layer of ['scenario', 'device', 'suppression', 'syntax', 'workspace']) {
      expect(untranslated(`server/src/${layer}`, names), layer).toEqual([]);
    }
  });
});
