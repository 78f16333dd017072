import { touches, type Location, type Span } from '../base/span.ts';
import { innerSpan } from '../syntax/inner-span.ts';
import { sameName } from '../syntax/node.ts';
import { symbolKey, type Occurrence, type TemplateSymbol } from '../template/symbols/symbol.ts';
import { givenInFile, giversOf, type GivenPlace, type GivingSources } from './given-parameters.ts';
import { documentAt, givenParameterAt } from './scenario-place.ts';

/** A name that someone points at. */
export interface FoundSymbol {
  /** Where it stands in the file pointed into, without quotes. */
  readonly span: Span;
  readonly symbol: TemplateSymbol;
  /** The template that declares it. */
  readonly template: string;
}

/** A place where a name stands, without quotes. */
export interface SymbolPlace {
  readonly at: Location;
  readonly isDeclaration: boolean;
  /** Where a parameter is given a value. */
  readonly given?: GivenPlace;
}

/** Templates that share parameter files are followed up to this many. */
const MAX_TEMPLATES = 50;

/**
 * Returns the name at `offset` of a template; it may be one of a linked template, which a
 * deployment gives a value to.
 */
export function symbolInTemplate(
  sources: GivingSources,
  uri: string,
  offset: number,
): FoundSymbol | undefined {
  const symbols = sources.symbolsOf(uri);
  const occurrence = occurrenceAt(symbols?.occurrences ?? [], offset);
  if (occurrence) return { span: occurrence.span, symbol: occurrence.symbol, template: uri };
  const given = symbols?.given.find(({ span }) => touches(span, offset));
  const links = given ? sources.deploymentsOf(uri).flatMap((one) => one.links) : [];
  const template = links.find(
    ({ what, deployment, reason }) =>
      what === 'template' && reason === undefined && deployment === given?.deployment,
  )?.uri;
  if (!given || template === undefined) return undefined;
  const symbol = rootParameter(sources, template, given.name);
  return symbol?.declaration && { span: given.span, symbol, template };
}

/** Returns the parameter that a step of a scenario gives a value to at `offset`. */
export function symbolInScenario(
  sources: GivingSources,
  uri: string,
  offset: number,
): FoundSymbol | undefined {
  const document = documentAt(sources, uri, offset);
  const given = document && givenParameterAt(sources, document, offset);
  if (given?.on !== 'key' || given.node.kind !== 'string') return undefined;
  const symbol = rootParameter(sources, given.template, given.name);
  if (!symbol?.declaration) return undefined;
  return { span: innerSpan(given.node), symbol, template: given.template };
}

/** Returns the parameters that the name at `offset` of a parameter file means: one a template. */
export function symbolsInParameterFile(
  sources: GivingSources,
  uri: string,
  offset: number,
): readonly FoundSymbol[] {
  const given = givenInFile(sources, uri).find(({ at }) => touches(at.span, offset));
  if (!given) return [];
  const { span } = given.at;
  return sources.templatesOf(uri).flatMap((template) => {
    const symbol = rootParameter(sources, template, given.name);
    return symbol?.declaration ? { span, symbol, template } : [];
  });
}

/**
 * Returns every place of a name: in its template, and of a parameter also where it is given a
 * value (in parameter files, in the deployments that link to the template, in the scenarios that
 * deploy it), and in the other templates that get the same value from one of these files.
 */
export function placesOfSymbol(
  sources: GivingSources,
  { symbol, template }: Pick<FoundSymbol, 'symbol' | 'template'>,
): readonly SymbolPlace[] {
  if (symbol.kind !== 'parameter' || symbol.frame.kind !== 'root') {
    return placesIn(sources, template, symbol);
  }
  const { templates, given } = connected(sources, template, symbol.name);
  return [
    ...templates.flatMap((uri) => {
      const same = rootParameter(sources, uri, symbol.name);
      return same ? placesIn(sources, uri, same) : [];
    }),
    ...given
      .filter(({ name }) => sameName(name, symbol.name))
      .map((place) => ({ at: place.at, isDeclaration: false, given: place })),
  ];
}

function placesIn(
  sources: GivingSources,
  uri: string,
  symbol: TemplateSymbol,
): readonly SymbolPlace[] {
  const occurrences = sources.symbolsOf(uri)?.occurrences ?? [];
  return occurrences
    .filter((occurrence) => occurrence.symbol === symbol)
    .map(({ span, isDeclaration }) => ({ at: { uri, span }, isDeclaration }));
}

/** A file may give values to several templates, and a template may have several files. */
function connected(
  sources: GivingSources,
  template: string,
  name: string,
): { readonly templates: readonly string[]; readonly given: readonly GivenPlace[] } {
  const templates = new Set([template]);
  const files = new Set<string>();
  // By place: a deployment may link to several of these templates.
  const given = new Map<string, GivenPlace>();
  const note = (places: readonly GivenPlace[]): void => {
    for (const place of places) given.set(`${place.at.uri} ${place.at.span.start}`, place);
  };
  // A set grows while it is gone through, and what is added is gone through too.
  for (const next of templates) {
    const givers = giversOf(sources, next);
    note(givers.places);
    for (const file of [...sources.parameterFilesOf(next), ...givers.parameterFiles]) {
      if (files.has(file)) continue;
      files.add(file);
      note(givenInFile(sources, file));
      for (const other of sources.templatesOf(file)) {
        const declares = rootParameter(sources, other, name)?.declaration !== undefined;
        if (declares && templates.size < MAX_TEMPLATES) templates.add(other);
      }
    }
  }
  return { templates: [...templates], given: [...given.values()] };
}

function occurrenceAt(occurrences: readonly Occurrence[], offset: number): Occurrence | undefined {
  return occurrences.find(({ span }) => touches(span, offset));
}

function rootParameter(
  sources: GivingSources,
  template: string,
  name: string,
): TemplateSymbol | undefined {
  return sources.symbolsOf(template)?.root.symbols.get(symbolKey('parameter', name));
}
