import { readFileSync } from 'node:fs';
import ts from 'typescript';

/**
 * Leaves the examples and descriptions of the rules out of a bundle: they are for the documentation,
 * the command line and the tests, and grow with every rule. The server never looks at them.
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

/** What stands for each of them. */
const emptied = new Map([
  ['examples', '{ wrong: [], right: [] }'],
  ['description', "''"],
]);

/**
 * @param {string} path
 * @param {string} text
 */
function cut(path, text) {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  /** @type {{ readonly node: ts.Expression, readonly instead: string }[]} */
  const left = [];
  file.forEachChild((statement) => {
    const call = ts.isExportAssignment(statement) ? statement.expression : undefined;
    if (!call || !ts.isCallExpression(call)) return;
    const [rule] = call.arguments;
    if (!rule || !ts.isObjectLiteralExpression(rule)) return;
    for (const property of rule.properties) {
      if (!ts.isPropertyAssignment(property) || !ts.isIdentifier(property.name)) continue;
      const instead = emptied.get(property.name.text);
      if (instead !== undefined) left.push({ node: property.initializer, instead });
    }
  });
  // From the end, so that the offsets before a replacement stay true.
  return left.reduceRight(
    (rest, { node, instead }) =>
      rest.slice(0, node.getStart(file)) + instead + rest.slice(node.end),
    text,
  );
}
