/** How much a sign tells that a template is for the device. */
export type EvidenceWeight = 'strong' | 'medium';

/** A sign that a template is for the device. */
export interface DeviceTemplateEvidence {
  readonly weight: EvidenceWeight;
  readonly fact: string;
}

/** The signs of a template for the device, by what is looked at. */
export const deviceTemplateEvidence = {
  location: { weight: 'strong', fact: 'device-template.location-dbelocal' },
  apiProfile: { weight: 'strong', fact: 'device-template.api-profile' },
  azureBridge: { weight: 'strong', fact: 'device-template.azure-bridge' },
  imageReference: { weight: 'strong', fact: 'device-template.image-reference' },
  sizeName: { weight: 'strong', fact: 'device-template.size-names' },
  apiVersions: { weight: 'medium', fact: 'device-template.api-versions' },
  networkNames: { weight: 'medium', fact: 'device-template.network-names' },
  blobHost: { weight: 'medium', fact: 'device-template.blob-host' },
  diskImport: { weight: 'medium', fact: 'device-template.disk-import' },
  nicAllocation: { weight: 'medium', fact: 'device-template.nic-allocation' },
  cloudManaged: { weight: 'medium', fact: 'device-template.cloud-managed' },
} as const satisfies Readonly<Record<string, DeviceTemplateEvidence>>;

/** The type of the resource that downloads a VHD to the device. */
export const ingestionJobsType = 'Microsoft.AzureBridge/locations/ingestionJobs';

/** The API versions of the samples for the device, by type or by provider. */
export const deviceApiVersions: Readonly<Record<string, string>> = {
  'Microsoft.Compute': '2017-03-30',
  'Microsoft.Network': '2017-10-01',
  'Microsoft.Storage': '2016-01-01',
  'Microsoft.Resources/deployments': '2018-09-01',
};

/** The names that the device gives its network. */
export const deviceNetwork = {
  virtualNetwork: 'ASEVNET',
  subnet: 'ASEVNETsubNet',
  resourceGroup: 'ASERG',
} as const;

/** Says whether a location is that of the device, in any letter case. */
export function isDeviceLocation(location: string): boolean {
  return location.trim().toLowerCase() === 'dbelocal';
}

/** The API profiles that the device has; the first is that of the samples. */
export const deviceApiProfiles = ['2018-03-01-hybrid', '2020-09-01-hybrid'] as const;

/** Says whether a template's `apiProfile` is one that the device has, in any letter case. */
export function isDeviceApiProfile(profile: string): boolean {
  const wanted = profile.trim().toLowerCase();
  return deviceApiProfiles.some((known) => known === wanted);
}

const unsupportedTypes = [
  'Microsoft.Compute/availabilitySets',
  'Microsoft.Compute/virtualMachineScaleSets',
  'Microsoft.Compute/snapshots',
].map((type) => type.toLowerCase());

/** Returns the fact by which the device lacks a resource type, in any letter case, if it does. */
export function unsupportedResourceType(type: string): string | undefined {
  const isUnsupported = unsupportedTypes.includes(type.trim().toLowerCase());
  return isUnsupported ? 'device-template.unsupported-types' : undefined;
}
