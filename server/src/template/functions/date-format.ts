import { TICKS_PER_SECOND, type Ticks } from './instant.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The standard formats of .NET in en-US, as custom ones. */
const STANDARD: ReadonlyMap<string, string> = new Map([
  ['d', 'M/d/yyyy'],
  ['D', 'dddd, MMMM d, yyyy'],
  ['f', 'dddd, MMMM d, yyyy h:mm tt'],
  ['F', 'dddd, MMMM d, yyyy h:mm:ss tt'],
  ['g', 'M/d/yyyy h:mm tt'],
  ['G', 'M/d/yyyy h:mm:ss tt'],
  ['m', 'MMMM d'],
  ['M', 'MMMM d'],
  ['o', "yyyy-MM-dd'T'HH:mm:ss.fffffffK"],
  ['O', "yyyy-MM-dd'T'HH:mm:ss.fffffffK"],
  ['r', "ddd, dd MMM yyyy HH:mm:ss 'GMT'"],
  ['R', "ddd, dd MMM yyyy HH:mm:ss 'GMT'"],
  ['s', "yyyy-MM-dd'T'HH:mm:ss"],
  ['t', 'h:mm tt'],
  ['T', 'h:mm:ss tt'],
  ['u', "yyyy-MM-dd HH:mm:ss'Z'"],
  ['U', 'dddd, MMMM d, yyyy h:mm:ss tt'],
  ['y', 'MMMM yyyy'],
  ['Y', 'MMMM yyyy'],
]);

/** The format that `dateTimeAdd` keeps to when its base is written in ISO 8601. */
export const ISO_FORMAT = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

/**
 * Returns a moment as a .NET date format string writes it in en-US, in UTC; `undefined` when .NET
 * refuses the format.
 */
export function formatInstant(ticks: Ticks, format: string): string | undefined {
  const pattern = format.length === 1 ? STANDARD.get(format) : format || STANDARD.get('G');
  if (pattern === undefined) return undefined;
  const parts = partsOf(ticks);
  const token =
    /'([^']*)'|"([^"]*)"|\\(.)|%(?=[dfFghHKmMstyz:/])|(\.F+)|(d+|M+|y+|g+|h+|H+|m+|s+|f+|F+|t+|z+|K)|(['"\\%])|(.)/gsy;
  let text = '';
  for (const [, single, double, escaped, dotted, field, broken, other] of pattern.matchAll(token)) {
    if (broken !== undefined) return undefined;
    const written = field === undefined ? undefined : fieldText(field, parts);
    if (field !== undefined && written === undefined) return undefined;
    const fraction = dotted === undefined ? '' : fieldText(dotted.slice(1), parts);
    text += written ?? single ?? double ?? escaped ?? other ?? (fraction ? `.${fraction}` : '');
  }
  return text;
}

interface Parts {
  readonly date: Date;
  /** The seven digits after the seconds. */
  readonly fraction: string;
}

function partsOf(ticks: Ticks): Parts {
  const fraction = ((ticks % TICKS_PER_SECOND) + TICKS_PER_SECOND) % TICKS_PER_SECOND;
  const seconds = (ticks - fraction) / TICKS_PER_SECOND;
  return { date: new Date(Number(seconds) * 1000), fraction: String(fraction).padStart(7, '0') };
}

function fieldText(field: string, { date, fraction }: Parts): string | undefined {
  const count = field.length;
  const digits = (value: number): string => String(value).padStart(Math.min(count, 2), '0');
  switch (field.charAt(0)) {
    case 'd':
      return count <= 2 ? digits(date.getUTCDate()) : named(DAYS[date.getUTCDay()], count);
    case 'M':
      return count <= 2 ? digits(date.getUTCMonth() + 1) : named(MONTHS[date.getUTCMonth()], count);
    case 'y': {
      const year = date.getUTCFullYear();
      return count <= 2 ? digits(year % 100) : String(year).padStart(count, '0');
    }
    case 'g':
      return 'A.D.';
    case 'h':
      return digits(date.getUTCHours() % 12 || 12);
    case 'H':
      return digits(date.getUTCHours());
    case 'm':
      return digits(date.getUTCMinutes());
    case 's':
      return digits(date.getUTCSeconds());
    case 'f':
      return count <= 7 ? fraction.slice(0, count) : undefined;
    case 'F':
      return count <= 7 ? fraction.slice(0, count).replace(/0+$/, '') : undefined;
    case 't':
      return (date.getUTCHours() < 12 ? 'AM' : 'PM').slice(0, count);
    case 'z':
      return count === 1 ? '+0' : count === 2 ? '+00' : '+00:00';
    default:
      return 'Z';
  }
}

function named(name: string | undefined, count: number): string | undefined {
  return count === 3 ? name?.slice(0, 3) : name;
}
