/** A moment in UTC, in steps of 100 ns since 1970. */
export type Ticks = bigint;

export const TICKS_PER_SECOND = 10_000_000n;

/** A moment as written: its ticks, and whether it was written in ISO 8601 with a `T`. */
export interface WrittenInstant {
  readonly ticks: Ticks;
  readonly iso: boolean;
}

const ZONE = String.raw`\s*(Z|GMT|UTC|[+-]\d\d:?\d\d)?`;
const CLOCK = String.raw`(\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d{1,7})\d*)?)?`;
const ISO = new RegExp(String.raw`^(\d{4})-(\d\d)-(\d\d)(?:(T|\s+)${CLOCK})?${ZONE}$`, 'i');
const COMPACT = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const AMERICAN = new RegExp(
  String.raw`^(\d{1,2})/(\d{1,2})/(\d{4})(?:\s+${CLOCK}\s*(AM|PM)?)?${ZONE}$`,
  'i',
);
const RFC1123 = /^[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/;
const SHORT_MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** Reads a date and time; without a zone it is UTC. `undefined` when it is not understood. */
export function parseInstant(written: string): WrittenInstant | undefined {
  const text = written.trim();
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, separator, hour, minute, second, fraction, zone] = iso;
    const ticks = ticksOf({ year, month, day, hour, minute, second, fraction, zone });
    return ticks === undefined ? undefined : { ticks, iso: separator?.toUpperCase() === 'T' };
  }
  const compact = COMPACT.exec(text);
  if (compact) {
    const [, year, month, day, hour, minute, second] = compact;
    const ticks = ticksOf({ year, month, day, hour, minute, second });
    return ticks === undefined ? undefined : { ticks, iso: true };
  }
  const ticks = americanTicks(text) ?? rfc1123Ticks(text);
  return ticks === undefined ? undefined : { ticks, iso: false };
}

function americanTicks(text: string): Ticks | undefined {
  const match = AMERICAN.exec(text);
  if (!match) return undefined;
  const [, month, day, year, clock, minute, second, fraction, half, zone] = match;
  if (half === undefined) {
    return ticksOf({ year, month, day, hour: clock, minute, second, fraction, zone });
  }
  const twelve = Number(clock);
  if (twelve < 1 || twelve > 12) return undefined;
  const hour = String((twelve % 12) + (half.toUpperCase() === 'PM' ? 12 : 0));
  return ticksOf({ year, month, day, hour, minute, second, fraction, zone });
}

function rfc1123Ticks(text: string): Ticks | undefined {
  const match = RFC1123.exec(text);
  if (!match) return undefined;
  const [, day, name = '', year, hour, minute, second] = match;
  const month = String(SHORT_MONTHS.indexOf(name) / 3 + 1);
  return ticksOf({ year, month, day, hour, minute, second });
}

interface Fields {
  readonly year: string | undefined;
  readonly month: string | undefined;
  readonly day: string | undefined;
  readonly hour?: string | undefined;
  readonly minute?: string | undefined;
  readonly second?: string | undefined;
  readonly fraction?: string | undefined;
  readonly zone?: string | undefined;
}

function ticksOf(fields: Fields): Ticks | undefined {
  const year = Number(fields.year);
  const month = Number(fields.month);
  const day = Number(fields.day);
  const hour = Number(fields.hour ?? 0);
  const minute = Number(fields.minute ?? 0);
  const second = Number(fields.second ?? 0);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const isReal =
    year >= 1 &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60;
  if (!isReal) return undefined;
  const fraction = BigInt((fields.fraction ?? '').padEnd(7, '0'));
  const ticks = BigInt(date.getTime()) * 10_000n + fraction - zoneTicks(fields.zone);
  return isInRange(ticks) ? ticks : undefined;
}

function zoneTicks(zone: string | undefined): bigint {
  const offset = /^([+-])(\d\d):?(\d\d)$/.exec(zone ?? '');
  if (!offset) return 0n;
  const minutes = BigInt(offset[2] ?? 0) * 60n + BigInt(offset[3] ?? 0);
  return (offset[1] === '-' ? -minutes : minutes) * 60n * TICKS_PER_SECOND;
}

const FIRST = -62_135_596_800n * TICKS_PER_SECOND;
const END = 253_402_300_800n * TICKS_PER_SECOND;

/** Says whether a moment lies in the years 1 to 9999, the only ones .NET knows. */
export function isInRange(ticks: Ticks): boolean {
  return ticks >= FIRST && ticks < END;
}

const DURATION =
  /^(-)?P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,7})\d*)?S)?)?$/;

/**
 * Returns an ISO 8601 duration in ticks, negative ones included; `undefined` when it is none. A
 * year is 365 days and a month 30, as Azure counts them.
 */
export function parseDuration(written: string): bigint | undefined {
  const match = DURATION.exec(written.trim());
  if (!match || written.length > 100) return undefined;
  const field = (index: number): bigint => BigInt(match[index] ?? 0);
  const fraction = BigInt((match[9] ?? '').padEnd(7, '0'));
  const days = field(2) * 365n + field(3) * 30n + field(4) * 7n + field(5);
  const minutes = (days * 24n + field(6)) * 60n + field(7);
  const ticks = (minutes * 60n + field(8)) * TICKS_PER_SECOND + fraction;
  return match[1] === '-' ? -ticks : ticks;
}
