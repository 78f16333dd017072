import type { Fact, VmSize } from './facts.ts';
import { factOf } from './fact-row.ts';
import { gpuModelOf, gpusInWords } from './gpu-model.ts';
import table from './data/vm-sizes.json' with { type: 'json' };

interface VmSizeRow {
  readonly name: string;
  readonly series: string;
  readonly vcpu: number;
  readonly memoryGiB: number;
  readonly tempStorageGiB: number;
  readonly maxDataDisks?: number;
  readonly maxNics: number;
  /** Limit in the table of 2021; absent when the size was not in it. */
  readonly maxNicsIn2021?: number;
  readonly gpuModel?: string;
  readonly gpuCount?: number;
  readonly introducedIn?: string;
  readonly disputed?: string;
  readonly note?: string;
}

const rows: readonly VmSizeRow[] = table;

/** The names of fact `device-template.size-names`; it is for names of the table only. */
const deviceOnlyName = /_HPN|_A2|^Standard_NC32as_|^Standard_NC16as_T4_v1$/;

/** The sizes of the table for the device; custom sizes are apart, as their figures are not fixed. */
export const vmSizes: readonly VmSize[] = rows.map((row) => ({
  name: row.name,
  series: row.series,
  vcpu: row.vcpu,
  memoryGiB: row.memoryGiB,
  tempStorageGiB: row.tempStorageGiB,
  maxDataDisks: row.maxDataDisks,
  maxNics: row.maxNics,
  gpuModel: gpuModelOf(row.gpuModel),
  gpuCount: row.gpuCount ?? 0,
  deviceOnly: deviceOnlyName.test(row.name),
  introducedIn: row.introducedIn,
  note: row.disputed ?? row.note,
  fact: factId(row.name),
}));

/** Returns the size with a name such as `Standard_NC4as_T4_v3`, in any letter case. */
export function findVmSize(name: string): VmSize | undefined {
  return byName.get(name.trim().toLowerCase());
}

const byName: ReadonlyMap<string, VmSize> = new Map(
  vmSizes.map((size) => [size.name.toLowerCase(), size]),
);

export const vmSizeFacts: readonly Fact[] = rows.map((row) =>
  factOf({
    ...row,
    id: factId(row.name),
    statement: statementOf(row),
    sources: row.maxNicsIn2021 === undefined ? 'sizes23' : 'sizes21 sizes23',
  }),
);

function factId(size: string): string {
  return `vm-size.${size}`;
}

function statementOf(row: VmSizeRow): string {
  const gpus = gpusInWords(row.gpuCount ?? 0, gpuModelOf(row.gpuModel));
  const disks = row.maxDataDisks === undefined ? '' : `, at most ${row.maxDataDisks} data disks`;
  const figures = `${row.vcpu} vCPU, ${row.memoryGiB} GiB of memory, ${row.tempStorageGiB} GiB of temporary storage`;
  const since = row.introducedIn === undefined ? '' : ` (since release ${row.introducedIn})`;
  return `${row.name} has ${figures}${disks}, at most ${row.maxNics} network interfaces and ${gpus}${since}.`;
}
