import { isList, type JsonValue } from './json-text.ts';
import type { Node } from './node.ts';
import { parseYaml } from './yaml.ts';

/** Returns the value as YAML on one line, fit for block and flow style alike. */
export function yamlOnOneLine(value: JsonValue): string {
  if (typeof value === 'string') return isPlain(value) ? value : JSON.stringify(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(yamlOnOneLine).join(', ')}]`;
  const members = Object.entries(value).map(
    ([name, item]) => `${yamlOnOneLine(name)}: ${yamlOnOneLine(item)}`,
  );
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

/** Returns what a YAML text says; `null` when it says nothing. */
export function valueOfYaml(text: string): JsonValue {
  return valueOf(parseYaml(text)[0]?.root);
}

function valueOf(node: Node | undefined): JsonValue {
  if (!node || node.kind === 'null') return null;
  if (node.kind === 'array') return node.items.map(valueOf);
  if (node.kind !== 'object') return node.value;
  return Object.fromEntries(node.properties.map(({ key, value }) => [key.value, valueOf(value)]));
}

/** Says whether YAML reads the bare text as this very string, in any of its versions. */
function isPlain(text: string): boolean {
  return (
    /^(?:\.{0,2}\/)?[A-Za-z_][\w.*/-]*(?: [\w.*/-]+)*$/.test(text) &&
    !/^(?:null|true|false|yes|no|on|off|y|n)$/i.test(text)
  );
}
