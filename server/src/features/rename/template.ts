import type { Analysis } from '../../analysis.ts';
import type { FileEdit } from '../../base/edit.ts';
import { contains, type Location, type Span } from '../../base/span.ts';
import { nameOf } from '../../base/uri.ts';
import { placeAt, sameName } from '../../syntax/node.ts';
import { symbolKey, type SymbolKind } from '../../template/symbols/symbol.ts';
import {
  placesOfSymbol,
  symbolInTemplate,
  type FoundSymbol,
  type SymbolPlace,
} from '../symbol-places.ts';
import type { Renamable, Renaming } from './renamable.ts';

/** Azure takes names of parameters, variables and outputs up to this length. */
const MAX_LENGTH = 255;

/** Returns the name at `offset` of a template, if it can be renamed. */
export function templateRenamable(
  analysis: Analysis,
  uri: string,
  offset: number,
): Renamable | undefined {
  if (analysis.settings().templateLanguage !== 'on') return undefined;
  const found = symbolInTemplate(analysis, uri, offset);
  return found && renamable(analysis, found);
}

/** Returns a name to be renamed; `undefined` for one that nothing declares or that is data too. */
export function renamable(analysis: Analysis, found: FoundSymbol): Renamable | undefined {
  const { span, symbol } = found;
  // The name of a property loop is also the name of the property it makes.
  if (!symbol.declaration || symbol.kind === 'property loop') return undefined;
  return {
    span,
    name: symbol.name,
    rename: (newName) => renamed(analysis, found, newName),
  };
}

function renamed(analysis: Analysis, found: FoundSymbol, newName: string): Renaming {
  const places = placesOfSymbol(analysis, found);
  const problem =
    problemOfName(found.symbol.kind, newName) ??
    (sameName(newName, found.symbol.name)
      ? undefined
      : collision(analysis, found, places, newName));
  if (problem !== undefined) return { problem };
  return { edits: places.map((place) => editOf(place, newName)) };
}

function editOf({ at, given }: SymbolPlace, newName: string): FileEdit {
  const { span, textOf } = given?.written ?? { span: at.span, textOf: (name: string) => name };
  return { uri: at.uri, span, newText: textOf(newName) };
}

function problemOfName(kind: SymbolKind, name: string): string | undefined {
  if (name === '') return 'a name must not be empty';
  if (name.length > MAX_LENGTH) return `a name has at most ${MAX_LENGTH} characters`;
  if (isIdentifier(kind) && !/^[A-Za-z_]\w*$/.test(name)) {
    return `'${name}' cannot be a name here: letters, digits and '_', no digit first`;
  }
  return /['"\\[\]\p{Cc}]/u.test(name)
    ? `'${name}' has a character that a name must not have`
    : undefined;
}

/** These names stand in expressions without quotes, or may do so. */
function isIdentifier(kind: SymbolKind): boolean {
  return kind === 'function' || kind === 'namespace' || kind === 'resource';
}

/** Says what already has the new name where the old one stands. */
function collision(
  analysis: Analysis,
  { symbol, template }: FoundSymbol,
  places: readonly SymbolPlace[],
  newName: string,
): string | undefined {
  const { kind, frame, namespace } = symbol;
  if (kind === 'lambda variable') {
    const shadowed = analysis.symbolsOf(template)?.occurrences.some(
      (other) =>
        other.symbol.kind === kind &&
        sameName(other.symbol.name, newName) &&
        isInSameString(
          analysis,
          template,
          other.span,
          places.map(({ at }) => at),
        ),
    );
    return shadowed ? `there is a ${kind} '${newName}' already` : undefined;
  }
  const key = symbolKey(kind, newName, namespace);
  // A template that only gives the parameter a value has names of its own.
  const declaring = new Set(places.flatMap((place) => (place.isDeclaration ? place.at.uri : [])));
  const frames =
    kind === 'parameter' && frame.kind === 'root'
      ? [...declaring].flatMap((uri) => analysis.symbolsOf(uri)?.root ?? [])
      : [frame];
  if (frames.some(({ symbols }) => symbols.get(key)?.declaration)) {
    return `there is a ${kind} '${newName}' already`;
  }
  const taken = places.find(({ given }) => given?.names.some((name) => sameName(name, newName)));
  return taken && `${nameOf(taken.at.uri)} gives a value to '${newName}' already`;
}

function isInSameString(
  analysis: Analysis,
  uri: string,
  span: Span,
  places: readonly Location[],
): boolean {
  const { node } = placeAt(analysis.treeOf(uri)?.root, span.start);
  return node !== undefined && places.some((place) => contains(node, place.span));
}
