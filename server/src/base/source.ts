/** Changes whenever the text behind a URI changes; equal stamps mean equal text. */
export type Stamp = number | string;

/** A file's text at one moment. */
export interface Source {
  readonly uri: string;
  readonly text: string;
  readonly stamp: Stamp;
}

/**
 * Looks up a source; `undefined` when there is none. Two kinds of URI are not files: `dir:` + a
 * folder's URI gives the names in that folder, one a line (folders end in `/`), and `settings:`
 * gives the settings of the editor or of the command line as JSON.
 */
export type Read = (uri: string) => Source | undefined;
