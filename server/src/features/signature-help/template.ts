import type { SignatureHelp } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { at, placeAt, textOf } from '../../syntax/node.ts';
import type { OpenCall } from '../../syntax/expression-cursor.ts';
import { findFunction } from '../../template/functions/index.ts';
import { symbolKey } from '../../template/symbols/symbol.ts';
import { expressionPlace } from '../expression-place.ts';
import { functionSignature, signatureLabel, type SignatureLabel } from '../function-text.ts';

/** Returns the signature of the innermost call around `offset` whose function is known. */
export function templateSignatureHelp(
  analysis: Analysis,
  uri: string,
  offset: number,
): SignatureHelp | undefined {
  if (analysis.settings().templateLanguage !== 'on') return undefined;
  const text = analysis.read(uri)?.text;
  const { node } = placeAt(analysis.treeOf(uri)?.root, offset);
  if (text === undefined || node?.kind !== 'string') return undefined;
  const place = expressionPlace({ uri, text }, node, offset);
  const call = place?.cursor.calls.at(-1);
  return call && help(analysis, uri, offset, call);
}

function help(
  analysis: Analysis,
  uri: string,
  offset: number,
  call: OpenCall,
): SignatureHelp | undefined {
  const found = call.namespace === undefined ? findFunction(call.name) : undefined;
  const signature = found ? functionSignature(found) : userSignature(analysis, uri, offset, call);
  if (!signature) return undefined;
  const { label, parameters } = signature;
  const isRepeated = found !== undefined && found.maxArgs === undefined;
  const last = parameters.length - 1;
  const active = isRepeated ? Math.min(call.argument, last) : call.argument;
  return {
    signatures: [
      {
        label,
        ...(found && { documentation: { kind: 'markdown', value: found.documentation } }),
        parameters: parameters.map(({ start, end, documentation }) => ({
          label: [start, end],
          ...(documentation !== undefined && { documentation }),
        })),
      },
    ],
    activeSignature: 0,
    // Beyond the last parameter none is active.
    activeParameter: Math.max(0, active),
  };
}

function userSignature(
  analysis: Analysis,
  uri: string,
  offset: number,
  { namespace, name }: OpenCall,
): SignatureLabel | undefined {
  if (namespace === undefined) return undefined;
  const frame = analysis.symbolsOf(uri)?.frameAt(offset);
  const body = frame?.symbols.get(symbolKey('function', name, namespace))?.declaration?.value;
  if (!body) return undefined;
  const listed = at(body, 'parameters');
  const items = listed?.kind === 'array' ? listed.items : [];
  const parameters = items.map((item) => ({
    name: textOf(at(item, 'name')) ?? '',
    type: textOf(at(item, 'type')) ?? 'any',
    presence: 'required' as const,
  }));
  return signatureLabel(`${namespace}.${name}`, parameters, textOf(at(body, 'output', 'type')));
}
