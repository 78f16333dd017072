import type { Fact } from '../facts/index.ts';

/** Returns text from a file as Markdown that shows exactly this text: no link, no markup. */
export function escaped(text: string): string {
  return oneLine(text).replace(/[!#$&()*+\-./:<=>@[\\\]^_`{|}~]/g, '\\$&');
}

/** Returns text as inline code, also when there are backticks in it. */
export function inlineCode(text: string): string {
  const line = oneLine(text);
  const fence = '`'.repeat(longestRun(line) + 1);
  // A space keeps backticks at the ends apart from the fence.
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return line.trim() === '' ? escaped(JSON.stringify(text)) : fence + space + line + space + fence;
}

/** Returns text as a block of code, also when there are fences in it. */
export function codeBlock(language: 'json', text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Returns a fact with its standing and its sources, as one paragraph. */
export function factParagraph(fact: Fact): string {
  const standing = {
    stated: '',
    inference: ' — an inference, no source states it',
    disputed: ' — sources disagree',
  }[fact.standing];
  const note = fact.note === undefined ? '' : ` ${escaped(fact.note)}`;
  const sources = fact.sources
    .map(({ title, url, date }) => `[${escaped(nameOfDocument(title))}](${url}) (${escaped(date)})`)
    .join(', ');
  const from = sources === '' ? '' : `  \nSource: ${sources}`;
  return `${escaped(fact.statement)}${standing}${note}${from}`;
}

/** The file name of a path says enough; the link leads to the rest. */
function nameOfDocument(title: string): string {
  return title.replace(/^\S*\//, '').replace('.md', '');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
