import type { Location as EditorLocation, LocationLink } from 'vscode-languageserver-types';
import type { Read } from '../base/source.ts';
import type { Location } from '../base/span.ts';
import { rangeIn } from './ranges.ts';

/** Returns the URI by which the client knows a file. */
export type ClientUri = (uri: string) => string;

/** Returns places as the client takes them; those in files that cannot be read are left out. */
export function editorLocations(
  read: Read,
  places: readonly Location[],
  clientUri: ClientUri,
): EditorLocation[] {
  return places.flatMap((place) => {
    const range = rangeIn(read, place);
    return range ? { uri: clientUri(place.uri), range } : [];
  });
}

/** Returns a link as the place it leads to, for clients that take no links. */
export function editorLocation({ targetUri, targetSelectionRange }: LocationLink): EditorLocation {
  return { uri: targetUri, range: targetSelectionRange };
}
