import type { Location } from '../base/span.ts';
import {
  deviceTemplateEvidence,
  findVmSize,
  isDeviceLocation,
  unsupportedResourceType,
} from '../facts/index.ts';
import { member, sameName, type Node } from '../syntax/node.ts';
import { placeOf, type Document } from '../template/document.ts';

/** A sign that a template is meant for the device, or for the public cloud. */
export interface Evidence {
  readonly for: 'device' | 'cloud';
  readonly at: Location;
  /** For people: `location is dbelocal`. */
  readonly says: string;
  readonly fact: string;
}

/**
 * Returns the strong signs in a template or parameter file, by its text alone: they must be seen
 * before anything is evaluated, because what they say decides how much is evaluated.
 */
export function evidenceIn(root: Node | undefined, document: Document): readonly Evidence[] {
  const found: Evidence[] = [];
  if (root) visit(root, undefined, document, found);
  return found;
}

function visit(node: Node, name: string | undefined, document: Document, found: Evidence[]): void {
  switch (node.kind) {
    case 'object':
      for (const { key, value } of node.properties) {
        if (value) visit(value, key.value, document, found);
      }
      // Most objects have no such member: one look is enough.
      if (member(node, 'offer') && member(node, 'publisher') && member(node, 'sku')) {
        found.push({
          for: 'cloud',
          at: placeOf(document, node),
          says: 'the image is named by publisher, offer and sku',
          fact: deviceTemplateEvidence.imageReference.fact,
        });
      }
      break;
    case 'array':
      for (const item of node.items) visit(item, name, document, found);
      break;
    case 'string': {
      const sign = signOf(name, node.value);
      if (sign) found.push({ ...sign, at: placeOf(document, node) });
      break;
    }
    default:
  }
}

function signOf(name: string | undefined, text: string): Omit<Evidence, 'at'> | undefined {
  if (isDeviceLocation(text)) {
    return {
      for: 'device',
      says: 'the location is dbelocal',
      fact: deviceTemplateEvidence.location.fact,
    };
  }
  if (name === undefined) return undefined;
  if (sameName(name, 'apiProfile')) {
    return /-hybrid$/i.test(text)
      ? {
          for: 'device',
          says: `the API profile is ${text}`,
          fact: deviceTemplateEvidence.apiProfile.fact,
        }
      : undefined;
  }
  if (sameName(name, 'type')) return signOfType(text);
  if (/^standard_/i.test(text) && findVmSize(text)?.deviceOnly) {
    return {
      for: 'device',
      says: `only the device has the size ${text}`,
      fact: deviceTemplateEvidence.sizeName.fact,
    };
  }
  return undefined;
}

function signOfType(type: string): Omit<Evidence, 'at'> | undefined {
  if (/^Microsoft\.AzureBridge\//i.test(type)) {
    return {
      for: 'device',
      says: `only the device has the resource type ${type}`,
      fact: deviceTemplateEvidence.azureBridge.fact,
    };
  }
  const fact = unsupportedResourceType(type);
  return fact === undefined
    ? undefined
    : { for: 'cloud', says: `the device does not have the resource type ${type}`, fact };
}
