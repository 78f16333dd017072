import { fact, type Fact } from '../facts/index.ts';
import type { Rule } from '../rules/judging/rule.ts';

/** Returns a rule's page in Markdown: what, why, the facts with their sources, the examples. */
export function rulePage(rule: Rule): string {
  const facts = rule.because.flatMap((id) => fact(id) ?? []);
  return [
    `# ${rule.id}`,
    '',
    `${rule.title} · severity of a definite finding: ${rule.severity}`,
    '',
    rule.description,
    ...(facts.length > 0 ? ['', '## What it rests on', '', ...facts.map(factItem)] : []),
    ...examples('Wrong', rule.examples.wrong),
    ...examples('Right', rule.examples.right),
    '',
    '## Switching it off',
    '',
    'In `edge-gpu.config.yaml`, for all files below it:',
    '',
    '```yaml',
    `rules: { ${rule.id}: off }`,
    '```',
    ...suppressing(rule.id),
    '',
  ].join('\n');
}

/** What does not go for the findings about suppressions themselves. */
function suppressing(id: string): readonly string[] {
  if (id === 'unused-suppression') return [];
  return [
    '',
    'For one line, in JSON with comments (in YAML behind `#`):',
    '',
    '```jsonc',
    `// edge-gpu-disable-next-line ${id} -- why`,
    '```',
    '',
    '`edge-gpu-disable-line` is about its own line, `edge-gpu-disable-file` about the whole file.',
    'Where comments are not wanted, in a resource, a parameter or the template:',
    '',
    '```json',
    `"metadata": { "edgeGpu": { "disable": ["${id}"] } }`,
    '```',
  ];
}

function factItem(rested: Fact): string {
  const sources = rested.sources.map(({ title, url, date }) => `[${title}](${url}), ${date}`);
  const standing = rested.standing === 'stated' ? '' : ` *${STANDING[rested.standing]}.*`;
  const note = rested.note === undefined ? '' : ` ${rested.note}`;
  return `- ${rested.statement}${standing}${note}\n  (${sources.join('; ')})`;
}

const STANDING = {
  inference: 'An inference: no source states it',
  disputed: 'The sources disagree',
} as const;

function examples(title: string, fixtures: readonly string[]): readonly string[] {
  const files = fixtures.flatMap((fixture, index) => [
    ...(fixtures.length > 1 && index > 0 ? ['', '---'] : []),
    ...filesOf(fixture),
  ]);
  return ['', `## ${title}`, ...files];
}

/** A fixture's files, each under its name; its carets underline what the rule points at. */
function filesOf(fixture: string): readonly string[] {
  const parts = fixture.trim().split(/^=== (.+?) ===\n/m);
  const lines: string[] = [];
  for (let index = 1; index < parts.length; index += 2) {
    const name = parts[index] ?? '';
    const language = /\.ya?ml$/.test(name) ? 'yaml' : 'jsonc';
    const text = (parts[index + 1] ?? '').replace(/\n+$/, '');
    lines.push('', `\`${name}\``, '', `\`\`\`${language}`, text, '```');
  }
  return lines;
}
