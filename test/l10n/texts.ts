import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.join(import.meta.dirname, '../..');

/** Returns the texts that the sources give to `t` or mark as `translatable`, each once. */
export function translatedTexts(...folders: readonly string[]): readonly string[] {
  const texts = new Set<string>();
  for (const folder of folders) {
    for (const file of readdirSync(path.join(root, folder), {
      recursive: true,
      encoding: 'utf8',
    })) {
      if (!file.endsWith('.ts')) continue;
      const source = readFileSync(path.join(root, folder, file), 'utf8');
      collect(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true), texts);
    }
  }
  return [...texts];
}

function collect(node: ts.Node, texts: Set<string>): void {
  if (ts.isCallExpression(node)) {
    const [first] = node.arguments;
    const isTranslated = /^(?:t|translatable|vscode\.l10n\.t)$/.test(node.expression.getText());
    if (isTranslated && first && ts.isStringLiteralLike(first)) texts.add(first.text);
  }
  ts.forEachChild(node, (child) => collect(child, texts));
}

/** Returns the placeholders of a text, each once, in order. */
export function placeholders(text: string): readonly string[] {
  return [...new Set(text.match(/\{\d+\}/g))].sort();
}

const LETTER = /\p{L}{2}/u;

/** Returns the rule files' messages and titles that are written without `t`, as `file: text`. */
export function untranslated(folder: string, names: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const file of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const source = readFileSync(path.join(root, folder, file), 'utf8');
    const visit = (node: ts.Node, isRule: boolean): void => {
      // The title of a rule is in a table: `defineRule({ title })`.
      if (ts.isCallExpression(node) && node.expression.getText() === 'defineRule') isRule = true;
      if (ts.isFunctionLike(node)) isRule = false;
      if (!isRule && ts.isPropertyAssignment(node) && names.includes(node.name.getText())) {
        const { initializer } = node;
        const isText = ts.isStringLiteralLike(initializer) || ts.isTemplateExpression(initializer);
        const words = isText ? literalParts(initializer) : '';
        if (LETTER.test(words)) found.push(`${file}: ${words}`);
      }
      ts.forEachChild(node, (child) => visit(child, isRule));
    };
    visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true), false);
  }
  return found;
}

function literalParts(node: ts.StringLiteralLike | ts.TemplateExpression): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(' ');
}
