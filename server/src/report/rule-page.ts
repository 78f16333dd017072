import { fact, type Fact } from '../facts/index.ts';
import { milder, type ReportedFinding, type Rule } from '../rules/judging/rule.ts';
import { fixtureFiles } from './fixture-files.ts';

/**
 * Returns a rule's page in Markdown: what, how grave, why, the facts with their sources, the
 * examples. `found` is what it finds in them; the fixes and further facts are those of its findings.
 */
export function rulePage(rule: Rule, found: readonly ReportedFinding[] = []): string {
  const cited = new Set([...rule.because, ...found.flatMap((finding) => finding.facts)]);
  const facts = [...cited].flatMap((id) => fact(id) ?? []);
  return [
    `# ${rule.id}`,
    '',
    `${rule.title} · severity of a definite finding: ${rule.severity}`,
    '',
    rule.description,
    ...severities(rule),
    ...(facts.length > 0 ? ['', '## What it rests on', '', ...facts.map(factItem)] : []),
    ...fixes(found),
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

function severities({ severity, severityWhen = {} }: Rule): readonly string[] {
  const several = Object.entries(severityWhen).map(([level, when]) => `- ${level}: ${when}`);
  const isMildest = severity === milder(severity);
  return [
    '',
    '## Severity',
    '',
    ...several,
    ...(several.length > 0 ? [''] : []),
    isMildest
      ? `Always ${severity}, unless the configuration sets another one.`
      : 'A finding that hangs on an allowed value, a condition or a second parameter file names it, and is one step milder. The configuration can set another severity.',
  ];
}

function fixes(found: readonly ReportedFinding[]): readonly string[] {
  const all = found.flatMap((finding) => finding.fixes);
  if (all.length === 0) return [];
  const titles = [...new Set(all.map(({ title }) => title))];
  return [
    '',
    '## Fixes',
    '',
    'For the examples below these are offered:',
    '',
    ...titles.map((title) => {
      const isPreferred = all.some((fix) => fix.title === title && fix.preferred);
      return `- ${title}${isPreferred ? ' *(preferred)*' : ''}`;
    }),
    ...(all.some(({ preferred }) => preferred)
      ? [
          '',
          'The preferred fixes of definite findings are those that `edge-gpu check --fix` makes.',
        ]
      : []),
  ];
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
  return [...fixtureFiles(fixture)].flatMap(([name, text]) => {
    const language = /\.ya?ml$/.test(name) ? 'yaml' : 'jsonc';
    return ['', `\`${name}\``, '', `\`\`\`${language}`, text.replace(/\n+$/, ''), '```'];
  });
}
