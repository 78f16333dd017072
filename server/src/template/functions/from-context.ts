import type { Value } from '../value.ts';
import { shaped, text } from './make.ts';

/** Returns something known of the place deployed to, or an unknown text with `{hole}` for it. */
export function fromContext(value: string | undefined, hole: string, noun: string): Value {
  return value === undefined
    ? shaped(`the ${noun} is not known offline`, `{${hole}}`)
    : text(value);
}
