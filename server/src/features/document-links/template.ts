import type { Analysis } from '../../analysis.ts';
import { nameOf, resolveUri } from '../../base/uri.ts';
import { isExpression, parseExpression, type Expression } from '../../syntax/expression.ts';
import { at, member, type Node, type StringNode } from '../../syntax/node.ts';
import { placeIn, type Document } from '../../template/document.ts';
import { innerSpan } from '../../template/symbols/expression-names.ts';
import type { FileLink } from './file-link.ts';

/** Objects and arrays nested deeper than this are not looked into. */
const MAX_DEPTH = 100;

/** Returns links to the templates and parameter files that linked deployments name. */
export function templateLinks(analysis: Analysis, uri: string): readonly FileLink[] {
  if (analysis.settings().templateLanguage !== 'on') return [];
  const text = analysis.read(uri)?.text;
  const resources = at(analysis.treeOf(uri)?.root, 'resources');
  if (text === undefined || !resources) return [];
  const links: FileLink[] = [];
  collect(analysis, { uri, text }, resources, 0, links);
  return links;
}

function collect(
  analysis: Analysis,
  document: Document,
  node: Node,
  depth: number,
  links: FileLink[],
): void {
  if (depth > MAX_DEPTH) return;
  if (node.kind === 'array') {
    for (const item of node.items) collect(analysis, document, item, depth + 1, links);
  } else if (node.kind === 'object') {
    for (const name of ['templateLink', 'parametersLink']) {
      const link = member(node, name)?.value;
      for (const path of [at(link, 'relativePath'), at(link, 'uri')]) {
        if (path?.kind === 'string') links.push(...linksIn(analysis, document, path));
      }
    }
    for (const { value } of node.properties) {
      if (value) collect(analysis, document, value, depth + 1, links);
    }
  }
}

/** The path itself; of an expression each text in it that is the path of a file. */
function linksIn(analysis: Analysis, document: Document, node: StringNode): readonly FileLink[] {
  const paths = isExpression(node.value)
    ? textsOf(parseExpression(node.value).expression)
    : [{ text: node.value, span: { start: 0, end: node.value.length } }];
  return paths.flatMap(({ text, span }) => {
    if (!/\.jsonc?$/i.test(text)) return [];
    const target = resolveUri(document.uri, text.replace(/^\.?\//, ''));
    if (target === undefined || !analysis.read(target)) return [];
    const tooltip = `open ${nameOf(target)}`;
    return [{ span: placeIn(document, node, span).span, target, tooltip }];
  });
}

function textsOf(
  part: Expression,
): readonly { readonly text: string; readonly span: { start: number; end: number } }[] {
  switch (part.kind) {
    case 'string':
      return [{ text: part.value, span: innerSpan(part) }];
    case 'call':
      return part.args.flatMap(textsOf);
    case 'property':
      return textsOf(part.object);
    case 'index':
      return [...textsOf(part.object), ...textsOf(part.index)];
    case 'number':
    case 'missing':
      return [];
  }
}
