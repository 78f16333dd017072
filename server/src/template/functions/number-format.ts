import { t } from '../../base/l10n.ts';
import type { NumberValue } from '../value.ts';
import { exactly } from './make.ts';
import { numberText } from './wording.ts';

/** More digits after the point than this are not written. */
const MAX_PRECISION = 99;

type Formatted =
  { readonly text: string } | { readonly refused: string } | { readonly unsupported: string };

/** Returns a number as a .NET format string writes it in en-US: `N0`, `D5`, `X`, `#,##0.00`, …. */
export function formatNumber(number: NumberValue, format: string): Formatted {
  if (format === '') return { text: numberText(number) };
  const standard = /^([A-Za-z])(\d{0,9})$/.exec(format);
  if (!standard?.[1]) return custom(number, format);
  const precision = standard[2] ? Number(standard[2]) : undefined;
  if (precision !== undefined && precision > MAX_PRECISION) {
    return { unsupported: t("number format '{0}'", format) };
  }
  return (
    byLetter(number, standard[1], precision) ?? { refused: t("'{0}' is no format for it", format) }
  );
}

function byLetter(
  number: NumberValue,
  letter: string,
  precision: number | undefined,
): Formatted | undefined {
  const exact = exactly(number);
  switch (letter.toUpperCase()) {
    case 'C': {
      const [negative, digits] = decimals(number, precision ?? 2, 0);
      return { text: `${negative ? '-' : ''}$${grouped(digits)}` };
    }
    case 'D':
      if (exact === undefined) return undefined;
      return { text: signed(exact, String(magnitude(exact)).padStart(precision ?? 0, '0')) };
    case 'E': {
      const [digits, exponent = '0'] = number.value.toExponential(precision ?? 6).split('e');
      const power = String(Math.abs(Number(exponent))).padStart(3, '0');
      return { text: `${digits}${letter}${exponent.startsWith('-') ? '-' : '+'}${power}` };
    }
    case 'F':
      return { text: plain(decimals(number, precision ?? 2, 0)) };
    case 'G':
      return { text: general(number, letter, precision) };
    case 'N': {
      const [negative, digits] = decimals(number, precision ?? 2, 0);
      return { text: `${negative ? '-' : ''}${grouped(digits)}` };
    }
    case 'P': {
      const [negative, digits] = decimals(number, precision ?? 2, 2);
      return { text: `${negative ? '-' : ''}${grouped(digits)}%` };
    }
    case 'R':
      return { text: numberText(number) };
    case 'X': {
      if (exact === undefined) return undefined;
      const hex = BigInt.asUintN(64, exact)
        .toString(16)
        .padStart(precision ?? 0, '0');
      return { text: letter === 'X' ? hex.toUpperCase() : hex };
    }
    default:
      return undefined;
  }
}

function general(number: NumberValue, letter: string, precision: number | undefined): string {
  if (!precision) return numberText(number);
  const [mantissa = '', exponent = '0'] = number.value.toExponential(precision - 1).split('e');
  const power = Number(exponent);
  if (power > -5 && power < precision) return String(Number(`${mantissa}e${exponent}`));
  const sign = power < 0 ? '-' : '+';
  const digits = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa;
  const mark = letter === 'G' ? 'E' : 'e';
  return `${digits}${mark}${sign}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** A sign, and the digits with a point before the last `precision` of them. */
type Decimals = readonly [negative: boolean, digits: string];

/** Rounds half away from zero after moving the point `shift` places to the right. */
function decimals(number: NumberValue, precision: number, shift: number): Decimals {
  const exact = exactly(number);
  if (exact !== undefined) {
    const digits = String(magnitude(exact) * 10n ** BigInt(shift));
    return [exact < 0n, precision > 0 ? `${digits}.${'0'.repeat(precision)}` : digits];
  }
  const value = Math.abs(number.value) * 10 ** shift;
  const digits =
    value < 1e21
      ? value.toFixed(precision)
      : `${BigInt(value)}${precision > 0 ? `.${'0'.repeat(precision)}` : ''}`;
  return [number.value < 0 && /[1-9]/.test(digits), digits];
}

function plain([negative, digits]: Decimals): string {
  return negative ? `-${digits}` : digits;
}

function grouped(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const groups = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function signed(value: bigint, digits: string): string {
  return value < 0n ? `-${digits}` : digits;
}

/** One piece of a custom format: a digit place, the point, a separator, or text as it stands. */
type Piece =
  | { readonly kind: '0' | '#' | '.' | ',' | '%' | '‰' }
  | { readonly kind: 'text'; readonly text: string };

function custom(number: NumberValue, format: string): Formatted {
  const sections = sectionsOf(format);
  if (!sections) return { unsupported: t("number format '{0}'", format) };
  const [positive = [], negative, zero] = sections;
  const first = write(number, chosen(number.value, positive, negative, zero));
  if (/[1-9]/.test(first.digits) || number.value === 0 || !zero) return { text: first.text };
  // What rounds to zero is written as zero.
  return { text: write({ ...number, value: 0 }, zero).text };
}

function chosen(
  value: number,
  positive: readonly Piece[],
  negative: readonly Piece[] | undefined,
  zero: readonly Piece[] | undefined,
): readonly Piece[] {
  if (value === 0 && zero && zero.length > 0) return zero;
  if (value >= 0 || !negative || negative.length === 0) {
    return value < 0 ? [{ kind: 'text', text: '-' }, ...positive] : positive;
  }
  return negative;
}

/** Returns up to three lists of pieces; `undefined` for exponents, which are not supported. */
function sectionsOf(format: string): readonly (readonly Piece[])[] | undefined {
  const sections: Piece[][] = [[]];
  const token = /'([^']*)'|"([^"]*)"|\\(.)|(;)|([0#.,%‰])|([eE][+-]?0+)|(.)/gsy;
  for (const [, single, double, escaped, end, sign, exponent, other] of format.matchAll(token)) {
    const last = sections.at(-1);
    if (exponent !== undefined) return undefined;
    if (end !== undefined) sections.push([]);
    else if (isPlaceholder(sign)) last?.push({ kind: sign });
    else last?.push({ kind: 'text', text: single ?? double ?? escaped ?? other ?? '' });
  }
  return sections;
}

function isPlaceholder(sign: string | undefined): sign is Exclude<Piece['kind'], 'text'> {
  return sign !== undefined;
}

function write(number: NumberValue, pieces: readonly Piece[]): { text: string; digits: string } {
  const point = pieces.findIndex(({ kind }) => kind === '.');
  const places = pieces.map(({ kind }) => kind === '0' || kind === '#');
  const wholePieces = point < 0 ? pieces : pieces.slice(0, point);
  const lastPlace = places.slice(0, point < 0 ? undefined : point).lastIndexOf(true);
  const firstPlace = places.indexOf(true);
  const commas = wholePieces.flatMap(({ kind }, index) => (kind === ',' ? [index] : []));
  const hasGroups = commas.some((index) => index > firstPlace && index < lastPlace);
  // Commas right before the point (or the end) divide by 1,000 each.
  const scale = commas.filter((index) => index > lastPlace).length * -3;
  const percent = pieces.reduce(
    (sum, { kind }) => sum + (kind === '%' ? 2 : kind === '‰' ? 3 : 0),
    0,
  );
  const fractionPlaces = point < 0 ? 0 : places.slice(point).filter(Boolean).length;
  const [, digits] = scaled(number, fractionPlaces, scale + percent);
  const [whole = '', fraction = ''] = digits.split('.');
  const wholePlaces = places.slice(0, point < 0 ? undefined : point).filter(Boolean).length;
  const minimum = minimumDigits(wholePieces);
  const significant = whole === '0' ? '' : whole;
  const padded = significant.padStart(minimum, '0');
  const written = hasGroups ? grouped(padded) : padded;
  return {
    digits,
    text: laidOut(pieces, point, written, wholePlaces, trimmedFraction(pieces, point, fraction)),
  };
}

function scaled(number: NumberValue, precision: number, shift: number): Decimals {
  if (shift >= 0) return decimals(number, precision, shift);
  const value = number.value * 10 ** shift;
  return decimals({ kind: 'number', value, float: true, origin: undefined }, precision, 0);
}

/** The digits before the point reach at least to the leftmost `0`. */
function minimumDigits(pieces: readonly Piece[]): number {
  const places = pieces.filter(({ kind }) => kind === '0' || kind === '#');
  const leftmost = places.findIndex(({ kind }) => kind === '0');
  return leftmost < 0 ? 0 : places.length - leftmost;
}

/** The digits after the point reach at least to the rightmost `0`. */
function trimmedFraction(pieces: readonly Piece[], point: number, fraction: string): string {
  if (point < 0) return '';
  const places = pieces.slice(point).filter(({ kind }) => kind === '0' || kind === '#');
  const needed = places.map(({ kind }) => kind).lastIndexOf('0') + 1;
  let end = fraction.length;
  while (end > needed && fraction[end - 1] === '0') end--;
  return fraction.slice(0, end);
}

/** Puts the digits into their places; the first place takes all that have none of their own. */
function laidOut(
  pieces: readonly Piece[],
  point: number,
  whole: string,
  wholePlaces: number,
  fraction: string,
): string {
  const digitsBefore = [...whole];
  let placesLeft = wholePlaces;
  let fractionIndex = 0;
  let text = '';
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind === 'text') text += piece.text;
    else if (piece.kind === '%' || piece.kind === '‰') text += piece.kind;
    else if (piece.kind === '.') {
      if (index === point && fraction !== '') text += '.';
    } else if (piece.kind !== ',') {
      if (point >= 0 && index > point) text += fraction[fractionIndex++] ?? '';
      else {
        placesLeft--;
        while (digitCount(digitsBefore) > placesLeft) text += digitsBefore.shift() ?? '';
      }
    }
  }
  return text;
}

function digitCount(characters: readonly string[]): number {
  return characters.filter((character) => character !== ',').length;
}
