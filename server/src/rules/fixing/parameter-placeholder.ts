import { literalValue } from '../../template/literal.ts';
import { limitsOf } from '../../template/parameter-limits.ts';
import type { ParameterDeclaration } from '../../template/parameters.ts';
import { toJson, type Json } from '../../template/value.ts';

/** Returns a value that a parameter takes, for someone to replace: mostly the empty one. */
export function placeholder(declaration: ParameterDeclaration): Json {
  const { name, type, allowedValues } = declaration;
  const { minValue, maxValue, minLength = 0, maxLength } = limitsOf(declaration);
  const first = allowedValues?.[0];
  if (first && type !== 'array') {
    const value = toJson(literalValue(first, { uri: '', text: '' }));
    if ('json' in value) return value.json;
  }
  switch (type) {
    case 'int':
      return Math.min(Math.max(0, minValue ?? 0), maxValue ?? Infinity);
    case 'bool':
      return false;
    case 'array':
      return [];
    case 'object':
    case 'secureobject':
      return {};
    default:
      // Long enough to be taken, and nothing that one would leave as it is.
      return minLength === 0 ? '' : name.padEnd(minLength, 'x').slice(0, maxLength);
  }
}
