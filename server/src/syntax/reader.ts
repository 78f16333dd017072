import { t } from '../base/l10n.ts';
import { positionAt, type Location, type Span } from '../base/span.ts';
import type { Node, ObjectNode, Property } from './node.ts';
import { nearestName } from '../base/nearest-name.ts';

/** A text and where it stands. */
export interface Text {
  readonly value: string;
  readonly at: Location;
}

/** Something in a scenario or a configuration that its language does not have. */
export interface ReadingProblem {
  readonly span: Span;
  /** Lower case, no full stop; says what is expected. */
  readonly message: string;
  /** What was probably meant. */
  readonly replacement?: { readonly span: Span; readonly text: string };
}

/** The text that is read, and what is found wrong with it on the way. */
export interface Reader {
  readonly uri: string;
  readonly text: string;
  /** Offsets at which the lines of `text` begin. */
  readonly lines: readonly number[];
  readonly problems: ReadingProblem[];
}

/** Notes what is expected instead of what stands at `span`. */
export function complain(reader: Reader, { start, end }: Span, message: string): undefined {
  reader.problems.push({ span: { start, end }, message });
}

/** Notes that a name is none of the choices; one that is near is offered instead. */
export function complainOfName(
  reader: Reader,
  { start, end }: Span,
  kind: string,
  name: string,
  choices: readonly string[],
): undefined {
  const span = { start, end };
  const nearest = nearestName(name, choices);
  const all = t('one of {0}', choices.join(', '));
  if (nearest === undefined) {
    reader.problems.push({ span, message: t("unknown {0} '{1}', expected {2}", kind, name, all) });
    return;
  }
  reader.problems.push({
    span,
    message: t("unknown {0} '{1}', did you mean '{2}'? ({3})", kind, name, nearest, all),
    replacement: { span, text: quotedAs(reader.text.slice(start, end), nearest) },
  });
}

/** Returns the place of a span. */
export function placeOf(reader: Reader, { start, end }: Span): Location {
  return { uri: reader.uri, span: { start, end } };
}

/** Returns the zero-based line on which a span begins. */
export function lineOf(reader: Reader, { start }: Span): number {
  return positionAt(reader.lines, start).line;
}

/** Returns a node that has to be a mapping, or `undefined`. */
export function mappingOf(
  reader: Reader,
  node: Node | undefined,
  at: Span,
  expected: string,
): ObjectNode | undefined {
  if (node?.kind === 'object') return node;
  return complain(reader, node ?? at, t('expected {0}', expected));
}

/**
 * Returns the members of a mapping that have one of the names, by name. Other names are problems;
 * of several members of one name, which is no YAML, the last counts.
 */
export function membersOf(
  reader: Reader,
  node: ObjectNode,
  names: readonly string[],
): ReadonlyMap<string, Property> {
  const members = new Map<string, Property>();
  for (const property of node.properties) {
    const name = property.key.value;
    if (names.includes(name)) members.set(name, property);
    else complainOfName(reader, property.key, t('key'), name, names);
  }
  return members;
}

/** Returns the text of a member that has to be one; `what` describes it: `the name of the VM`. */
export function textIn(
  reader: Reader,
  property: Property | undefined,
  what: string,
): Text | undefined {
  if (!property) return undefined;
  const { value } = property;
  if (value?.kind === 'string') return textOf(reader, value, value.value, property, what);
  complain(reader, value ?? property.key, t('expected {0} as a text', what));
  return undefined;
}

/** Returns the text of a member that may be written as a number, too: `2106`, `1.3`. */
export function textOrNumberIn(
  reader: Reader,
  property: Property | undefined,
  what: string,
): Text | undefined {
  const value = property?.value;
  if (value?.kind !== 'number') return textIn(reader, property, what);
  // As written: 1.10 is another version than 1.1.
  const written = reader.text.slice(value.start, value.end);
  return { value: written, at: placeOf(reader, value) };
}

function textOf(
  reader: Reader,
  span: Span,
  value: string,
  { key }: Property,
  what: string,
): Text | undefined {
  if (value.trim() === '')
    return complain(reader, span.end > span.start ? span : key, t('expected {0}', what));
  return { value, at: placeOf(reader, span) };
}

/** Returns the positive number of a member that has to be one. */
export function positiveIn(
  reader: Reader,
  property: Property | undefined,
  what: string,
): number | undefined {
  if (!property) return undefined;
  const { value } = property;
  if (value?.kind === 'number' && value.value > 0 && Number.isFinite(value.value))
    return value.value;
  return complain(reader, value ?? property.key, t('expected {0} as a number above 0', what));
}

function quotedAs(written: string, text: string): string {
  const quote = written[0];
  return quote === '"' || quote === "'" ? `${quote}${text}${quote}` : text;
}
