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

/** The scheme of read-only documents that show a template expanded. */
export const expandedScheme = 'edge-gpu-expanded';

/** Says whether a document is a scenario, a configuration, a template or a parameter file. */
export function isRelevant(document: TextDocument): boolean {
  if (isForReading(document)) return false;
  if (ownLanguages.has(document.languageId) || ownNames.test(document.uri.path)) return true;
  return jsonLanguages.has(document.languageId) && ownSchemas.test(document.getText());
}

/**
 * Says whether a change may have made a document relevant. It looks at the changed lines only, so
 * that typing in a large unrelated JSON file costs nothing.
 */
export function becomesRelevant({ document, contentChanges }: TextDocumentChangeEvent): boolean {
  if (isForReading(document) || !jsonLanguages.has(document.languageId)) return false;
  return contentChanges.some(({ range, text }) => {
    if (ownSchemas.test(text)) return true;
    const line = range.start.line;
    return line < document.lineCount && ownSchemas.test(document.lineAt(line).text);
  });
}

/** The old side of a diff and an expanded template are not edited; findings there are noise. */
function isForReading({ uri }: TextDocument): boolean {
  return uri.scheme === 'git' || uri.scheme === expandedScheme;
}
