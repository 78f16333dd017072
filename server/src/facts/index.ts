import type { Fact } from './facts.ts';
import { deviceFacts } from './devices.ts';
import { factOf, type FactRow } from './fact-row.ts';
import { imageFacts } from './images.ts';
import { releaseFacts } from './releases.ts';
import { vmSizeFacts } from './vm-sizes.ts';
import table from './data/facts.json' with { type: 'json' };

const rows: readonly FactRow[] = table;

/** Every fact, those about one device, size, image or release after the general ones. */
export const facts: readonly Fact[] = [
  ...rows.map(factOf),
  ...deviceFacts,
  ...vmSizeFacts,
  ...imageFacts,
  ...releaseFacts,
];

/** Returns the fact with an id such as `claims.kubernetes-takes-all`. */
export function fact(id: string): Fact | undefined {
  return byId.get(id);
}

const byId: ReadonlyMap<string, Fact> = new Map(facts.map((entry) => [entry.id, entry]));

export {
  claimFacts,
  claimOrders,
  stoppedVmTakeover,
  updateFacts,
  updateOfGpuVms,
  type Claimant,
  type ClaimOrder,
  type TakeoverStanding,
} from './claims.ts';
export { clusterFacts, hasClusters, isClosedToClusters } from './clusters.ts';
export { sizeWithModel } from './counterpart-size.ts';
export { customSizes, findCustomSize, type CustomSize } from './custom-sizes.ts';
export {
  deviceApiProfiles,
  deviceApiVersions,
  deviceNetwork,
  deviceTemplateEvidence,
  ingestionJobsType,
  isDeviceApiProfile,
  isDeviceLocation,
  unsupportedResourceType,
  type DeviceTemplateEvidence,
  type EvidenceWeight,
} from './device-template.ts';
export { devices, findDevice } from './devices.ts';
export {
  driverExtension,
  driverExtensionFamily,
  driverExtensionPublisher,
  driverExtensionTypes,
  type RangedDriverExtension,
} from './driver-extension.ts';
export { driverFileRelease, settingKey, type SettingKey } from './extension-settings.ts';
export { judgeTypeHandlerVersion, type VersionJudgement } from './extension-version.ts';
export { marketplaceImage, marketplaceImages, type NamedMarketplaceImage } from './images.ts';
export { hpnBeforeOthers, isHpnSize } from './hpn.ts';
export {
  aksStanding,
  kubernetesDemand,
  kubernetesRelease,
  kubernetesTuning,
  maxVirtualMachines,
  takesNewKubernetes,
  type AksStanding,
  type KubernetesDemand,
} from './kubernetes.ts';
export { nearestVmSize } from './nearest-vm-size.ts';
export { findOperatingSystem, operatingSystems, osFamilyOf } from './operating-systems.ts';
export { operatingSystemInName } from './os-in-name.ts';
export { osSupport, testedOperatingSystems, type OsSupportAnswer } from './os-support.ts';
export {
  compareReleases,
  documentedRelease,
  findRelease,
  isReleaseId,
  liesIn,
  nearestEarlierRelease,
  rangeInWords,
  releaseInWords,
  releases,
  type ReleaseRange,
} from './releases.ts';
export { findVmSize, vmSizes } from './vm-sizes.ts';
export type * from './facts.ts';
