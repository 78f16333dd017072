import { t } from '../base/l10n.ts';
import { findOperatingSystem, operatingSystems, osFamilyOf } from '../facts/index.ts';
import type { Property } from '../syntax/node.ts';
import {
  complain,
  complainOfName,
  mappingOf,
  membersOf,
  placeOf,
  textIn,
  type Reader,
} from '../syntax/reader.ts';
import type { ScenarioImage, Text } from './scenario.ts';

/** Returns what the `images` of a scenario say of the systems inside them. */
export function readImages(
  reader: Reader,
  property: Property | undefined,
): readonly ScenarioImage[] {
  if (!property) return [];
  const { key, value } = property;
  const mapping = mappingOf(reader, value, key, t('a mapping of image names to operating systems'));
  return (mapping?.properties ?? []).map((image) => readImage(reader, image));
}

function readImage(reader: Reader, image: Property): ScenarioImage {
  const { key, value } = image;
  const pattern: Text = { value: key.value, at: placeOf(reader, key) };
  if (value?.kind !== 'object') {
    return { pattern, os: readOs(reader, image), generation: undefined };
  }
  const members = membersOf(reader, value, ['os', 'generation']);
  return {
    pattern,
    os: readOs(reader, members.get('os')),
    generation: readGeneration(reader, members.get('generation')),
  };
}

/** A system that no document lists may be inside an image, too, as long as its family is told. */
function readOs(reader: Reader, property: Property | undefined): Text | undefined {
  const os = textIn(reader, property, t('the operating system'));
  if (os && !findOperatingSystem(os.value) && !osFamilyOf(os.value)) {
    const ids = operatingSystems.map(({ id }) => id);
    complainOfName(reader, os.at.span, t('operating system'), os.value, ids);
  }
  return os;
}

function readGeneration(reader: Reader, property: Property | undefined): 1 | 2 | undefined {
  if (!property) return undefined;
  const { key, value } = property;
  if (value?.kind === 'number' && (value.value === 1 || value.value === 2)) return value.value;
  return complain(reader, value ?? key, t('expected the generation: 1 or 2'));
}
