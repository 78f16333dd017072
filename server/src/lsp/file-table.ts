import {
  TextDocument,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-textdocument';
import type { Read, Source, Stamp } from '../base/source.ts';
import { folderOf, normalizeUri } from '../base/uri.ts';

/** The source that holds the settings as JSON. */
const SETTINGS = 'settings:';

/** Stands before a folder's URI for the listing of its names. */
const LISTING = 'dir:';

/** What a computation gave, and what it saw of the table. */
export interface Observed<T> {
  readonly value: T;
  /** The sources it asked for that have yet to be loaded. */
  readonly wanted: readonly string[];
  /** Equal versions mean that every source it read has the same text. */
  readonly version: string;
}

/** How the client names an open document; the version is null for any other file. */
export interface ClientDocument {
  readonly uri: string;
  readonly version: number | null;
}

/** Says which load it was, and of which state of the file. */
export interface LoadTicket {
  readonly uri: string;
  readonly changes: number;
}

interface OpenDocument {
  readonly client: ClientDocument & { readonly version: number };
  readonly document: TextDocument;
  readonly source: Source;
}

/** What was found at a URI; `source` is absent when there is nothing. */
interface Loaded {
  readonly source: Source | undefined;
  /** It may have changed since and is to be loaded again. */
  readonly stale: boolean;
}

/**
 * The texts the server knows: the editor's open documents, and files and folder listings that were
 * loaded. It does no IO; it notes what it lacks, and someone else loads that.
 */
export class FileTable {
  readonly #open = new Map<string, OpenDocument>();
  readonly #loaded = new Map<string, Loaded>();
  /** Counts changes on disk, so that a load that comes too late is noticed. */
  readonly #changes = new Map<string, number>();
  readonly #seen = new Map<string, Stamp>();
  readonly #wanted = new Set<string>();
  #folders: readonly string[] = [];
  #lastStamp = 0;
  #revision = 0;

  /** Looks up a source; what is not known yet is wanted. */
  readonly read: Read = (uri) => {
    const source = this.#open.get(uri)?.source ?? this.#fromDisk(uri);
    if (source) this.#seen.set(uri, source.stamp);
    return source;
  };

  /** Runs `compute` and returns its value with what it read. */
  observe<T>(compute: () => T): Observed<T> {
    this.#seen.clear();
    this.#wanted.clear();
    const value = compute();
    const stamps = [...this.#seen.values()].map(Number).sort((a, b) => a - b);
    return { value, wanted: [...this.#wanted], version: stamps.join('.') };
  }

  /** Adds and removes workspace folders; nothing outside them is loaded. */
  changeFolders(added: readonly string[], removed: readonly string[]): void {
    this.#revision++;
    const gone = new Set(removed.map(folderUri));
    this.#folders = [...this.#folders.filter((uri) => !gone.has(uri)), ...added.map(folderUri)];
    for (const uri of [...this.#loaded.keys()]) {
      if (uri !== SETTINGS && !this.#isLoadable(uri)) this.#forget(uri);
    }
  }

  /** The workspace folders' URIs, each with a `/` at its end. */
  folders(): readonly string[] {
    return this.#folders;
  }

  /** Another number after every change that the client tells of; loading is none. */
  revision(): number {
    return this.#revision;
  }

  setSettings(json: string): void {
    this.#revision++;
    this.#store(SETTINGS, json);
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    this.#setOpen(uri, TextDocument.create(uri, languageId, version, text));
  }

  /** Applies changes to an open document; false when the document is not open. */
  change(
    uri: string,
    version: number,
    changes: readonly TextDocumentContentChangeEvent[],
  ): boolean {
    const open = this.#open.get(normalizeUri(uri));
    if (!open) return false;
    this.#setOpen(uri, TextDocument.update(open.document, [...changes], version));
    return true;
  }

  /** Forgets an open document; the file on disk counts again. */
  close(uri: string): void {
    const key = normalizeUri(uri);
    this.#open.delete(key);
    this.#expire(key);
  }

  openUris(): readonly string[] {
    return [...this.#open.keys()];
  }

  /** Returns how the client names a document. */
  clientDocument(uri: string): ClientDocument {
    return this.#open.get(uri)?.client ?? { uri, version: null };
  }

  /** Notes that a load of `uri` begins; returns the ticket to hand in with what it finds. */
  beginLoad(uri: string): LoadTicket {
    if (!this.#loaded.has(uri)) this.#loaded.set(uri, { source: undefined, stale: true });
    return { uri, changes: this.#changes.get(uri) ?? 0 };
  }

  /**
   * Takes what a load found: a text, or `undefined` for nothing. It is dropped when the file has
   * changed since the load began.
   */
  endLoad({ uri, changes }: LoadTicket, text: string | undefined): void {
    if ((this.#changes.get(uri) ?? 0) === changes) this.#store(uri, text);
  }

  /**
   * Notes that a file or folder has changed on disk, or appeared or disappeared there. Returns
   * whether anything is concerned that has been loaded.
   */
  changedOnDisk(uri: string, what: 'content' | 'existence'): boolean {
    const key = normalizeUri(uri).replace(/\/$/, '');
    const within = `${key}/`;
    const listings = what === 'existence' ? ancestorListings(key) : new Set<string>();
    let concerned = false;
    for (const known of [...this.#loaded.keys()]) {
      const place = placeOf(known);
      if (place === key || place.startsWith(within) || listings.has(known)) {
        this.#expire(known);
        concerned = true;
      }
    }
    return concerned;
  }

  #fromDisk(uri: string): Source | undefined {
    const loaded = this.#loaded.get(uri);
    if (loaded ? loaded.stale : this.#isLoadable(uri)) this.#wanted.add(uri);
    return loaded?.source;
  }

  #isLoadable(uri: string): boolean {
    const place = placeOf(uri);
    if (place.split('/').includes('..')) return false;
    return this.#folders.some((folder) => place.startsWith(folder));
  }

  #setOpen(uri: string, document: TextDocument): void {
    const key = normalizeUri(uri);
    this.#revision++;
    this.#open.set(key, {
      client: { uri, version: document.version },
      document,
      source: { uri: key, text: document.getText(), stamp: ++this.#lastStamp },
    });
  }

  /** The same text again keeps its stamp, so that nothing is computed again because of it. */
  #store(uri: string, text: string | undefined): void {
    const before = this.#loaded.get(uri)?.source;
    if (before !== undefined && before.text === text) {
      this.#loaded.set(uri, { source: before, stale: false });
    } else {
      const source = text === undefined ? undefined : { uri, text, stamp: ++this.#lastStamp };
      this.#loaded.set(uri, { source, stale: false });
    }
  }

  #expire(uri: string): void {
    this.#revision++;
    this.#countChange(uri);
    const known = this.#loaded.get(uri);
    if (known) this.#loaded.set(uri, { source: known.source, stale: true });
  }

  #forget(uri: string): void {
    this.#countChange(uri);
    this.#loaded.delete(uri);
  }

  #countChange(uri: string): void {
    this.#changes.set(uri, (this.#changes.get(uri) ?? 0) + 1);
  }
}

/** Returns the URI of a folder with a `/` at its end. */
function folderUri(uri: string): string {
  return `${normalizeUri(uri).replace(/\/$/, '')}/`;
}

/** Returns the URI of the file or folder that a source is about. */
function placeOf(uri: string): string {
  return uri.startsWith(LISTING) ? uri.slice(LISTING.length) : uri;
}

/** A file that appears may bring the folders above it with it. */
function ancestorListings(uri: string): ReadonlySet<string> {
  const listings = new Set<string>();
  for (let folder = folderOf(uri); ;) {
    listings.add(LISTING + folder);
    const above = folderOf(folder);
    if (above.length >= folder.length) return listings;
    folder = above;
  }
}
