import { readFileSync } from 'node:fs';
import ts from 'typescript';

/**
 * Leaves the examples of the rules out of a bundle: they are for the documentation, the command
 * line and the tests, and grow with every rule. The server never looks at them.
 * @type {import('esbuild').Plugin}
 */
export const withoutExamples = {
  name: 'without-examples',
  setup(build) {
    build.onLoad({ filter: /[\\/]server[\\/]src[\\/]rules[\\/][^\\/]+\.ts$/ }, ({ path }) => ({
      contents: cut(path, readFileSync(path, 'utf8')),
      loader: 'ts',
    }));
  },
};

/**
 * @param {string} path
 * @param {string} text
 */
function cut(path, text) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  /** @type {ts.Expression | undefined} */
  let examples;
  file.forEachChild((statement) => {
    const call = ts.isExportAssignment(statement) ? statement.expression : undefined;
    if (!call || !ts.isCallExpression(call)) return;
    const [rule] = call.arguments;
    if (!rule || !ts.isObjectLiteralExpression(rule)) return;
    for (const property of rule.properties) {
      if (!ts.isPropertyAssignment(property) || !ts.isIdentifier(property.name)) continue;
      if (property.name.text === 'examples') examples = property.initializer;
    }
  });
  if (!examples) return text;
  const start = examples.getStart(file);
  return `${text.slice(0, start)}{ wrong: [], right: [] }${text.slice(examples.end)}`;
}
