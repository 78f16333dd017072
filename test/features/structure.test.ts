// Outline, links, folding and selection of templates and parameter files.
import { describe, expect, it } from 'vitest';
import type { DocumentSymbol, SelectionRange } from 'vscode-languageserver-types';
import { documentLinks } from '../../server/src/features/document-links.ts';
import { documentSymbols } from '../../server/src/features/document-symbols.ts';
import { foldingRanges } from '../../server/src/features/folding-ranges.ts';
import { offsetIn } from '../../server/src/features/ranges.ts';
import { selectionRanges } from '../../server/src/features/selection-ranges.ts';
import { filesOf, ROOT, workspaceOf } from '../kit.ts';
import { marked } from './marker.ts';

const schemas = 'https://schema.management.azure.com/schemas/2019-04-01';
const uri = `${ROOT}vm.json`;
const own = (file: string): string => file;

const files = filesOf(`
=== vm.json ===
{
  "$schema": "${schemas}/deploymentTemplate.json#",
  "apiProfile": "2018-03-01-hybrid",
  // one
  // two
  "parameters": {
    "vmName": { "type": "string", "defaultValue": "gpu" }
  },
  /* several
     lines */
  "resources": [
    {
      "type": "Microsoft.Compute/virtualMachines",
      "name": "[concat(parameters('vmName'), copyIndex())]",
      "copy": { "name": "vms", "count": 2 },
      "properties": { "hardwareProfile": { "vmSize": "Standard_NC4as_T4_v3" } }
    },
    {
      "type": "Microsoft.Resources/deployments",
      "name": "linked",
      "properties": {
        "templateLink": { "relativePath": "nested/disk.json" },
        "parametersLink": { "uri": "[uri(deployment().properties.templateLink.uri, 'nested/absent.json')]" }
      }
    },
    {
      "type": "Microsoft.Resources/deployments",
      "name": "inner",
      "properties": { "template": { "outputs": { "o": { "type": "int", "value": 1 } } } }
    }
  ]
}
=== nested/disk.json ===
{ "$schema": "${schemas}/deploymentTemplate.json#", "resources": [] }
=== vm.parameters.json ===
{
  "$schema": "${schemas}/deploymentParameters.json#",
  "parameters": { "vmName": { "value": "x" } }
}
`);

function outline(symbols: readonly DocumentSymbol[], indent = ''): readonly string[] {
  return symbols.flatMap(({ name, detail, children }) => [
    `${indent}${name}${detail === undefined ? '' : `: ${detail}`}`,
    ...outline(children ?? [], `${indent}  `),
  ]);
}

describe('the outline', () => {
  it('has the names as deployed and the GPUs claimed', () => {
    const { analysis } = workspaceOf(files);
    expect(outline(documentSymbols(analysis, uri))).toEqual([
      'parameters',
      '  vmName: string',
      'resources',
      '  x0: Microsoft.Compute/virtualMachines · 2 GPUs in 2 VMs',
      '  linked: Microsoft.Resources/deployments',
      '  inner: Microsoft.Resources/deployments',
      '    outputs',
      '      o: int',
    ]);
  });

  it('of a parameter file is its values', () => {
    const { analysis } = workspaceOf(files);
    const symbols = documentSymbols(analysis, `${ROOT}vm.parameters.json`);
    expect(outline(symbols)).toEqual(['vmName: string']);
  });
});

describe('links', () => {
  it('lead to linked templates that are there', () => {
    const links = documentLinks(workspaceOf(files).analysis, uri, own);
    expect(links).toMatchObject([{ target: `${ROOT}nested/disk.json`, tooltip: 'open disk.json' }]);
  });

  it('lead from a parameter file to its template', () => {
    const links = documentLinks(workspaceOf(files).analysis, `${ROOT}vm.parameters.json`, own);
    expect(links).toMatchObject([{ target: uri, range: { start: { line: 2, character: 3 } } }]);
  });
});

describe('folding', () => {
  it('hides comments whole and leaves closing brackets', () => {
    const folds = foldingRanges(workspaceOf(files).analysis, uri);
    expect(folds).toContainEqual({ startLine: 3, endLine: 4, kind: 'comment' });
    expect(folds).toContainEqual({ startLine: 8, endLine: 9, kind: 'comment' });
    expect(folds).toContainEqual({ startLine: 5, endLine: 6 });
    expect(new Set(folds.map(({ startLine }) => startLine)).size).toBe(folds.length);
  });

  it('knows regions, and texts that only look like comments', () => {
    const fixture = `
=== vm.json ===
{ "$schema": "${schemas}/deploymentTemplate.json#",
  // #region one
  "a": "x
  // y
  // z",
  // #endregion
}
`;
    const folds = foldingRanges(workspaceOf(filesOf(fixture)).analysis, uri);
    expect(folds).toEqual(
      expect.arrayContaining([
        { startLine: 0, endLine: 5 },
        { startLine: 1, endLine: 5 },
      ]),
    );
    expect(folds).toHaveLength(2);
  });
});

describe('selection', () => {
  it('grows from a name through its expression to the file', () => {
    const fixture = `
=== vm.json ===
{ "$schema": "${schemas}/deploymentTemplate.json#", "outputs": { "o": "[concat(parameters('vm<|>Name').a, 1)]" } }
`;
    const place = marked(fixture);
    const { analysis } = workspaceOf(place.files);
    const text = analysis.read(uri)?.text ?? '';
    const [found] = selectionRanges(analysis, uri, [place.offset]);
    const grown: string[] = [];
    for (let at: SelectionRange | undefined = found; at; at = at.parent) {
      const start = offsetIn(analysis.read, uri, at.range.start);
      grown.push(text.slice(start, offsetIn(analysis.read, uri, at.range.end)));
    }
    expect(grown.slice(0, 9)).toEqual([
      'vmName',
      "'vmName'",
      "parameters('vmName')",
      "parameters('vmName').a",
      "concat(parameters('vmName').a, 1)",
      "[concat(parameters('vmName').a, 1)]",
      `"[concat(parameters('vmName').a, 1)]"`,
      `"o": "[concat(parameters('vmName').a, 1)]"`,
      `{ "o": "[concat(parameters('vmName').a, 1)]" }`,
    ]);
  });
});
