import type { Span } from '../../base/span.ts';
import type { Node, ObjectNode } from '../../syntax/node.ts';

export type SymbolKind =
  | 'parameter'
  | 'variable'
  | 'namespace'
  | 'function'
  /** A parameter of a user function. */
  | 'argument'
  | 'loop'
  /** The loop of a property, whose name is that of the property. */
  | 'property loop'
  /** A resource by its symbolic name. */
  | 'resource'
  | 'lambda variable';

/** A name of a template: two places mean the same exactly when their symbols are one object. */
export interface TemplateSymbol {
  readonly kind: SymbolKind;
  /** As declared; as first written where nothing declares it. */
  readonly name: string;
  /** Of a function. */
  readonly namespace: string | undefined;
  readonly declaration: Declaration | undefined;
  /** What declares the names around it; the root template, one nested in it, or a function. */
  readonly frame: Frame;
}

export interface Declaration {
  /** The name, without quotes. */
  readonly name: Span;
  /** Name and all that is declared of it. */
  readonly whole: Span;
  /** What it is declared to be. */
  readonly value: Node | undefined;
}

/** A place where a name stands, without quotes. */
export interface Occurrence {
  readonly symbol: TemplateSymbol;
  readonly span: Span;
  readonly isDeclaration: boolean;
}

/** The names that expressions see: those of a template, or within a user function its parameters. */
export interface Frame {
  readonly span: Span;
  readonly kind: 'root' | 'nested' | 'function';
  readonly symbols: ReadonlyMap<string, TemplateSymbol>;
}

/** Every name of a template file. */
export interface TemplateSymbols {
  readonly root: Frame;
  /** Ordered by place. */
  readonly occurrences: readonly Occurrence[];
  /** The names of the values that deployments give to linked templates, whose names these are. */
  readonly given: readonly GivenName[];
  /** Returns the names that an expression at `offset` sees. */
  frameAt(offset: number): Frame;
}

/** Returns the key of a symbol in its frame: letter case does not count. */
export function symbolKey(kind: SymbolKind, name: string, namespace?: string): string {
  const spelled = namespace === undefined ? name : `${namespace}.${name}`;
  return `${kind} ${spelled.toLowerCase()}`;
}

/** The name of a parameter of a linked template, where a deployment gives it a value. */
export interface GivenName {
  readonly name: string;
  /** Without quotes. */
  readonly span: Span;
  readonly deployment: ObjectNode;
}
