import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Analysis } from '../../analysis.ts';
import type { DeviceContext } from '../../device/context.ts';
import type { ImageDeclaration } from '../../device/image-os.ts';
import { fact } from '../../facts/index.ts';
import { at, sameName, textOf, type Node } from '../../syntax/node.ts';
import { factParagraph } from '../markdown.ts';
import type { Completion } from './completions.ts';
import { IMAGE_TYPE, type NameUse } from './name-uses.ts';
import {
  extensionPublishers,
  extensionTypes,
  extensionVersions,
  imageNameValues,
  imageValues,
  sizeValues,
  type OfferedValue,
} from './device-values.ts';
import type { JsonPlace } from './json-place.ts';

type ValuePlace = Extract<JsonPlace, { readonly kind: 'value' }>;

/** What is known of the device that a template is meant for, and of the images on it. */
export interface KnownDevice {
  readonly device: DeviceContext;
  readonly images: readonly ImageDeclaration[];
}

/** Returns what settings and configuration say of a template's device. */
export function knownDevice(analysis: Analysis, template: string): KnownDevice {
  return { device: analysis.deviceOf(template), images: analysis.imagesOf(template) };
}

/** Returns what the device takes as the value of a key, given the object that the key is in. */
export function deviceValues(
  key: string,
  object: Node | undefined,
  { device, images }: KnownDevice,
): readonly OfferedValue[] {
  const beside = (name: string): string | undefined => textOf(at(object, name));
  const isExtension =
    beside('typeHandlerVersion') !== undefined ||
    beside('autoUpgradeMinorVersion') !== undefined ||
    at(object, 'settings') !== undefined;
  switch (key.toLowerCase()) {
    case 'vmsize':
      return sizeValues(device);
    case 'publisher':
    case 'offer':
    case 'sku': {
      const part = key.toLowerCase() as 'publisher' | 'offer' | 'sku';
      const siblings = {
        publisher: beside('publisher'),
        offer: beside('offer'),
        sku: beside('sku'),
      };
      const isImage = siblings.offer !== undefined || siblings.sku !== undefined;
      const images = isExtension ? [] : imageValues(part, siblings);
      return part === 'publisher' && !isImage ? [...extensionPublishers(), ...images] : images;
    }
    case 'type':
      return beside('publisher') !== undefined || isExtension ? extensionTypes() : [];
    case 'name':
      return sameName(beside('type') ?? '', IMAGE_TYPE) ? imageNameValues(images) : [];
    case 'typehandlerversion':
      return extensionVersions(beside('type'), device.release);
    default:
      return [];
  }
}

/** Returns what the device takes where the value of a parameter or variable goes. */
export function valuesOfUses(
  uses: readonly NameUse[],
  known: KnownDevice,
): readonly OfferedValue[] {
  return uses.flatMap((use) =>
    use === 'name of an image'
      ? imageNameValues(known.images)
      : deviceValues(use.key, use.object, known),
  );
}

/** Returns values as completions of a place; a text outside quotes brings its own. */
export function valueItems(
  values: readonly OfferedValue[],
  { span, quote }: Pick<ValuePlace, 'span' | 'quote'>,
): readonly Completion[] {
  // Within quotes there is no place for what is no string.
  const fitting = values.filter(({ json }) => json === undefined || quote !== '');
  return fitting.map(({ text, json, detail, facts, rank }) => {
    const written = json ?? quote + JSON.stringify(text).slice(1, -1) + quote;
    const paragraphs = (facts ?? []).flatMap((id) => {
      const found = fact(id);
      return found ? factParagraph(found) : [];
    });
    return {
      label: text,
      kind: CompletionItemKind.EnumMember,
      detail,
      ...(paragraphs.length > 0 && { documentation: paragraphs.join('\n\n') }),
      span,
      newText: written,
      ...(quote !== '' && { filterText: written }),
      sortText: String(rank).padStart(4, '0'),
    };
  });
}

/** Says whether a name is one of `names`, letter case ignored. */
export function isOneOf(name: string | number | undefined, ...names: readonly string[]): boolean {
  return typeof name === 'string' && names.some((other) => sameName(other, name));
}
