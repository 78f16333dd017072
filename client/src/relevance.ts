import type { TextDocument, TextDocumentChangeEvent } from 'vscode';

/** Which documents VS Code may ask us about: a wide net, because a selector cannot read a text. */
export const documentSelector = [
  { language: 'gpuscenario' },
  { pattern: '**/*.gpuscenario.{yaml,yml,json}' },
  { pattern: '**/edge-gpu.config.yaml' },
  { language: 'json' },
  { language: 'jsonc' },
  { language: 'arm-template' },
];

const ownLanguages: ReadonlySet<string> = new Set(['gpuscenario', 'arm-template']);
const jsonLanguages: ReadonlySet<string> = new Set(['json', 'jsonc']);
const ownNames = /(?:\.gpuscenario\.(?:ya?ml|json)|(?:^|\/)edge-gpu\.config\.yaml)$/i;
const ownSchemas = /deployment(?:template|parameters)\.json/i;

/** Says whether a document is a scenario, a configuration, a template or a parameter file. */
export function isRelevant(document: TextDocument): boolean {
  // The old side of a diff is not being edited; findings there are noise.
  if (document.uri.scheme === 'git') return false;
  if (ownLanguages.has(document.languageId) || ownNames.test(document.uri.path)) return true;
  return jsonLanguages.has(document.languageId) && ownSchemas.test(document.getText());
}

/**
 * Says whether a change may have made a document relevant. It looks at the changed lines only, so
 * that typing in a large unrelated JSON file costs nothing.
 */
export function becomesRelevant({ document, contentChanges }: TextDocumentChangeEvent): boolean {
  if (!jsonLanguages.has(document.languageId)) return false;
  return contentChanges.some(({ range, text }) => {
    if (ownSchemas.test(text)) return true;
    const line = range.start.line;
    return line < document.lineCount && ownSchemas.test(document.lineAt(line).text);
  });
}
