import type { Value } from './value.ts';

/** Says whether the value, or any part of it, is a secret. */
export function holdsSecret(value: Value): true | undefined {
  if (value.secret) return true;
  switch (value.kind) {
    case 'array':
      return value.items.some(holdsSecret) || undefined;
    case 'object':
      for (const member of value.members.values()) if (holdsSecret(member)) return true;
      return undefined;
    case 'oneOf':
      return value.choices.some((choice) => holdsSecret(choice.value)) || undefined;
    default:
      return undefined;
  }
}
