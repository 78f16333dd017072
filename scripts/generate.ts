// npm run generate: writes what is made from the code, so that it cannot fall behind it.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rulePage } from '../server/src/report/rule-page.ts';
import { rules } from '../server/src/rules/index.ts';
import { format, resolveConfig } from 'prettier';
import { configurationSchema } from './contributed-schema.ts';
import { contributedSnippets } from './contributed-snippets.ts';
import { contributedTools } from './contributed-tools.ts';
import { exampleFindings } from './rule-examples.ts';

const FOLDER = 'docs/rules';

mkdirSync(FOLDER, { recursive: true });
for (const name of readdirSync(FOLDER)) rmSync(`${FOLDER}/${name}`);
for (const rule of rules) {
  writeFileSync(`${FOLDER}/${rule.id}.md`, rulePage(rule, exampleFindings(rule)));
}
const list = rules.map(
  ({ id, title, severity }) => `| [${id}](${id}.md) | ${severity} | ${title} |`,
);
writeFileSync(
  `${FOLDER}/README.md`,
  ['# Rules', '', '| rule | severity | finds |', '| --- | --- | --- |', ...list, ''].join('\n'),
);
console.log(`${rules.length} pages in ${FOLDER}`);

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { contributes: object };
Object.assign(manifest.contributes, { languageModelTools: contributedTools() });
writeFileSync('package.json', `${JSON.stringify(manifest, undefined, 2)}\n`);
console.log('the tools of language models in package.json');

mkdirSync('snippets', { recursive: true });
for (const [file, snippets] of Object.entries(contributedSnippets())) {
  writeFileSync(file, `${JSON.stringify(snippets, undefined, 2)}\n`);
  console.log(file);
}

const SCHEMA = 'syntaxes/config.schema.json';
const style = { ...(await resolveConfig(SCHEMA)), filepath: SCHEMA };
writeFileSync(SCHEMA, await format(JSON.stringify(configurationSchema()), style));
console.log(SCHEMA);
