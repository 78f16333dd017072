import { nearestName } from '../base/nearest-name.ts';
import {
  devices,
  fact,
  facts,
  findDevice,
  vmSizes,
  type Device,
  type Fact,
  type VmSize,
} from '../facts/index.ts';
import { factText } from '../report/fact-text.ts';
import { textTable, type Column } from '../report/table.ts';
import { refuse, type ExitCode, type Io } from './io.ts';

export interface KnowledgeOptions {
  readonly format: 'text' | 'json';
}

export interface SizesOptions extends KnowledgeOptions {
  /** Only GPU sizes. */
  readonly gpu?: true;
  /** Only sizes that a device offers. */
  readonly device?: string;
}

/** Runs `edge-gpu devices`. */
export async function listDevices(io: Io, { format }: KnowledgeOptions): Promise<ExitCode> {
  const text =
    format === 'json'
      ? json({ devices: devices.map((device) => ({ ...device, source: factJson(device.fact) })) })
      : textTable(DEVICE_COLUMNS, devices.map(deviceRow)) + sourcesText(devices);
  await io.stdout(text);
  return 0;
}

/** Runs `edge-gpu sizes`. */
export async function listSizes(io: Io, options: SizesOptions): Promise<ExitCode> {
  const device = options.device === undefined ? undefined : findDevice(options.device);
  if (options.device !== undefined && !device) {
    const choices = devices.map(({ id }) => id).join(', ');
    return refuse(io, `unknown device '${options.device}'; devices are ${choices}`);
  }
  const sizes = vmSizes.filter(
    (size) => (!options.gpu || size.gpuCount > 0) && (!device || isOffered(size, device)),
  );
  const text =
    options.format === 'json'
      ? json({ sizes: sizes.map((size) => ({ ...size, source: factJson(size.fact) })) })
      : textTable(SIZE_COLUMNS, sizes.map(sizeRow)) + sourcesText(sizes);
  await io.stdout(text);
  return 0;
}

/** Runs `edge-gpu facts`: one line for each fact, or everything about one. */
export async function showFacts(
  io: Io,
  id: string | undefined,
  { format }: KnowledgeOptions,
): Promise<ExitCode> {
  const asked = id === undefined ? undefined : fact(id);
  if (id !== undefined && !asked) return refuse(io, unknownName('fact', id, facts));
  const shown = asked ? [asked] : facts;
  if (format === 'json') await io.stdout(json({ facts: shown }));
  else if (asked) await io.stdout(factText(asked));
  else await io.stdout(textTable(FACT_COLUMNS, facts.map(factRow)));
  return 0;
}

/** Returns what is wrong with an id that names nothing, and what was probably meant. */
export function unknownName(
  what: 'rule' | 'fact',
  id: string,
  all: readonly { readonly id: string }[],
): string {
  const ids = all.map((one) => one.id);
  const nearest = nearestName(id, ids);
  return nearest === undefined
    ? `unknown ${what} '${id}'; '${what}s' lists them`
    : `unknown ${what} '${id}', did you mean '${nearest}'? '${what}s' lists them`;
}

/** A GPU size needs its model of GPU, and no more GPUs than there are. */
function isOffered(size: VmSize, device: Device): boolean {
  if (size.gpuCount === 0) return true;
  return size.gpuModel === device.gpuModel && size.gpuCount <= device.gpuCount;
}

const DEVICE_COLUMNS: readonly Column[] = [
  { heading: 'DEVICE', align: 'left' },
  { heading: 'GPUS', align: 'left' },
  { heading: 'VCPU', align: 'right' },
  { heading: 'USABLE', align: 'right' },
  { heading: 'GIB', align: 'right' },
  { heading: 'USABLE', align: 'right' },
  { heading: 'CLUSTER', align: 'left' },
  { heading: 'NAME', align: 'left' },
  { heading: 'FACT', align: 'left' },
];

function deviceRow(device: Device): readonly string[] {
  const { vcpu, memoryGiB } = device;
  return [
    device.id,
    gpusText(device.gpuCount, device.gpuModel),
    String(vcpu.raw),
    String(vcpu.usable),
    String(memoryGiB.raw),
    String(memoryGiB.usable),
    device.clusterable ? 'yes' : 'no',
    device.superseded ? `${device.name} (superseded)` : device.name,
    device.fact,
  ];
}

const SIZE_COLUMNS: readonly Column[] = [
  { heading: 'SIZE', align: 'left' },
  { heading: 'SERIES', align: 'left' },
  { heading: 'GPUS', align: 'left' },
  { heading: 'VCPU', align: 'right' },
  { heading: 'GIB', align: 'right' },
  { heading: 'TEMP GIB', align: 'right' },
  { heading: 'DISKS', align: 'right' },
  { heading: 'NICS', align: 'right' },
  { heading: 'SINCE', align: 'left' },
  { heading: 'FACT', align: 'left' },
];

function sizeRow(size: VmSize): readonly string[] {
  return [
    size.name,
    size.series,
    gpusText(size.gpuCount, size.gpuModel),
    String(size.vcpu),
    String(size.memoryGiB),
    String(size.tempStorageGiB),
    size.maxDataDisks === undefined ? '?' : String(size.maxDataDisks),
    String(size.maxNics),
    size.introducedIn ?? '',
    size.fact,
  ];
}

const FACT_COLUMNS: readonly Column[] = [
  { heading: 'FACT', align: 'left' },
  { heading: 'STANDING', align: 'left' },
  { heading: 'STATEMENT', align: 'left' },
];

function factRow({ id, standing, statement }: Fact): readonly string[] {
  return [id, standing, statement];
}

function gpusText(count: number, model: string | undefined): string {
  return count === 0 ? '-' : `${count} x ${model ?? '?'}`;
}

/** The documents behind the rows, each once, with their dates. */
function sourcesText(rows: readonly { readonly fact: string }[]): string {
  const sources = new Map(
    rows.flatMap((row) => (fact(row.fact)?.sources ?? []).map((source) => [source.key, source])),
  );
  const lines = [...sources.values()].map(({ title, date }) => `  ${title} (${date})\n`);
  return lines.length === 0 ? '' : `\nSources:\n${lines.join('')}`;
}

function factJson(id: string) {
  const found = fact(id);
  return found
    ? { standing: found.standing, note: found.note ?? null, sources: found.sources }
    : null;
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
