import { t } from '../base/l10n.ts';
import type { Location } from '../base/span.ts';
import {
  deviceApiVersions,
  deviceNetwork,
  deviceTemplateEvidence,
  findVmSize,
  isDeviceLocation,
  unsupportedResourceType,
  type DeviceTemplateEvidence,
  type EvidenceWeight,
} from '../facts/index.ts';
import { isExpression } from '../syntax/expression.ts';
import { member, sameName, textOf, type Node, type ObjectNode } from '../syntax/node.ts';
import { placeOf, type Document } from '../template/document.ts';

/** What a template can be meant for. */
export const platforms = ['device', 'cloud'] as const;

export type Platform = (typeof platforms)[number];

/** A sign that a template is meant for the device, or for the public cloud. */
export interface Evidence {
  readonly for: Platform;
  /** One strong sign decides; medium ones only together. */
  readonly weight: EvidenceWeight;
  readonly at: Location;
  /** For people: `location is dbelocal`. */
  readonly says: string;
  /** Absent where a file of the workspace says so itself. */
  readonly fact: string | undefined;
}

/**
 * Returns the signs in a template or parameter file, by its text alone: they must be seen before
 * anything is evaluated, because what they say decides how much is evaluated. The version and the
 * settings of the driver extension are no signs: those of the public cloud are what people copy
 * into templates for the device.
 */
export function evidenceIn(root: Node | undefined, document: Document): readonly Evidence[] {
  const found: Evidence[] = [];
  const search: Search = {
    note(node, { because, for: platform = 'device', says }) {
      const { weight, fact } = because;
      found.push({ for: platform, weight, at: placeOf(document, node), says, fact });
    },
    mayNameNetwork: /ASE(?:VNET|RG)|\\u/i.test(document.text),
  };
  if (root) visit(root, undefined, search);
  return found;
}

interface Sign {
  /** The device by default. */
  readonly for?: Platform;
  readonly says: string;
  readonly because: DeviceTemplateEvidence;
}

interface Search {
  note(node: Node, sign: Sign): void;
  /** Most files have no such text: one look for all of its strings. */
  readonly mayNameNetwork: boolean;
}

function visit(node: Node, name: string | undefined, search: Search): void {
  switch (node.kind) {
    case 'object': {
      for (const { key, value } of node.properties) {
        if (value) visit(value, key.value, search);
      }
      for (const sign of signsOfObject(node, name)) search.note(node, sign);
      break;
    }
    case 'array':
      for (const item of node.items) visit(item, name, search);
      break;
    case 'string': {
      const sign = signOfText(name, node.value, search);
      if (sign) search.note(node, sign);
      break;
    }
    default:
  }
}

function* signsOfObject(node: ObjectNode, name: string | undefined): Iterable<Sign> {
  // Most objects have no such member: one look is enough.
  if (member(node, 'offer') && member(node, 'publisher') && member(node, 'sku')) {
    yield {
      for: 'cloud',
      says: t('the image is named by publisher, offer and sku'),
      because: deviceTemplateEvidence.imageReference,
    };
  }
  if (name !== undefined && sameName(name, 'imageReference') && isCustomImage(node)) {
    // The public cloud takes custom images, too.
    yield {
      says: t('the image is named by the id of an image alone'),
      because: { ...deviceTemplateEvidence.imageReference, weight: 'medium' },
    };
  }
  const type = textOf(member(node, 'type')?.value);
  if (type === undefined) return;
  const version = textOf(member(node, 'apiVersion')?.value);
  const ofDevice = deviceApiVersions[type] ?? deviceApiVersions[type.split('/')[0] ?? ''];
  if (version !== undefined && version === ofDevice) {
    yield {
      says: t('the samples for the device use the API version {0}, too', version),
      because: deviceTemplateEvidence.apiVersions,
    };
  }
  const location = textOf(member(node, 'location')?.value);
  if (location !== undefined && isRegion(location) && !/^Microsoft\.Resources\//i.test(type)) {
    yield {
      for: 'cloud',
      says: t('the location is {0}', location),
      because: deviceTemplateEvidence.location,
    };
  }
  if (member(node, 'zones')) {
    yield {
      for: 'cloud',
      says: t('a resource is in availability zones'),
      because: deviceTemplateEvidence.location,
    };
  }
}

/** Resources without a region of their own are `global`; the device has its one location. */
function isRegion(location: string): boolean {
  const isName = location.trim() !== '' && !isExpression(location);
  return isName && !isDeviceLocation(location) && !sameName(location.trim(), 'global');
}

function isCustomImage(reference: ObjectNode): boolean {
  const [only, ...others] = reference.properties;
  const id = only && sameName(only.key.value, 'id') ? textOf(only.value) : undefined;
  return others.length === 0 && id !== undefined && /Microsoft\.Compute\/images/i.test(id);
}

function signOfText(
  name: string | undefined,
  text: string,
  { mayNameNetwork }: Search,
): Sign | undefined {
  if (isDeviceLocation(text)) {
    return { says: t('the location is dbelocal'), because: deviceTemplateEvidence.location };
  }
  if (
    mayNameNetwork &&
    /\bASE(?:VNET|RG)/i.test(text) &&
    names.some((one) => text.toLowerCase().includes(one))
  ) {
    return {
      says: t('a name is that of the network of the device'),
      because: deviceTemplateEvidence.networkNames,
    };
  }
  if (isDeviceBlob(text)) {
    return {
      says: t('a blob is not in the public cloud'),
      because: deviceTemplateEvidence.blobHost,
    };
  }
  return name === undefined ? undefined : signOfMember(name, text);
}

function signOfMember(name: string, text: string): Sign | undefined {
  if (sameName(name, 'apiProfile')) {
    return /-hybrid$/i.test(text)
      ? { says: t('the API profile is {0}', text), because: deviceTemplateEvidence.apiProfile }
      : undefined;
  }
  if (sameName(name, 'type')) return signOfType(text);
  if (sameName(name, 'createOption') && sameName(text, 'Import')) {
    return {
      says: t('a disk is made by import of a blob'),
      because: deviceTemplateEvidence.diskImport,
    };
  }
  if (sameName(name, 'privateIPAllocationMethod') && isDecidedByAddress(text)) {
    return {
      says: t('an interface is dynamic where its private address is empty'),
      because: deviceTemplateEvidence.nicAllocation,
    };
  }
  if (/^standard_/i.test(text) && findVmSize(text)?.deviceOnly) {
    return {
      says: t('only the device has the size {0}', text),
      because: deviceTemplateEvidence.sizeName,
    };
  }
  return undefined;
}

const names = Object.values(deviceNetwork).map((name) => name.toLowerCase());

/** `https://myasegpuvm.blob.dm1176047910p.wdshcsso.com/…`; not an account at any Azure cloud. */
function isDeviceBlob(text: string): boolean {
  const host = /^https?:\/\/[a-z\d]+\.blob\.([a-z\d.-]+)(?:[:/]|$)/i.exec(text)?.[1];
  return host !== undefined && !/^(?:core|storage)\./i.test(host);
}

function isDecidedByAddress(text: string): boolean {
  return isExpression(text) && /privateIPAddress/i.test(text) && /'Dynamic'.*'Static'/i.test(text);
}

function signOfType(type: string): Sign | undefined {
  if (/^Microsoft\.AzureBridge\//i.test(type)) {
    return {
      says: t('only the device has the resource type {0}', type),
      because: deviceTemplateEvidence.azureBridge,
    };
  }
  const fact = unsupportedResourceType(type);
  return fact === undefined
    ? undefined
    : {
        for: 'cloud',
        says: t('the device does not have the resource type {0}', type),
        because: { weight: 'strong', fact },
      };
}
