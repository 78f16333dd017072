import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import { kubernetesStates, ruleLevels, type RuleLevel } from '../../device/configuration.ts';
import {
  keyMeanings,
  kubernetesMeanings,
  levelMeanings,
  platformMeanings,
} from '../../device/configuration-meanings.ts';
import { platforms } from '../../device/evidence.ts';
import { rules } from '../../rules/index.ts';
import { escaped } from '../markdown.ts';
import { ruleText } from '../rule-text.ts';
import type { Completion, Completions } from './completions.ts';
import { deviceSuggestions, osSuggestions, releaseSuggestions } from './yaml/facts.ts';
import { fileSuggestions } from './yaml/files.ts';
import { keyOf, keys, values, words } from './yaml/items.ts';
import { yamlPlace, type YamlPlace } from './yaml/place.ts';
import type { KeySuggestion, Suggestion } from './yaml/suggestion.ts';

/** Returns what may be written at an offset of a configuration, which need not be valid YAML. */
export function configurationCompletions(
  analysis: Analysis,
  uri: string,
  offset: number,
): Completions | undefined {
  const place = yamlPlace(analysis.read, uri, offset);
  const items = place ? itemsAt(analysis, place) : [];
  return items.length === 0 ? undefined : { items, isIncomplete: false };
}

function itemsAt(analysis: Analysis, place: YamlPlace): readonly Completion[] {
  const [section, name, ...rest] = place.path;
  switch (section) {
    case undefined:
      return keys(place, known(keyMeanings.root));
    case 'device':
      return rest.length === 0 ? deviceItems(place, name) : [];
    case 'images':
      return name === undefined ? [] : imageItems(analysis, place, rest);
    case 'parameterFiles':
      return name === undefined
        ? keys(place, templateKeys(analysis, place, ''))
        : values(place, fileSuggestions(analysis, place, 'parameters'));
    case 'templates':
      return name === undefined
        ? keys(place, templateKeys(analysis, place, platforms[0]))
        : values(place, meant(platforms, platformMeanings));
    case 'rules':
      return name === undefined ? keys(place, ruleKeys) : levels(place, String(name));
    default:
      return [];
  }
}

function deviceItems(place: YamlPlace, key: string | number | undefined): readonly Completion[] {
  switch (key) {
    case undefined:
      return keys(place, known(keyMeanings.device));
    case 'model':
      return values(place, deviceSuggestions());
    case 'release':
      return values(place, releaseSuggestions());
    case 'kubernetes':
      return values(place, meant(kubernetesStates, kubernetesMeanings));
    default:
      return [];
  }
}

/** An operating system alone, or a mapping that says more. */
function imageItems(
  analysis: Analysis,
  place: YamlPlace,
  [key]: readonly (string | number)[],
): readonly Completion[] {
  const systems = (): readonly Completion[] =>
    values(place, osSuggestions(analysis.deviceOf(place.uri).release));
  if (key === undefined) {
    return place.line === 'own' || place.position === 'key'
      ? keys(place, known(keyMeanings.image))
      : systems();
  }
  if (key === 'os') return systems();
  return key === 'generation' ? words(place, ['1', '2']) : [];
}

function known(meanings: Readonly<Record<string, string>>): readonly KeySuggestion[] {
  return Object.entries(meanings).map(([name, meaning], rank) => ({
    name,
    kind: CompletionItemKind.Property,
    value: { plain: '', snippet: '$0' },
    documentation: escaped(meaning),
    rank,
  }));
}

function meant<T extends string>(
  texts: readonly T[],
  meanings: Readonly<Record<T, string>>,
): readonly Suggestion[] {
  return texts.map((text, rank) => ({
    label: text,
    kind: CompletionItemKind.EnumMember,
    documentation: escaped(meanings[text]),
    text,
    rank,
  }));
}

function templateKeys(
  analysis: Analysis,
  place: YamlPlace,
  value: string,
): readonly KeySuggestion[] {
  return fileSuggestions(analysis, place, 'template').map(({ text, rank, documentation }) => ({
    ...keyOf(text, 'template', value),
    kind: CompletionItemKind.File,
    ...(documentation !== undefined && { documentation }),
    rank,
  }));
}

const ruleKeys: readonly KeySuggestion[] = rules.map(({ id, title, severity }, rank) => ({
  ...keyOf(id, `${severity}: ${title}`, 'off'),
  kind: CompletionItemKind.EnumMember,
  documentation: ruleText(id).join('\n\n'),
  rank,
}));

function levels(place: YamlPlace, rule: string): readonly Completion[] {
  const own: RuleLevel | undefined = rules.find(({ id }) => id === rule)?.severity;
  const suggestions = meant(ruleLevels, levelMeanings).map((one) =>
    one.text === own ? { ...one, detail: 'as it is without being set' } : one,
  );
  // YAML 1.1 reads a bare `off` as false, which means the same here: nobody writes the quotes.
  return values(place, suggestions).map((item) =>
    item.label === 'off' && place.quote === undefined && place.style === 'yaml'
      ? { ...item, newText: 'off' }
      : item,
  );
}
