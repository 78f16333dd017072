import { describe, expect, it } from 'vitest';
import type { Fact } from '../../server/src/facts/index.ts';
import {
  codeBlock,
  escaped,
  factParagraph,
  inlineCode,
} from '../../server/src/features/markdown.ts';

describe('escaped', () => {
  it.each([
    ['vm one', 'vm one'],
    ['[click](command:run)', '\\[click\\]\\(command\\:run\\)'],
    ['https://example.org', 'https\\:\\/\\/example\\.org'],
    ['<img src=x>', '\\<img src\\=x\\>'],
    ['**bold** _it_ `code`', '\\*\\*bold\\*\\* \\_it\\_ \\`code\\`'],
    ['one\n\n# two', 'one \\# two'],
    ['back\\slash', 'back\\\\slash'],
    ['größe 😀', 'größe 😀'],
  ])('shows %j as text', (text, markdown) => {
    expect(escaped(text)).toBe(markdown);
  });
});

describe('inlineCode', () => {
  it.each([
    ['vm', '`vm`'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['a\nb', '`a b`'],
    ['', '""'],
  ])('shows %j as code', (text, markdown) => {
    expect(inlineCode(text)).toBe(markdown);
  });
});

it('a code block ends where it should, whatever is in it', () => {
  expect(codeBlock('json', '"```\n[x](command:y)"')).toBe('````json\n"```\n[x](command:y)"\n````');
});

describe('factParagraph', () => {
  const fact: Fact = {
    id: 'x',
    statement: 'It is so.',
    standing: 'stated',
    sources: [
      {
        key: 'k',
        title: 'a/b/page_1.md (draft)',
        url: 'https://example.org/p',
        date: '2024-01-02',
      },
    ],
  };

  it('links its source with the date', () => {
    expect(factParagraph(fact)).toBe(
      'It is so\\.  \nSource: [page\\_1 \\(draft\\)](https://example.org/p) (2024\\-01\\-02)',
    );
  });

  it.each([
    ['inference', 'an inference'],
    ['disputed', 'sources disagree'],
  ] as const)('says that it is %s', (standing, words) => {
    expect(factParagraph({ ...fact, standing })).toContain(words);
  });

  it('adds its note', () => {
    expect(factParagraph({ ...fact, note: 'A slip.' })).toContain('A slip\\.');
  });
});
