import type { Read } from '../base/source.ts';
import type { Tree } from '../syntax/node.ts';

/** Gives the trees of a file, remembered. */
export type Trees = (read: Read, uri: string) => readonly Tree[] | undefined;
