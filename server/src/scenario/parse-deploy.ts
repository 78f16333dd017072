import { t } from '../base/l10n.ts';
import type { Location } from '../base/span.ts';
import type { Node, Property } from '../syntax/node.ts';
import type { Json } from '../template/value.ts';
import { complain, mappingOf, placeOf, textIn, type Reader } from '../syntax/reader.ts';
import type { DeployStep, Text } from './scenario.ts';

type Inline = Map<string, { readonly value: Json; readonly at: Location }>;

/** Returns a `deploy` step; `parameters` and `with` stand beside it. */
export function readDeploy(
  reader: Reader,
  action: Property,
  parameters: Property | undefined,
  also: Property | undefined,
): DeployStep {
  const inline: Inline = new Map();
  const template = textIn(reader, action, t('the path of an ARM template'));
  const parameterFiles = readParameters(reader, parameters, inline);
  if (also) {
    const mapping = mappingOf(
      reader,
      also.value,
      also.key,
      t('a mapping of parameter names to values'),
    );
    if (mapping) addInline(reader, mapping.properties, inline);
  }
  return { action: 'deploy', template, parameterFiles, inline };
}

function readParameters(
  reader: Reader,
  property: Property | undefined,
  inline: Inline,
): readonly Text[] {
  const value = property?.value;
  if (!property) return [];
  switch (value?.kind) {
    case 'string':
      return pathsIn(reader, [value]);
    case 'array':
      return pathsIn(reader, value.items);
    case 'object':
      addInline(reader, value.properties, inline);
      return [];
    default:
      complain(
        reader,
        value ?? property.key,
        t(
          'expected the path of a parameter file, a list of paths, or a mapping of parameter names to values',
        ),
      );
      return [];
  }
}

function pathsIn(reader: Reader, nodes: readonly Node[]): readonly Text[] {
  return nodes.flatMap((node): readonly Text[] => {
    if (node.kind === 'string' && node.value.trim() !== '') {
      return [{ value: node.value, at: placeOf(reader, node) }];
    }
    complain(reader, node, t('expected the path of a parameter file'));
    return [];
  });
}

function addInline(reader: Reader, properties: readonly Property[], inline: Inline): void {
  for (const { key, value } of properties) {
    if (value) inline.set(key.value, { value: jsonOf(value), at: placeOf(reader, value) });
    else complain(reader, key, t("expected a value of parameter '{0}'", key.value));
  }
}

/** Trees are not deep: what is nested too deep is left out when a text is read. */
function jsonOf(node: Node): Json {
  switch (node.kind) {
    case 'null':
      return null;
    case 'array':
      return node.items.map(jsonOf);
    case 'object': {
      const members = node.properties.map(({ key, value }): [string, Json] => [
        key.value,
        value ? jsonOf(value) : null,
      ]);
      // `fromEntries` defines own properties, so a member called `__proto__` stays a member.
      return Object.fromEntries(members);
    }
    default:
      return node.value;
  }
}
