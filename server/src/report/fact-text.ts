import type { Fact } from '../facts/facts.ts';

/** Returns a fact with its sources for a terminal. */
export function factText(fact: Fact): string {
  const { id, statement, standing, note, sources } = fact;
  const lines = [
    `${id} (${standing})`,
    `  ${statement}`,
    ...(note === undefined ? [] : [`  note: ${note}`]),
    ...sources.flatMap(({ title, url, date }) => [`  source: ${title} (${date})`, `    ${url}`]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}
