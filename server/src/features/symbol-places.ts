import type { Read } from '../base/source.ts';
import { touches, type Location, type Span } from '../base/span.ts';
import { at, sameName, type Property, type Tree } from '../syntax/node.ts';
import { placeIn } from '../template/document.ts';
import {
  symbolKey,
  type Occurrence,
  type TemplateSymbol,
  type TemplateSymbols,
} from '../template/symbols/symbol.ts';

/** Where names are looked up: the analysis, or as much of it as is needed. */
export interface SymbolSources {
  readonly read: Read;
  treeOf(uri: string): Tree | undefined;
  symbolsOf(uri: string): TemplateSymbols | undefined;
  parameterFilesOf(template: string): readonly string[];
  templatesOf(parameterFile: string): readonly string[];
}

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
}

/** Templates that share parameter files are followed up to this many. */
const MAX_TEMPLATES = 50;

/** Returns the name at `offset` of a template. */
export function symbolInTemplate(
  sources: SymbolSources,
  uri: string,
  offset: number,
): FoundSymbol | undefined {
  const occurrence = occurrenceAt(sources.symbolsOf(uri)?.occurrences ?? [], offset);
  return occurrence && { span: occurrence.span, symbol: occurrence.symbol, template: uri };
}

/** Returns the parameters that the name at `offset` of a parameter file means: one a template. */
export function symbolsInParameterFile(
  sources: SymbolSources,
  uri: string,
  offset: number,
): readonly FoundSymbol[] {
  const given = givenParameters(sources, uri).find(({ key }) => touches(key, offset));
  if (!given) return [];
  const span = keySpan(sources, uri, given);
  return sources.templatesOf(uri).flatMap((template) => {
    const symbol = rootParameter(sources, template, given.key.value);
    return symbol?.declaration ? { span, symbol, template } : [];
  });
}

/**
 * Returns every place of a name: in its template, and of a parameter also in the parameter files
 * of the template, and in the other templates that these files give the same value to.
 */
export function placesOfSymbol(
  sources: SymbolSources,
  { symbol, template }: Pick<FoundSymbol, 'symbol' | 'template'>,
): readonly SymbolPlace[] {
  if (symbol.kind !== 'parameter' || symbol.frame.kind !== 'root') {
    return placesIn(sources, template, symbol);
  }
  const { templates, files } = connected(sources, template, symbol.name);
  return [
    ...templates.flatMap((uri) => {
      const same = rootParameter(sources, uri, symbol.name);
      return same ? placesIn(sources, uri, same) : [];
    }),
    ...files.flatMap((uri) =>
      givenParameters(sources, uri)
        .filter(({ key }) => sameName(key.value, symbol.name))
        .map((given) => ({
          at: { uri, span: keySpan(sources, uri, given) },
          isDeclaration: false,
        })),
    ),
  ];
}

function placesIn(
  sources: SymbolSources,
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
  sources: SymbolSources,
  template: string,
  name: string,
): { readonly templates: readonly string[]; readonly files: readonly string[] } {
  const templates = new Set([template]);
  const files = new Set<string>();
  // A set grows while it is gone through, and what is added is gone through too.
  for (const next of templates) {
    for (const file of sources.parameterFilesOf(next)) {
      if (files.has(file)) continue;
      files.add(file);
      for (const other of sources.templatesOf(file)) {
        const declares = rootParameter(sources, other, name)?.declaration !== undefined;
        if (declares && templates.size < MAX_TEMPLATES) templates.add(other);
      }
    }
  }
  return { templates: [...templates], files: [...files] };
}

function occurrenceAt(occurrences: readonly Occurrence[], offset: number): Occurrence | undefined {
  return occurrences.find(({ span }) => touches(span, offset));
}

function rootParameter(
  sources: SymbolSources,
  template: string,
  name: string,
): TemplateSymbol | undefined {
  return sources.symbolsOf(template)?.root.symbols.get(symbolKey('parameter', name));
}

function givenParameters(sources: SymbolSources, uri: string): readonly Property[] {
  const given = at(sources.treeOf(uri)?.root, 'parameters');
  return given?.kind === 'object' ? given.properties : [];
}

function keySpan(sources: SymbolSources, uri: string, { key }: Property): Span {
  const document = { uri, text: sources.read(uri)?.text ?? '' };
  return placeIn(document, key, { start: 0, end: key.value.length }).span;
}
