// The snippets are what the facts make of them, and what they give is itself without findings.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { contributedSnippets, type Snippet } from '../scripts/contributed-snippets.ts';
import { allFindings, workspaceOf, type Files } from './kit.ts';

const contributed = contributedSnippets();
const snippets = new Map(Object.values(contributed).flatMap((file) => Object.entries(file)));

test.each(Object.keys(contributed))(
  '%s is written by `npm run generate` and contributed',
  (file) => {
    expect(existsSync(file)).toBe(true);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(contributed[file]);
    expect(manifest.contributes.snippets.map(({ path }) => path)).toContain(`./${file}`);
  },
);

describe('a GPU VM', () => {
  test('alone lacks the driver extension, and nothing else', () => {
    expect(findings(['GPU VM'], '2607', 'windows-server-2019-core')).toEqual([
      'missing-gpu-extension',
    ]);
  });

  const drivers = [...snippets.keys()].filter((name) => name.startsWith('GPU driver'));
  test('has a driver for two systems and two ranges of releases', () => {
    expect(drivers).toHaveLength(4);
  });

  test.each(drivers)('with "%s" has no finding', (driver) => {
    const os = driver.includes('Windows') ? 'windows-server-2019-core' : 'ubuntu-18.04';
    const release = driver.includes('before') ? '2106' : '2205';
    expect(findings(['GPU VM', driver], release, os)).toEqual([]);
  });
});

test('the scenario has no finding, and comes out as it expects', () => {
  expect(rulesFinding(new Map([['a.gpuscenario.yaml', expanded('GPU scenario')]]))).toEqual([]);
});

test('the configuration has no finding', () => {
  const text = expanded('Edge GPU configuration');
  expect(rulesFinding(new Map([['edge-gpu.config.yaml', text]]))).toEqual([]);
});

/** Returns the rules that find something in a template of snippets. */
function findings(names: readonly string[], release: string, os: string): readonly string[] {
  const template = `{
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0",
    "parameters": { "adminPassword": { "type": "securestring" } },
    "resources": [${names.map(expanded).join(',')}]
  }`;
  const configuration = `device: { model: pro-gpu-2, release: "${release}", kubernetes: none }
images: { myimage: ${os} }
`;
  return rulesFinding(
    new Map([
      ['vm.json', template],
      ['edge-gpu.config.yaml', configuration],
    ]),
  );
}

/** Returns the rules that find something in the files, each once. */
function rulesFinding(files: Files): readonly string[] {
  return [...new Set(allFindings(workspaceOf(files), files).map(({ rule }) => rule))];
}

/** Returns a snippet as it stands there when nobody changes its defaults. */
function expanded(name: string): string {
  const { body } = snippets.get(name) as Snippet;
  return body
    .join('\n')
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1');
}
