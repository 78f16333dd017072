import type { OperatingSystem, OsFamily } from './facts.ts';
import table from './data/operating-systems.json' with { type: 'json' };

interface OsRow {
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[];
}

/** The operating systems that the documents mention, tested on the device or not. */
export const operatingSystems: readonly OperatingSystem[] = [
  ...familyMembers('windows'),
  ...familyMembers('linux'),
];

/**
 * Returns the operating system of an id (`ubuntu-18.04`), a name (`Ubuntu 18.04 LTS`) or another
 * usual spelling of it; letter case and what stands between letters and digits do not matter.
 */
export function findOperatingSystem(text: string): OperatingSystem | undefined {
  return bySpelling.get(spelling(text));
}

/** Returns the family that the beginning of an id tells, also of one that is not in the list. */
export function osFamilyOf(id: string): OsFamily | undefined {
  const start = id.trim().toLowerCase();
  if (/^(windows|win\d|ws\d)/.test(start)) return 'windows';
  if (/^(ubuntu|rhel|red ?-?hat|centos|debian|sles|linux)/.test(start)) return 'linux';
  return undefined;
}

/** Returns the usual spellings of an operating system: its id, its name and others. */
export function spellingsOf(os: OperatingSystem): readonly string[] {
  return [os.id, os.name, ...aliasesOf(os)];
}

const bySpelling: ReadonlyMap<string, OperatingSystem> = new Map(
  operatingSystems.flatMap((os) => spellingsOf(os).map((text) => [spelling(text), os] as const)),
);

function familyMembers(family: OsFamily): readonly OperatingSystem[] {
  return rowsOf(family).map(({ id, name }) => ({ id, name, family }));
}

function aliasesOf({ id, family }: OperatingSystem): readonly string[] {
  return rowsOf(family).find((row) => row.id === id)?.aliases ?? [];
}

function rowsOf(family: OsFamily): readonly OsRow[] {
  return table[family];
}

function spelling(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z\d]/g, '')
    .replace(/lts$/, '');
}
