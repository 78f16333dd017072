import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  claimFacts,
  claimOrders,
  compareReleases,
  customSizes,
  deviceTemplateEvidence,
  devices,
  driverExtension,
  driverExtensionFamily,
  driverFileRelease,
  fact,
  facts,
  findCustomSize,
  findDevice,
  findOperatingSystem,
  findRelease,
  findVmSize,
  driverExtensionPublisher,
  isDeviceApiProfile,
  isDeviceLocation,
  isReleaseId,
  judgeTypeHandlerVersion,
  kubernetesDemand,
  kubernetesTuning,
  liesIn,
  marketplaceImage,
  maxVirtualMachines,
  nearestEarlierRelease,
  nearestVmSize,
  operatingSystemInName,
  operatingSystems,
  osFamilyOf,
  osSupport,
  rangeInWords,
  releases,
  settingKey,
  sizeWithModel,
  stoppedVmTakeover,
  testedOperatingSystems,
  unsupportedResourceType,
  updateFacts,
  vmSizes,
  type OsFamily,
} from '../server/src/facts/index.ts';
import { sources } from '../server/src/facts/sources.ts';

describe('every fact', () => {
  test.each(facts.map((entry) => [entry.id, entry] as const))('%s is complete', (id, entry) => {
    expect(id).toMatch(/^[a-z-]+(\.[\w-]+)+$/i);
    expect(entry.statement).toMatch(/^\S.*\.$/s);
    expect(entry.sources.length).toBeGreaterThan(0);
    for (const source of entry.sources) {
      expect(source.url).toMatch(/^https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/\S+$/);
      expect(source.date).toMatch(/^(\d{4}-\d\d-\d\d|2021-04\.\.2022-05|date not known)$/);
      expect(source.title).not.toBe('');
    }
    if (entry.standing !== 'stated') expect(entry.note).toBeTruthy();
  });

  test('has an id of its own', () => {
    expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
  });

  test('is found by its id, and nothing else is', () => {
    for (const entry of facts) expect(fact(entry.id)).toBe(entry);
    expect(fact('no.such-fact')).toBeUndefined();
  });
});

test('every source is used by a fact', () => {
  const used = new Set(facts.flatMap((entry) => entry.sources.map(({ key }) => key)));
  expect([...sources.keys()].filter((key) => !used.has(key))).toEqual([]);
});

test('every fact that a look-up names exists', () => {
  const families: readonly OsFamily[] = ['windows', 'linux'];
  const everyRelease = [undefined, ...releases.map(({ id }) => id)];
  const device = devices[0];
  const named: readonly (string | undefined)[] = [
    ...[...devices, ...vmSizes, ...customSizes, ...releases, ...claimOrders].map((x) => x.fact),
    ...Object.values(claimFacts),
    ...Object.values(deviceTemplateEvidence).map((evidence) => evidence.fact),
    kubernetesTuning.fact,
    maxVirtualMachines.fact,
    ...(device ? kubernetesDemand(device).map((demand) => demand.fact) : []),
    unsupportedResourceType('Microsoft.Compute/snapshots'),
    ...everyRelease.flatMap((release) => [
      stoppedVmTakeover(release).fact,
      ...updateFacts(release),
      ...[...operatingSystems, { id: 'other' }].flatMap(({ id }) => {
        const { support, otherwise } = osSupport(id, release);
        return [support.fact, ...(otherwise ? [otherwise.fact] : [])];
      }),
      ...families.flatMap((family) => [
        ...driverExtension(family, release).map(({ extension }) => extension.fact),
        ...['1.3', '1.4', '1.6', '9'].map((v) => judgeTypeHandlerVersion(family, v, release).fact),
      ]),
    ]),
    marketplaceImage('redhat', 'rhel-byos', 'rhel-lvm79')?.fact,
    marketplaceImage('RedHat', 'RHEL', '7_9')?.fact,
    marketplaceImage('Canonical', 'UbuntuServer', '18.04-LTS')?.fact,
    marketplaceImage('MicrosoftWindowsServer', 'WindowsServer', '2016-Datacenter')?.fact,
    settingKey('linux', 'DKMS_URL')?.fact,
    settingKey('linux', 'PUBKEY_URL')?.fact,
    settingKey('windows', 'updateOS')?.fact,
    settingKey('windows', 'DriverURL')?.fact,
  ];
  expect(named.filter((id) => id === undefined || !fact(id))).toEqual([]);
});

describe('where the sources disagree the fact is disputed', () => {
  test.each([
    'cluster.devices',
    'claims.stopped-vm-takeover',
    'claims.stopped-vm-takeover.from-2205',
    'device.pro-2-642GT',
    'device.pro-2.gpu-model',
    'device-template.ip-allocation',
    'driver-extension.n-series-only',
    'driver-extension.parameter-files',
    'driver-extension.settings.linux-2020',
    'aks.preview',
    'kubernetes.size-2022',
    'kubernetes.size-2024',
    'os.windows-server-2016.tls',
    'update.stop-gpu-vms',
    'vm-size.gpu-sizes',
    'vm-size.template-series',
    'vm-size.Standard_F12_HPN_A2',
    'vm-size.Standard_DS2_v2',
  ])('%s', (id) => {
    expect(fact(id)?.standing).toBe('disputed');
  });
});

describe('devices', () => {
  test('are eight, one of them superseded', () => {
    expect(devices).toHaveLength(8);
    expect(devices.filter((device) => device.superseded).map(({ id }) => id)).toEqual([
      'pro-2-642GT',
    ]);
  });

  test.each([
    ['pro-gpu-2', 'pro-gpu-2'],
    ['PRO-2-256g6t2gpu', 'pro-2-256G6T2GPU'],
    [' pro-r ', 'pro-r'],
    ['pro-gpu', undefined],
    ['', undefined],
    ['__proto__', undefined],
  ])('findDevice(%j)', (id, found) => {
    expect(findDevice(id)?.id).toBe(found);
  });
});

describe('VM sizes', () => {
  test('are 72 and three custom ones; 32 and two of them have GPUs', () => {
    expect([vmSizes.length, customSizes.length]).toEqual([72, 3]);
    expect(vmSizes.filter((size) => size.gpuCount > 0)).toHaveLength(32);
    expect(customSizes.filter((size) => size.gpuModel)).toHaveLength(2);
  });

  test('have a GPU model exactly where they have GPUs', () => {
    expect(vmSizes.filter((size) => size.gpuCount > 0 !== (size.gpuModel !== undefined))).toEqual(
      [],
    );
  });

  test.each([
    ['Standard_NC4as_T4_v3', 'Standard_NC4as_T4_v3'],
    ['standard_nc4AS_t4_V3', 'Standard_NC4as_T4_v3'],
    ['Standard_NC64as_T4_v3', undefined],
    ['Custom_GPU_A2', undefined],
    ['', undefined],
  ])('findVmSize(%j)', (name, found) => {
    expect(findVmSize(name)?.name).toBe(found);
  });

  test.each([
    ['Standard_NC4as_T4_v3', false],
    ['Standard_NC8as_T4_v3', false],
    ['Standard_NC16as_T4_v3', false],
    ['Standard_NC16as_T4_v1', true],
    ['Standard_NC32as_T4_v3', true],
    ['Standard_NC32as_2T4_v1', true],
    ['Standard_NC4as_A2', true],
    ['Standard_NC32as_2A2_v1', true],
    ['Standard_DS2_v2_HPN', true],
    ['Standard_F12_HPN_A2', true],
    ['Standard_D2_v2', false],
    ['Standard_DS12_v2', false],
    ['Standard_F12', false],
    ['Standard_F4s_v1', false],
    ['Standard_F32s_v3', false],
  ])('%s marks a device template: %s', (name, deviceOnly) => {
    expect(findVmSize(name)?.deviceOnly).toBe(deviceOnly);
  });

  test.each([
    ['Standard_NC4as_T4_v3', 'Standard_NC4as_T4_v3'],
    ['standard_nc4as_t4_v3', 'Standard_NC4as_T4_v3'],
    ['NC4as_T4_v3', 'Standard_NC4as_T4_v3'],
    ['Standrad_NC4as_T4_v3', 'Standard_NC4as_T4_v3'],
    ['Standard_NC4asT4_v3', 'Standard_NC4as_T4_v3'],
    ['Standard_NC4sa_T4_v3', 'Standard_NC4as_T4_v3'],
    ['Standard_NC8as-T4-v3', undefined],
    ['Standard_NC4as_T4', 'Standard_NC4as_T4_v3'],
    ['Standard_NC4as_T4_v2', 'Standard_NC4as_T4_v3'],
    ['Standard_NC8as_A2_v1', 'Standard_NC8as_A2'],
    ['Standard_D2v2', 'Standard_D2_v2'],
    ['Standard_DS3_v2_HPN_T4', 'Standard_DS3_v2_HPN_T4_v3'],
    ['Standard_F8s_v2', 'Standard_F8s'],
    // Two sizes are as near as each other.
    ['Standard_NC16as_T4', undefined],
    ['Standard_F4s_v2', undefined],
    // Other sizes, not misspellings.
    ['Standard_NC64as_T4_v3', undefined],
    ['Standard_D14_v2', undefined],
    ['Standard_A2_v2', undefined],
    ['Standard_B2s', undefined],
    ['Standard_E4s_v3', undefined],
    ['', undefined],
    ['Standard_', undefined],
    ['x'.repeat(100_000), undefined],
  ])('nearestVmSize(%j)', (name, found) => {
    expect(nearestVmSize(name)?.name).toBe(found);
  });

  test('custom sizes are apart', () => {
    expect(findCustomSize('custom_gpu_t4_V3')?.defaults).toEqual({
      vcpu: 8,
      memoryGiB: 28,
      gpuCount: 1,
    });
    expect(findCustomSize('Custom_NonGPU')?.gpuModel).toBeUndefined();
    expect(findCustomSize('Standard_F1')).toBeUndefined();
  });
});

describe('releases', () => {
  test.each([
    ['2106', true],
    ['2012', true],
    ['2699', false],
    ['2100', false],
    ['2113', false],
    ['1206', false],
    ['210', false],
    ['21067', false],
    ['latest', false],
  ])('isReleaseId(%j)', (text, expected) => {
    expect(isReleaseId(text)).toBe(expected);
  });

  test('are in order', () => {
    const ids = releases.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort(compareReleases));
    expect(ids.every(isReleaseId)).toBe(true);
  });

  test.each([
    ['2204', '2203'],
    ['2205', '2205'],
    ['2912', '2607'],
    ['2001', undefined],
  ])('nearestEarlierRelease(%j)', (id, found) => {
    expect(nearestEarlierRelease(id)?.id).toBe(found);
  });

  test('findRelease takes exact ids', () => {
    expect(findRelease('2205')?.softwareVersion).toBe('2.2.1983.5094');
    expect(findRelease('2008')?.softwareVersion).toBeUndefined();
    expect(findRelease('2204')).toBeUndefined();
  });

  test.each([
    [{ before: '2205' }, '2204', true, 'before release 2205'],
    [{ before: '2205' }, '2205', false, 'before release 2205'],
    [{ from: '2205' }, '2205', true, 'from release 2205'],
    [{ from: '2102', before: '2205' }, '2101', false, 'from release 2102 and before release 2205'],
    [{}, '2101', true, 'on every release'],
    [{ from: '2205' }, undefined, undefined, 'from release 2205'],
    [{ from: '2205' }, 'newest', undefined, 'from release 2205'],
  ])('range %j with %j', (range, release, expected, words) => {
    expect(liesIn(range, release)).toBe(expected);
    expect(rangeInWords(range)).toBe(words);
  });
});

describe('operating systems', () => {
  test.each([
    ['ubuntu-18.04', 'ubuntu-18.04'],
    ['Ubuntu 18.04 LTS', 'ubuntu-18.04'],
    ['ubuntu_1804-lts', 'ubuntu-18.04'],
    ['Windows Server 2019 Core', 'windows-server-2019-core'],
    ['WS2016-Core', 'windows-server-2016-core'],
    ['windows-server-2019', 'windows-server-2019'],
    ['Red Hat Enterprise Linux 7.4', 'rhel-7.4'],
    ['RedHat-7.9', 'rhel-7.9'],
    ['rhel-8', 'rhel-8'],
    ['centos-8.1', 'centos-8.1'],
    ['beos-5', undefined],
    ['', undefined],
  ])('findOperatingSystem(%j)', (text, id) => {
    expect(findOperatingSystem(text)?.id).toBe(id);
  });

  test('no spelling means two of them', () => {
    for (const os of operatingSystems) {
      expect(findOperatingSystem(os.id)).toBe(os);
      expect(findOperatingSystem(os.name)).toBe(os);
      expect(osFamilyOf(os.id)).toBe(os.family);
    }
  });

  test.each([
    ['windows-server-2025', 'windows'],
    ['Ubuntu-24.04', 'linux'],
    ['rhel-9.2', 'linux'],
    ['sles-15', 'linux'],
    ['my-image', undefined],
  ])('osFamilyOf(%j)', (id, family) => {
    expect(osFamilyOf(id)).toBe(family);
  });

  test.each([
    ['windows-server-2019-core', '2106', 'tested', 'os.windows-server-2019-core.tested'],
    ['windows-server-2016-core', '2607', 'tested', 'os.windows-server-2016-core.tested'],
    ['rhel-7.4', undefined, 'tested', 'os.rhel-7.4.tested'],
    ['RHEL-7.4', '2607', 'tested', 'os.rhel-7.4.tested'],
    ['rhel-7.5', '2106', 'not-tested', 'os.not-listed'],
    ['ubuntu-18.04', '2106', 'tested', 'os.ubuntu-18.04.tested'],
    ['ubuntu-18.04', '2403', 'tested', 'os.ubuntu-18.04.tested'],
    ['Ubuntu 18.04', '2407', 'withdrawn', 'os.ubuntu-18.04.withdrawn-2407'],
    ['ubuntu-18.04', '2607', 'withdrawn', 'os.ubuntu-18.04.withdrawn-2407'],
    ['ubuntu-20.04', '2106', 'not-tested', 'os.not-listed'],
    ['windows-server-2019', undefined, 'not-tested', 'os.desktop-not-listed'],
    ['windows-server-2022', '2407', 'not-tested', 'os.windows-server-2022.not-listed'],
    ['beos-5', undefined, 'not-tested', 'os.not-listed'],
    ['__proto__', undefined, 'not-tested', 'os.not-listed'],
  ])('osSupport(%j, %j)', (os, release, status, factId) => {
    const answer = osSupport(os, release);
    expect(answer).toMatchObject({ definite: true, support: { status, fact: factId } });
    expect(answer.otherwise).toBeUndefined();
  });

  test.each([undefined, 'latest'])('Ubuntu 18.04 on release %j depends on it', (release) => {
    expect(osSupport('ubuntu-18.04', release)).toEqual({
      definite: false,
      support: { status: 'tested', fact: 'os.ubuntu-18.04.tested' },
      otherwise: { status: 'withdrawn', since: '2407', fact: 'os.ubuntu-18.04.withdrawn-2407' },
    });
  });

  test.each([
    ['2106', ['windows-server-2019-core', 'windows-server-2016-core', 'ubuntu-18.04', 'rhel-7.4']],
    ['2407', ['windows-server-2019-core', 'windows-server-2016-core', 'rhel-7.4']],
    [undefined, ['windows-server-2019-core', 'windows-server-2016-core', 'rhel-7.4']],
  ])('testedOperatingSystems(%j)', (release, ids) => {
    expect(testedOperatingSystems(release).map(({ id }) => id)).toEqual(ids);
  });
});

describe('Marketplace images', () => {
  test.each([
    [
      'MicrosoftWindowsServer',
      'WindowsServer',
      '2019-Datacenter',
      'windows-server-2019',
      undefined,
    ],
    [
      'microsoftwindowsserver',
      'windowsserver',
      '2019-datacenter-core-smalldisk',
      'windows-server-2019-core',
      undefined,
    ],
    [
      'MicrosoftWindowsServer',
      'WindowsServer',
      '2016-Datacenter',
      'windows-server-2016',
      undefined,
    ],
    [
      'MicrosoftWindowsServer',
      'WindowsServer',
      '2016-Datacenter-Server-Core',
      'windows-server-2016-core',
      undefined,
    ],
    ['Canonical', 'UbuntuServer', '18.04-lts', 'ubuntu-18.04', undefined],
    ['Canonical', 'UbuntuServer', '18.04-LTS-gen2', 'ubuntu-18.04', 2],
    ['Canonical', '0001-com-ubuntu-server-jammy', '22_04-lts-GEN2', 'ubuntu-22.04', 2],
    ['OpenLogic', 'CentOS', '8_1', 'centos-8.1', undefined],
    ['redhat', 'rhel-byos', 'rhel-lvm74', 'rhel-7.4', undefined],
    ['redhat', 'rhel-byos', 'rhel-lvm79-gen2', 'rhel-7.9', 2],
    ['redhat', 'rhel-byos', 'rhel-lvm8', 'rhel-8', undefined],
    ['redhat', 'rhel-byos', 'rhel-lvm87', 'rhel-8', undefined],
    ['RedHat', 'RHEL', '7_9', 'rhel-7.9', undefined],
    ['RedHat', 'RHEL', '8-LVM', 'rhel-8', undefined],
  ])('%s:%s:%s holds %s', (publisher, offer, sku, os, generation) => {
    const image = marketplaceImage(publisher, offer, sku);
    expect(image?.os?.id).toBe(os);
    expect(image?.generation).toBe(generation);
  });

  test.each([
    ['Canonical', 'UbuntuServer', '14.04-LTS'],
    ['MicrosoftWindowsServer', 'WindowsServer', '2025-Datacenter'],
    ['MicrosoftWindowsServer', 'WindowsServer', 'datacenter-core-1903'],
    ['MicrosoftSQLServer', 'SQL2019-WS2019', 'Standard'],
    ['', '', ''],
  ])('%s:%s:%s is not known', (publisher, offer, sku) => {
    expect(marketplaceImage(publisher, offer, sku)).toBeUndefined();
  });

  test('a version that is not listed leaves the system open', () => {
    expect(marketplaceImage('redhat', 'rhel-byos', 'rhel-lvm92')).toEqual({
      os: undefined,
      generation: undefined,
      fact: 'image.rhel-byos',
    });
  });
});

describe('the driver extension', () => {
  test.each([
    ['windows', '2106', ['1.3']],
    ['windows', '2203', ['1.3']],
    ['windows', '2205', ['1.5']],
    ['windows', '2607', ['1.5']],
    ['windows', undefined, ['1.3', '1.5']],
    ['linux', '2106', ['1.3']],
    ['linux', '2205', ['1.8']],
    ['linux', 'latest', ['1.3', '1.8']],
  ] as const)('for %s on release %j has version %j', (family, release, versions) => {
    const ranged = driverExtension(family, release);
    expect(ranged.map(({ extension }) => extension.typeHandlerVersion)).toEqual(versions);
    for (const { extension } of ranged) {
      expect(extension.publisher).toBe(driverExtensionPublisher);
      expect(driverExtensionFamily(extension.type.toUpperCase())).toBe(family);
      expect(Object.keys(extension.settings)).toEqual(
        family === 'linux' ? [] : ['DriverURL', 'DriverCertificateUrl', 'DriverType'],
      );
    }
  });

  test.each([
    ['windows', '1.3', '2106', 'right'],
    ['windows', ' 1.5 ', '2205', 'right'],
    ['windows', '1.5', '2106', 'other-release'],
    ['windows', '1.3', '2205', 'other-release'],
    ['windows', '1.3', undefined, 'right'],
    ['windows', '1.5', undefined, 'right'],
    ['windows', '1.4', '2205', 'public-cloud'],
    ['windows', '1.6', '2205', 'unknown-version'],
    ['windows', '1.8', undefined, 'unknown-version'],
    ['linux', '1.8', '2407', 'right'],
    ['linux', '1.8', '2203', 'other-release'],
    ['linux', '1.6', undefined, 'public-cloud'],
    ['linux', '1.4', undefined, 'unknown-version'],
    ['linux', '', '2205', 'unknown-version'],
  ] as const)('%s version %j on release %j is %s', (family, version, release, verdict) => {
    expect(judgeTypeHandlerVersion(family, version, release).verdict).toBe(verdict);
  });

  test('a version of another release says of which', () => {
    expect(judgeTypeHandlerVersion('linux', '1.8', '2106')).toMatchObject({
      of: { from: '2205' },
      says: 'is the version from release 2205',
    });
  });

  test.each([
    ['windows', 'DriverURL', 'required'],
    ['windows', 'driverVersion', 'public-cloud'],
    ['windows', 'DRIVER_URL', undefined],
    ['linux', 'installCUDA', 'public-cloud'],
    ['linux', 'InstallCUDA', 'early-linux'],
    ['linux', 'DRIVER_URL', 'rhel-7-workaround'],
    ['linux', 'toString', undefined],
  ] as const)('%s setting %s is %s', (family, key, kind) => {
    expect(settingKey(family, key)?.kind).toBe(kind);
  });

  test('a driver file tells its releases', () => {
    const [before, from] = driverExtension('windows', undefined);
    expect(driverFileRelease(before?.extension.settings['DriverURL'] ?? '')).toBe(before);
    expect(
      driverFileRelease(
        `https://mirror/${(from?.extension.settings['DriverURL'] ?? '').split('/').at(-1)}`,
      ),
    ).toBe(from);
    expect(driverFileRelease('https://mirror/other.exe')).toBeUndefined();
    expect(driverFileRelease('')).toBeUndefined();
  });
});

describe('claims', () => {
  test('five orders are documented, two inferred', () => {
    const standings = claimOrders.map((row) => fact(row.fact)?.standing);
    expect(standings).toEqual([...Array(5).fill('stated'), ...Array(2).fill('inference')]);
  });

  test.each(claimOrders)('$fact never claims more than the device has', (row) => {
    expect(row.vmGpus + row.kubernetesGpus).toBe(row.deviceGpus);
  });

  test.each([
    ['2012', 'documented'],
    ['2203', 'documented'],
    ['2204', 'documented'],
    ['2205', 'no-longer-documented'],
    ['2607', 'no-longer-documented'],
    [undefined, 'depends-on-release'],
    ['latest', 'depends-on-release'],
  ])('take-over of a stopped VM on release %j is %s', (release, standing) => {
    expect(stoppedVmTakeover(release).standing).toBe(standing);
  });

  test('an update names the facts of its release', () => {
    expect(updateFacts('2103')).toContain('update.gpu-vms-not-stopped');
    expect(updateFacts('2205')).not.toContain('update.gpu-vms-not-stopped');
    expect(updateFacts(undefined)).toEqual(updateFacts('2103'));
  });
});

describe('Kubernetes', () => {
  test.each([
    ['pro-gpu-1', [16, 36], [16, 36]],
    ['pro-gpu-2', [16, 36], [16, 36]],
    ['pro-r', [16, 36], [13.6, 68]],
    ['pro-2-128G4T1GPU', [16, 36], [13.6, 36]],
  ])('on %s takes %j or %j', (id, ...figures) => {
    const device = findDevice(id);
    const demands = device ? kubernetesDemand(device) : [];
    expect(demands.map(({ vcpu, memoryGiB }) => [vcpu, memoryGiB])).toEqual(figures);
  });
});

describe('device templates', () => {
  test.each([
    ['dbelocal', true],
    ['DBELocal', true],
    ['eastus', false],
  ])('location %j', (location, expected) => {
    expect(isDeviceLocation(location)).toBe(expected);
  });

  test.each([
    ['2018-03-01-hybrid', true],
    ['2020-09-01-Hybrid', true],
    ['2017-03-09-profile', false],
  ])('API profile %j', (profile, expected) => {
    expect(isDeviceApiProfile(profile)).toBe(expected);
  });

  test.each([
    ['microsoft.compute/AvailabilitySets', true],
    ['Microsoft.Compute/virtualMachineScaleSets', true],
    ['Microsoft.Compute/virtualMachines', false],
  ])('resource type %j is unsupported: %s', (type, expected) => {
    expect(unsupportedResourceType(type) !== undefined).toBe(expected);
  });
});

// The collected knowledge that the data was taken from; it is not part of the project.
const knowledgeFile = new URL('../../shared/reference/knowledge.json', import.meta.url);
const knowledge: unknown = existsSync(knowledgeFile)
  ? JSON.parse(readFileSync(knowledgeFile, 'utf8'))
  : undefined;
if (!knowledge) console.warn(`no drift test of the facts: ${knowledgeFile.pathname} is absent`);

type Entry = Readonly<Record<string, unknown>>;

function entries(name: string): readonly Entry[] {
  return (knowledge as Readonly<Record<string, readonly Entry[]>> | undefined)?.[name] ?? [];
}

describe.skipIf(!knowledge)('the facts are those collected', () => {
  test('of devices', () => {
    const collected = entries('devices').map((row) => ({
      id: row['id'],
      gpuModel: row['gpuModel'] ?? undefined,
      gpuCount: row['gpuCount'],
      vcpu: { raw: row['rawVcpu'], usable: row['usableVcpu'] },
      memoryGiB: {
        raw: row['rawMemoryGiB'] ?? row['rawMemoryGB'],
        usable: row['usableMemoryGiB'] ?? row['usableMemoryGB'],
      },
      clusterable: row['clusterable'] ?? false,
      ...(row['superseded'] === true && { superseded: true }),
      source: row['source'],
      numaNodes: typeof row['numaNodes'] === 'number' ? `in ${row['numaNodes']} NUMA node` : '',
    }));
    expect(devices).toHaveLength(collected.length);
    collected.forEach(({ source, numaNodes, ...device }, index) => {
      const about = fact(devices[index]?.fact ?? '');
      expect(devices[index]).toMatchObject(device);
      expect(about?.sources[0]?.key).toBe(source);
      expect(about?.statement).toContain(numaNodes);
    });
  });

  test('of VM sizes', () => {
    const collected = entries('vmSizes').filter((row) => row['series'] !== 'custom');
    const rows = collected.map((row) => ({
      name: row['name'],
      series: row['series'],
      vcpu: row['vcpu'],
      memoryGiB: row['memoryGiB'],
      tempStorageGiB: row['tempStorageGiB'],
      maxDataDisks: row['maxDataDisks'] ?? undefined,
      maxNics: row['maxNics'],
      gpuModel: row['gpuModel'] ?? undefined,
      gpuCount: row['gpuCount'],
      introducedIn: statedRelease(row['introducedInRelease']),
    }));
    expect(vmSizes.map(({ deviceOnly: _d, note: _n, fact: _f, ...size }) => size)).toEqual(rows);
    for (const row of collected) {
      const about = fact(`vm-size.${String(row['name'])}`);
      expect(about?.sources.map(({ key }) => key).join('+')).toBe(row['source']);
      if (row['note'] !== undefined) expect(about?.note).toBeTruthy();
      const changed = row['maxNics2021'] !== null && row['maxNics2021'] !== row['maxNics'];
      if (changed) expect(about?.standing).toBe('disputed');
    }
  });

  test('of custom sizes', () => {
    const collected = entries('vmSizes').filter((row) => row['series'] === 'custom');
    expect(
      customSizes.map(({ name, gpuModel, defaults }) => ({ name, gpuModel, defaults })),
    ).toEqual(
      collected.map((row) => ({
        name: row['name'],
        gpuModel: row['gpuModel'] ?? undefined,
        defaults: {
          vcpu: row['vcpu'],
          memoryGiB: Number(row['memoryMiB']) / 1024,
          gpuCount: row['gpuCount'],
        },
      })),
    );
  });

  test('of releases', () => {
    expect(releases.map(({ id, softwareVersion }) => ({ id, softwareVersion }))).toEqual(
      entries('releases').map((row) => ({
        id: row['release'],
        softwareVersion: row['softwareVersion'] ?? undefined,
      })),
    );
    for (const row of entries('releases').filter((entry) => entry['source'] !== 'none')) {
      const [source] = fact(`release.${String(row['release'])}`)?.sources ?? [];
      expect([source?.key, source?.date]).toEqual([row['source'], row['asOf']]);
    }
  });

  test('of sources', () => {
    for (const row of entries('sources')) {
      const source = sources.get(String(row['id']));
      if (!source) {
        // Not documents: an inference names what it follows from, a usage the document of the name.
        expect(['derived', 'urnsearch']).toContain(row['id']);
        continue;
      }
      if (row['commit']) expect(source.url).toContain(row['commit']);
      const date = /^\d{4}-\d\d-\d\d/.exec(String(row['msDate']))?.[0];
      if (date) expect(source.date).toBe(date);
    }
  });

  test.each(entries('imageUrns').map((row) => [String(row['offer']), row] as const))(
    'of the skus of offer %s',
    (offer, row) => {
      const skus = String(row['sku'])
        .replace(/\(.*\)|etc\.|\.\.\./g, '')
        .split(/ \/ |, /);
      for (const sku of skus.map((text) => text.trim())) {
        const image = marketplaceImage(String(row['publisher']), offer, sku);
        expect(image?.generation).toBe(sku.endsWith('-gen2') ? 2 : undefined);
        expect(image && fact(image.fact)).toBeDefined();
        const version = /\d[\d.]*/.exec(String(row['os']))?.[0];
        if (version) expect(image?.os?.name).toContain(version);
        expect(image?.os?.name.includes('Core')).toBe(String(row['os']).includes('Core'));
      }
    },
  );
});

/** A release that is only inferred is not said to have brought the size. */
function statedRelease(text: unknown): string | undefined {
  return typeof text === 'string' && isReleaseId(text) ? text : undefined;
}

const samples = new URL(
  '../../shared/corpus/Azure-Samples+azure-stack-edge-deploy-vms/parameters/Templates/ExtensionTemplates/GpuExtension/',
  import.meta.url,
);
if (!existsSync(samples)) console.warn(`no drift test of settings: ${samples.pathname} is absent`);

describe.skipIf(!existsSync(samples))('the driver extension is that of the samples', () => {
  test.each([
    ['addGPUExtWindowsVM.parameters.json', 'windows', '2203'],
    ['addGPUExtWindowsVM2205.parameters.json', 'windows', '2205'],
    ['addGPUExtLinuxVM.parameters.json', 'linux', '2203'],
    ['addGPUExtLinuxVM2205.parameters.json', 'linux', '2205'],
  ] as const)('%s', (file, family, release) => {
    const sample: { readonly parameters: Readonly<Record<string, { readonly value: unknown }>> } =
      JSON.parse(readFileSync(new URL(file, samples), 'utf8'));
    const extension = driverExtension(family, release)[0]?.extension;
    expect(extension).toMatchObject({
      publisher: sample.parameters['publisher']?.value,
      type: sample.parameters['type']?.value,
      typeHandlerVersion: sample.parameters['typeHandlerVersion']?.value,
    });
    expect(extension?.settings).toEqual(sample.parameters['settings']?.value);
  });
});

describe('a size with another GPU model', () => {
  test.each([
    ['Standard_NC4as_T4_v3', 'Standard_NC4as_A2'],
    ['Standard_NC16as_T4_v1', 'Standard_NC16as_A2_v1'],
    ['Standard_NC32as_2T4_v1', 'Standard_NC32as_2A2_v1'],
    ['Standard_DS2_v2_HPN_T4_v3', 'Standard_DS2_v2_HPN_A2'],
  ])('%s is %s', (t4, a2) => {
    expect(sizeWithModel(size(t4), 'A2')?.name).toBe(a2);
    expect(sizeWithModel(size(a2), 'T4')?.name).toBe(t4);
    expect(sizeWithModel(size(t4), 'T4')?.name).toBe(t4);
  });

  test('exists for every GPU size, with the same vCPU and GPUs', () => {
    const gpuSizes = vmSizes.filter(({ gpuModel }) => gpuModel !== undefined);
    expect(gpuSizes.length).toBeGreaterThan(30);
    for (const one of gpuSizes) {
      const other = sizeWithModel(one, one.gpuModel === 'T4' ? 'A2' : 'T4');
      expect(other, one.name).toBeDefined();
      expect([other?.vcpu, other?.gpuCount], one.name).toEqual([one.vcpu, one.gpuCount]);
      expect(other && sizeWithModel(other, one.gpuModel ?? 'T4'), one.name).toBe(one);
    }
  });

  test('does not exist for a size without GPU', () => {
    expect(sizeWithModel(size('Standard_D2_v2'), 'A2')).toBeUndefined();
  });

  function size(name: string) {
    const found = findVmSize(name);
    if (!found) throw new Error(`no size ${name}`);
    return found;
  }
});

describe('an operating system in the name of a file', () => {
  test.each([
    ['ubuntu18.04waagent.vhd', 'ubuntu-18.04'],
    ['Ubuntu1804VMFromSnapshot', 'ubuntu-18.04'],
    ['WindowsServer2016Datacenter.vhd', 'windows-server-2016'],
    ['WindowsServer2019_30GB.vhd', 'windows-server-2019'],
    ['WindowsServer2019DatacenterCore.vhd', 'windows-server-2019-core'],
    ['ws2022-gpu.vhdx', 'windows-server-2022'],
    ['rhel-7.4-byos.vhd', 'rhel-7.4'],
    ['my-focal-image', 'ubuntu-20.04'],
    ['myimage', undefined],
    ['Linuximage1', undefined],
    ['', undefined],
  ])('%s: %s', (name, os) => {
    expect(operatingSystemInName(name)?.id).toBe(os);
  });
});
