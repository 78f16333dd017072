import {
  customSizes,
  devices,
  driverExtension,
  driverExtensionTypes,
  facts,
  operatingSystems,
  osSupport,
  rangeInWords,
  vmSizes,
  type CustomSize,
  type Device,
  type OperatingSystem,
  type OsFamily,
  type OsSupport,
  type RangedDriverExtension,
  type ReleaseRange,
  type VmSize,
} from '../facts/index.ts';
import type { FactPage, FactTopic } from '../lsp/protocol.ts';
import { factsText } from './facts-text.ts';
import { codeBlock, escaped, factParagraph, inlineCode } from './markdown.ts';
import { sizeText } from './resource-claims.ts';

/** A topic, and the Markdown below its title. */
interface Page extends FactTopic {
  readonly paragraphs: () => readonly string[];
}

/** Returns what of the fact base a person may open as a page: overviews first, then single things. */
export function factTopics(): FactTopic[] {
  return pages.map(({ id, group, label, description }) => ({ id, group, label, description }));
}

/**
 * Returns a page of Markdown with the values of a topic, their sources with dates, and whether they
 * are inferred; `null` when there is no such topic.
 */
export function factPage(id: string): FactPage | null {
  const page = pages.find((candidate) => candidate.id === id);
  if (!page) return null;
  const { label, paragraphs } = page;
  return { title: label, markdown: [`# ${escaped(label)}`, ...paragraphs(), ''].join('\n\n') };
}

const pages: readonly Page[] = [
  {
    id: 'devices',
    group: 'overview',
    label: 'Devices',
    description: 'GPUs, vCPU and memory of each device',
    paragraphs: () => [
      table(['device', 'GPUs', 'vCPU for VMs', 'memory for VMs'], devices.map(deviceRow)),
      ...factsText(devices.map(({ fact }) => fact)),
    ],
  },
  {
    id: 'vm-sizes',
    group: 'overview',
    label: 'VM sizes',
    description: 'GPUs, vCPU and memory of each VM size',
    paragraphs: () => [
      table(
        ['VM size', 'GPUs, vCPU and memory'],
        [
          ...vmSizes.map((size) => [inlineCode(size.name), escaped(sizeText(size))]),
          ...customSizes.map((size) => [inlineCode(size.name), escaped(customText(size))]),
        ],
      ),
      ...factsText([...new Set([...vmSizes, ...customSizes].map(({ fact }) => fact))]),
    ],
  },
  {
    id: 'operating-systems',
    group: 'overview',
    label: 'Operating systems by release',
    description: 'which of them the GPU driver extension was tested on',
    paragraphs: () => {
      const rows = operatingSystems.flatMap(supportOf);
      return [
        table(
          ['operating system', 'release', 'GPU driver extension'],
          rows.map(({ os, range, support }) => [
            escaped(os.name),
            escaped(rangeInWords(range)),
            supportWords[support.status],
          ]),
        ),
        ...factsText([...new Set(rows.map(({ support }) => support.fact))]),
      ];
    },
  },
  {
    id: 'driver-extension',
    group: 'overview',
    label: 'GPU driver extension by release',
    description: 'publisher, type, version and settings',
    paragraphs: () =>
      families.flatMap((family) => [
        `## ${inlineCode(driverExtensionTypes[family])}`,
        ...driverExtension(family, undefined).flatMap(extensionParagraphs),
      ]),
  },
  {
    id: 'contradictions',
    group: 'overview',
    label: 'Known contradictions',
    description: 'what the sources disagree about',
    paragraphs: () =>
      facts.filter(({ standing }) => standing === 'disputed').map((fact) => factParagraph(fact)),
  },
  ...devices.map((device): Page => ({
    id: `device/${device.id}`,
    group: 'device',
    label: device.name,
    description: device.id,
    paragraphs: () => [
      table(['device', 'GPUs', 'vCPU for VMs', 'memory for VMs'], [deviceRow(device)]),
      ...factsText([device.fact]),
    ],
  })),
  ...vmSizes.map((size): Page => ({
    id: `vm-size/${size.name}`,
    group: 'vm-size',
    label: size.name,
    description: sizeText(size),
    paragraphs: () => [sizeTable(size), ...factsText([size.fact])],
  })),
  ...customSizes.map((size): Page => ({
    id: `vm-size/${size.name}`,
    group: 'vm-size',
    label: size.name,
    description: customText(size),
    paragraphs: () => [escaped(customText(size)), ...factsText([size.fact])],
  })),
];

const families: readonly OsFamily[] = ['windows', 'linux'];

const supportWords = {
  tested: 'tested',
  'not-tested': 'not listed as tested',
  withdrawn: 'withdrawn',
} as const satisfies Record<OsSupport['status'], string>;

/** An OS has one row, or two when its support ends with a release. */
function supportOf(
  os: OperatingSystem,
): readonly { os: OperatingSystem; range: ReleaseRange; support: OsSupport }[] {
  const { support, otherwise } = osSupport(os.id, undefined);
  const since = otherwise?.since;
  if (!otherwise || since === undefined) return [{ os, range: {}, support }];
  return [
    { os, range: { before: since }, support },
    { os, range: { from: since }, support: otherwise },
  ];
}

function extensionParagraphs({ extension, ...range }: RangedDriverExtension): readonly string[] {
  const { publisher, type, typeHandlerVersion, autoUpgradeMinorVersion, settings } = extension;
  const properties = { publisher, type, typeHandlerVersion, autoUpgradeMinorVersion, settings };
  return [
    `### ${escaped(rangeInWords(range))}`,
    codeBlock('json', JSON.stringify(properties, undefined, 2)),
    ...factsText([extension.fact]),
  ];
}

function deviceRow({ name, gpuCount, gpuModel, vcpu, memoryGiB }: Device): readonly string[] {
  return [
    escaped(name),
    gpuCount === 0 ? 'none' : `${gpuCount} × ${gpuModel ?? 'GPU'}`,
    `${vcpu.usable} of ${vcpu.raw}`,
    `${memoryGiB.usable} of ${memoryGiB.raw} GiB`,
  ];
}

function customText({ gpuModel, defaults }: CustomSize): string {
  return `configurable; before that ${sizeText({ ...defaults, gpuModel })}`;
}

function sizeTable(size: VmSize): string {
  const { maxDataDisks, introducedIn } = size;
  return table(
    ['property', 'value'],
    [
      ['GPUs', size.gpuCount === 0 ? 'none' : `${size.gpuCount} × ${size.gpuModel ?? 'GPU'}`],
      ['vCPU', `${size.vcpu}`],
      ['memory', `${size.memoryGiB} GiB`],
      ['temporary storage', `${size.tempStorageGiB} GiB`],
      ['data disks at most', maxDataDisks === undefined ? 'not known' : `${maxDataDisks}`],
      ['network interfaces at most', `${size.maxNics}`],
      ['introduced in release', introducedIn === undefined ? 'not known' : escaped(introducedIn)],
    ],
  );
}

/** The cells are Markdown already. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
