import { expect, it } from 'vitest';
import { codeLens } from '../../server/src/features/code-lens.ts';
import { completion } from '../../server/src/features/completion.ts';
import { definition } from '../../server/src/features/definition.ts';
import { documentHighlights } from '../../server/src/features/document-highlights.ts';
import { documentLinks } from '../../server/src/features/document-links.ts';
import { documentSymbols } from '../../server/src/features/document-symbols.ts';
import { foldingRanges } from '../../server/src/features/folding-ranges.ts';
import { hover } from '../../server/src/features/hover.ts';
import { inlayHints } from '../../server/src/features/inlay-hints.ts';
import { references } from '../../server/src/features/references.ts';
import { prepareRename } from '../../server/src/features/rename.ts';
import { selectionRanges } from '../../server/src/features/selection-ranges.ts';
import { signatureHelp } from '../../server/src/features/signature-help.ts';
import { workspaceOf } from '../kit.ts';
import { marked } from './marker.ts';

const schemas = 'https://schema.management.azure.com/schemas/2019-04-01';
const own = (file: string): string => file;

/** A template for the public cloud, of which nothing is said of a device. */
const place = marked(`
=== vm.json ===
{
  "$schema": "${schemas}/deploymentTemplate.json#",
  "parameters": { "vmName": { "type": "string" } },
  "resources": [
    {
      "type": "Microsoft.Resources/deployments",
      "name": "[concat(parameters('vm<|>Name'), 1, notAFunction())]",
      "properties": { "templateLink": { "relativePath": "disk.json" } }
    }
  ],
  "outputs": { "o": { "type": "string", "value": "[parameters('vmName')]" } }
}
=== disk.json ===
{ "$schema": "${schemas}/deploymentTemplate.json#", "resources": [] }
=== vm.parameters.json ===
{ "$schema": "${schemas}/deploymentParameters.json#", "parameters": { "vmName": { "value": "x" } } }
`);

/** The names of the features that have an answer. */
function answering(settings: Readonly<Record<string, unknown>>): readonly string[] {
  const { analysis } = workspaceOf(place.files, settings);
  const { uri, offset } = place;
  const whole = { start: 0, end: analysis.read(uri)?.text.length ?? 0 };
  const request = { declaration: 'included', clientUri: own } as const;
  const selections = selectionRanges(analysis, uri, [offset]);
  const answers: Readonly<Record<string, boolean>> = {
    completion:
      (completion(analysis, uri, offset, { takesSnippets: true })?.items ?? []).length > 0,
    definition: definition(analysis, uri, offset, own).length > 0,
    findings: analysis.findingsIn(uri).some(({ rule }) => rule === 'unknown-function'),
    folding: foldingRanges(analysis, uri).length > 0,
    highlights: documentHighlights(analysis, uri, offset).length > 0,
    hints: inlayHints(analysis, uri, whole).length > 0,
    declarations: JSON.stringify(hover(analysis, uri, offset) ?? '').includes('parameter **'),
    lenses: codeLens(analysis, uri, own).length > 0,
    links: documentLinks(analysis, uri, own).length > 0,
    outline: documentSymbols(analysis, uri).length > 0,
    references: references(analysis, uri, offset, request).length > 0,
    rename: prepareRename(analysis, uri, offset) !== undefined,
    selection: selections.some(({ parent }) => parent !== undefined),
    signature: signatureHelp(analysis, uri, offset) !== undefined,
  };
  return Object.keys(answers)
    .filter((name) => answers[name])
    .sort();
}

const all = [
  'completion',
  'declarations',
  'definition',
  'findings',
  'folding',
  'highlights',
  'hints',
  'lenses',
  'links',
  'outline',
  'references',
  'rename',
  'selection',
  'signature',
];

// What ARM Tools has none of stays: it has no outline, highlights, folding, hints or selection.
it.each([
  ['alone', {}, all],
  [
    'beside ARM Tools',
    { armToolsActive: true },
    ['folding', 'highlights', 'hints', 'outline', 'selection'],
  ],
  ['beside ARM Tools when asked for', { armToolsActive: true, templateLanguage: 'on' }, all],
  ['when turned off', { templateLanguage: 'off' }, ['hints']],
])('what is offered of the language: %s', (_, settings, expected) => {
  expect(answering(settings)).toEqual(expected);
});
