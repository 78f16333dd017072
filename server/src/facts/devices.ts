import type { Device, Fact } from './facts.ts';
import { factOf } from './fact-row.ts';
import { gpuModelOf, gpusInWords } from './gpu-model.ts';
import table from './data/devices.json' with { type: 'json' };

interface DeviceRow {
  readonly id: string;
  readonly name: string;
  readonly gpuCount: number;
  readonly gpuModel?: string;
  readonly rawVcpu: number;
  readonly usableVcpu: number;
  readonly rawMemoryGiB: number;
  readonly usableMemoryGiB: number;
  readonly numaNodes?: number;
  readonly clusterable: boolean;
  readonly superseded?: boolean;
  readonly source: string;
  readonly disputed?: string;
  readonly note?: string;
}

const rows: readonly DeviceRow[] = table;

/** The models of the device, those without GPU too. */
export const devices: readonly Device[] = rows.map((row) => ({
  id: row.id,
  name: row.name,
  gpuModel: gpuModelOf(row.gpuModel),
  gpuCount: row.gpuCount,
  vcpu: { raw: row.rawVcpu, usable: row.usableVcpu },
  memoryGiB: { raw: row.rawMemoryGiB, usable: row.usableMemoryGiB },
  clusterable: row.clusterable,
  ...(row.superseded && { superseded: true }),
  fact: factId(row.id),
}));

/** Returns the device with an id such as `pro-gpu-2`, in any letter case. */
export function findDevice(id: string): Device | undefined {
  return byId.get(id.trim().toLowerCase());
}

const byId: ReadonlyMap<string, Device> = new Map(
  devices.map((device) => [device.id.toLowerCase(), device]),
);

export const deviceFacts: readonly Fact[] = rows.map((row) =>
  factOf({ ...row, id: factId(row.id), statement: statementOf(row), sources: row.source }),
);

function factId(device: string): string {
  return `device.${device}`;
}

function statementOf(row: DeviceRow): string {
  const gpus = gpusInWords(row.gpuCount, gpuModelOf(row.gpuModel));
  const vcpu = `${row.usableVcpu} usable of ${row.rawVcpu} vCPU`;
  const numa = row.numaNodes === undefined ? '' : ` in ${numaNodes(row.numaNodes)}`;
  const memory = `${row.usableMemoryGiB} usable of ${row.rawMemoryGiB} GiB of memory`;
  return `${row.name}: ${gpus}, ${vcpu}${numa} and ${memory}.`;
}

function numaNodes(count: number): string {
  return count === 1 ? '1 NUMA node' : `${count} NUMA nodes`;
}
