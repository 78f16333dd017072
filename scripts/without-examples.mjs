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

const examples = '{ wrong: [], right: [] }';

/**
 * @param {string} path
 * @param {string} text
 */
function cut(path, text) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  /** @type {ts.Expression[]} */
  const left = [];
  file.forEachChild((statement) => {
    const call = ts.isExportAssignment(statement) ? statement.expression : undefined;
    if (!call || !ts.isCallExpression(call)) return;
    const [rule] = call.arguments;
    if (!rule || !ts.isObjectLiteralExpression(rule)) return;
    for (const property of rule.properties) {
      if (!ts.isPropertyAssignment(property) || !ts.isIdentifier(property.name)) continue;
      if (property.name.text === 'examples') left.push(property.initializer);
    }
  });
  // From the end, so that the offsets before a replacement stay true.
  return left.reduceRight(
    (rest, node) => rest.slice(0, node.getStart(file)) + examples + rest.slice(node.end),
    text,
  );
}
