import type { TextDocument, TextDocumentChangeEvent } from 'vscode';
import { describe, expect, it } from 'vitest';
import { becomesRelevant, isRelevant } from '../client/src/relevance.ts';

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
const template = `{\n  "$schema": "${schema}"\n}`;
const parameters = template.replace('deploymentTemplate', 'deploymentParameters');

/** A document with as much of VS Code's interface as is looked at here. */
function document(uri: string, languageId: string, text: string): TextDocument {
  const [, scheme = '', path = ''] = /^([^:]+):(.*)$/.exec(uri) ?? [];
  const lines = text.split('\n');
  return {
    uri: { scheme, path },
    languageId,
    lineCount: lines.length,
    getText: () => text,
    lineAt: (line: number) => ({ text: lines[line] }),
  } as unknown as TextDocument;
}

describe('isRelevant', () => {
  it.each([
    ['a template', 'file:/w/a.json', 'json', template, true],
    ['a template with comments', 'file:/w/a.json', 'jsonc', `// why\n${template}`, true],
    ['a template of ARM Tools', 'file:/w/a.json', 'arm-template', '{}', true],
    ['an unsaved template', 'untitled:Untitled-1', 'json', template, true],
    ['a template in a virtual workspace', 'vscode-vfs:/r/a.json', 'json', template, true],
    [
      'a subscription template',
      'file:/w/a.json',
      'json',
      template.replace('dep', 'subscriptionDep'),
      true,
    ],
    ['a parameter file', 'file:/w/a.parameters.json', 'json', parameters, true],
    ['a scenario', 'file:/w/a.gpuscenario.yaml', 'gpuscenario', '', true],
    ['a scenario taken for YAML', 'file:/w/a.gpuscenario.yml', 'yaml', '', true],
    ['a scenario in JSON', 'file:/w/a.gpuscenario.json', 'json', '{}', true],
    ['an unsaved scenario', 'untitled:Untitled-2', 'gpuscenario', '', true],
    ['a configuration', 'file:/w/edge-gpu.config.yaml', 'yaml', '', true],
    ['another package.json', 'file:/w/package.json', 'json', '{ "name": "a" }', false],
    ['another YAML file', 'file:/w/not-edge-gpu.config.yaml', 'yaml', '', false],
    ['a text about templates', 'file:/w/a.md', 'markdown', template, false],
    ['the old side of a diff', 'git:/w/a.json', 'json', template, false],
  ])('%s', (_, uri, languageId, text, expected) => {
    expect(isRelevant(document(uri, languageId, text))).toBe(expected);
  });
});

describe('becomesRelevant', () => {
  const change = (line: number, text: string, languageId: string): TextDocumentChangeEvent =>
    ({
      document: document('untitled:a', languageId, template),
      contentChanges: [{ range: { start: { line } }, text }],
    }) as unknown as TextDocumentChangeEvent;

  it.each([
    ['the last character of the schema is typed', change(1, '#', 'json'), true],
    ['a whole template is pasted', change(0, template, 'jsonc'), true],
    ['something else is typed', change(2, '}', 'json'), false],
    ['lines at the end are removed', change(9, '', 'json'), false],
    ['it is no JSON', change(1, '#', 'markdown'), false],
  ])('%s', (_, event, expected) => {
    expect(becomesRelevant(event)).toBe(expected);
  });
});
