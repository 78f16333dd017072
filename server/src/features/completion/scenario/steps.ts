import { CompletionItemKind } from 'vscode-languageserver-types';
import { findDevice, vmSizes } from '../../../facts/index.ts';
import { actions } from '../../../scenario/parse-steps.ts';
import { stepMeaning } from '../../step-meaning.ts';
import type { WritingPlace } from './place.ts';
import { scalar, snippetText, type KeySuggestion, type Written } from '../yaml/suggestion.ts';

type KnownAction = (typeof actions)[number];

/** Returns the steps of the language, each with what it needs. `vms` are those known there. */
export function stepSuggestions(
  place: WritingPlace,
  vms: readonly string[],
  where: 'in the scenario' | 'in anyOrder',
): readonly KeySuggestion[] {
  return actions
    .filter((action) => action !== 'anyOrder' || where === 'in the scenario')
    .map((action, rank) => ({
      name: action,
      kind: CompletionItemKind.Function,
      detail: 'step',
      documentation: stepMeaning(action),
      value: valueOf(action, place, vms),
      rank,
    }));
}

function valueOf(action: KnownAction, place: WritingPlace, vms: readonly string[]): Written {
  const stop = (number: number, text: string): Written => ({
    plain: scalar({ ...place, quote: undefined }, text),
    snippet: tabStop(place, number, text),
  });
  const vm = vms.at(-1) ?? 'vm1';
  switch (action) {
    case 'deploy':
      return stop(1, './template.json');
    case 'createVm':
      return mapping(place, [
        ['name', stop(1, newVm(vms))],
        ['size', stop(2, usualSize(place))],
      ]);
    case 'installGpuExtension':
      return mapping(place, [['vm', stop(1, vm)]]);
    case 'stop':
    case 'start':
    case 'delete':
      return stop(1, vm);
    case 'resize':
      return mapping(place, [
        ['vm', stop(1, vm)],
        ['size', stop(2, usualSize(place))],
      ]);
    case 'update':
      return mapping(place, [['to', stop(1, '')]]);
    case 'configureKubernetes':
    case 'removeKubernetes':
    case 'reboot':
      return { plain: '{}', snippet: '{}' };
    case 'anyOrder':
      return { plain: '[]', snippet: place.style === 'json' ? '[$0]' : '\n    - $0' };
  }
}

function mapping(
  { style }: WritingPlace,
  members: readonly (readonly [string, Written])[],
): Written {
  const key = (name: string): string => (style === 'json' ? JSON.stringify(name) : name);
  const all = (part: keyof Written): string =>
    members.map(([name, value]) => `${key(name)}: ${value[part]}`).join(', ');
  return { plain: `{ ${all('plain')} }`, snippet: `{ ${all('snippet')} }` };
}

function tabStop(place: WritingPlace, number: number, text: string): string {
  const written = scalar({ ...place, quote: undefined }, text);
  const quote = /^["']/.exec(written)?.[0] ?? '';
  const inner = quote === '' ? written : written.slice(1, -1);
  return `${quote}\${${number}:${snippetText(inner)}}${quote}`;
}

/** The first name of the usual kind that is not taken. */
function newVm(vms: readonly string[]): string {
  const taken = new Set(vms.map((name) => name.toLowerCase()));
  let number = 1;
  while (taken.has(`vm${number}`)) number++;
  return `vm${number}`;
}

/** The smallest GPU size with the model of the device. */
function usualSize({ scenario }: WritingPlace): string {
  const model = findDevice(scenario?.device.model?.value ?? '')?.gpuModel;
  const fitting = vmSizes.filter(
    ({ gpuCount, gpuModel }) => gpuCount > 0 && (model === undefined || gpuModel === model),
  );
  const [smallest] = [...fitting].sort((a, b) => a.gpuCount - b.gpuCount || a.vcpu - b.vcpu);
  return smallest?.name ?? '';
}
