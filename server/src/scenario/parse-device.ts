import { t } from '../base/l10n.ts';
import {
  customSizes,
  devices,
  findCustomSize,
  findDevice,
  hasClusters,
  type Device,
} from '../facts/index.ts';
import type { Property } from '../syntax/node.ts';
import { readRelease } from './parse-release.ts';
import {
  complain,
  complainOfName,
  mappingOf,
  membersOf,
  placeOf,
  positiveIn,
  textIn,
  type Reader,
} from '../syntax/reader.ts';
import type { ConfiguredSize, ScenarioDevice, Text } from './scenario.ts';

/** Returns the device that a scenario is played on, as far as it is told. */
export function readDevice(
  reader: Reader,
  property: Property | undefined,
): ScenarioDevice | undefined {
  if (!property) return undefined;
  const { key, value } = property;
  const at = placeOf(reader, value ?? key);
  const mapping = mappingOf(
    reader,
    value,
    key,
    t("a mapping such as { model: pro-gpu-2, release: '2106' }"),
  );
  if (!mapping) return { at, model: undefined, release: undefined };
  const members = membersOf(reader, mapping, ['model', 'release', 'nodes', 'customSizes']);
  const ids = devices.map(({ id }) => id);
  if (!members.has('model'))
    complain(reader, key, t('expected the model: one of {0}', ids.join(', ')));
  const model = textIn(reader, members.get('model'), t('the model of the device'));
  const device = model && findDevice(model.value);
  if (model && !device) complainOfName(reader, model.at.span, t('device'), model.value, ids);
  const release = readRelease(reader, members.get('release'));
  const isCluster = readNodes(reader, members.get('nodes'), device, release) === 2;
  const sizes = readCustomSizes(reader, members.get('customSizes'), device);
  return {
    at,
    model,
    release,
    ...(isCluster && { nodes: 2 }),
    ...(sizes.length > 0 && { customSizes: sizes }),
  };
}

/** A device alone is one node; a cluster has two, on the devices and releases that have clusters. */
function readNodes(
  reader: Reader,
  property: Property | undefined,
  device: Device | undefined,
  release: Text | undefined,
): 1 | 2 | undefined {
  if (!property) return undefined;
  const { key, value } = property;
  if (value?.kind !== 'number' || (value.value !== 1 && value.value !== 2)) {
    return complain(reader, value ?? key, t('expected the number of nodes: 1, or 2 for a cluster'));
  }
  if (value.value === 1) return 1;
  if (device && !device.clusterable) {
    return complain(
      reader,
      value,
      t('expected 1 node: no document has a cluster of {0}', device.id),
    );
  }
  if (hasClusters(release?.value) === false) {
    return complain(reader, value, t('expected 1 node: two-node clusters came with release 2202'));
  }
  return 2;
}

function readCustomSizes(
  reader: Reader,
  property: Property | undefined,
  device: Device | undefined,
): readonly ConfiguredSize[] {
  if (!property) return [];
  const { key, value } = property;
  const names = customSizes.map(({ name }) => name);
  const mapping = mappingOf(
    reader,
    value,
    key,
    t('a mapping of custom sizes: {0}', names.join(', ')),
  );
  return (mapping?.properties ?? []).flatMap((size) => readCustomSize(reader, size, device) ?? []);
}

function readCustomSize(
  reader: Reader,
  { key, value }: Property,
  device: Device | undefined,
): ConfiguredSize | undefined {
  const size = findCustomSize(key.value);
  if (!size) {
    const names = customSizes.map(({ name }) => name);
    return complainOfName(reader, key, t('custom size'), key.value, names);
  }
  const keys = ['cores', 'memoryGiB', ...(size.gpuModel ? ['gpuCount'] : [])];
  const mapping = mappingOf(reader, value, key, t('a mapping with {0}', keys.join(', ')));
  if (!mapping) return undefined;
  const members = membersOf(reader, mapping, keys);
  return {
    name: { value: size.name, at: placeOf(reader, key) },
    vcpu: positiveIn(reader, members.get('cores'), t('the logical processors')),
    memoryGiB: positiveIn(reader, members.get('memoryGiB'), t('the memory in GiB')),
    gpuCount: readGpuCount(reader, members.get('gpuCount'), device),
  };
}

/** A custom size may have one GPU up to all of the device. */
function readGpuCount(
  reader: Reader,
  property: Property | undefined,
  device: Device | undefined,
): number | undefined {
  if (!property) return undefined;
  const { key, value } = property;
  const most = device?.gpuCount ?? Infinity;
  const isCount = value?.kind === 'number' && Number.isInteger(value.value) && value.value >= 1;
  if (!isCount) return complain(reader, value ?? key, t('expected a number of GPUs above 0'));
  if (value.value > most) {
    const has = t('{0} has {1}', device?.id ?? '', most === 0 ? t('none') : most);
    return complain(reader, value, t('expected at most as many GPUs as the device: {0}', has));
  }
  return value.value;
}
