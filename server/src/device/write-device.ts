import { applyEdits, difference, type TextEdit } from '../base/edit.ts';
import { at, member, type Node, type ObjectNode } from '../syntax/node.ts';
import { insertYamlMember, removeYamlMember, setYamlMember } from '../syntax/write.ts';
import { parseYaml } from '../syntax/yaml.ts';
import { configurationKeys, configurationOf } from './configuration.ts';
import type { DeviceContext } from './context.ts';

/** A device as a configuration names it; what is absent is not said of it. */
export interface NamedDevice {
  /** `pro-gpu-2` */
  readonly model: string;
  /** `2607` */
  readonly release?: string;
  readonly kubernetes?: NonNullable<DeviceContext['kubernetes']>;
}

/** Returns the text of a configuration that names a device and nothing else. */
export function newConfiguration(named: NamedDevice): string {
  return `device: ${flowOf(named)}\n`;
}

/**
 * Returns the edit that makes a configuration name this device; all else in it, comments too,
 * stays as it is. `undefined` where the text is no YAML that this can be written into.
 */
export function writeDevice(text: string, named: NamedDevice): TextEdit | undefined {
  const tree = parseYaml(text)[0];
  if (!tree || tree.problems.length > 0) return undefined;
  const written = withDevice(text, tree.root, named);
  return written !== undefined && names(written, named) ? difference(text, written) : undefined;
}

function withDevice(text: string, root: Node | undefined, named: NamedDevice): string | undefined {
  if (root === undefined) {
    const isOpen = text !== '' && !/[\r\n]$/.test(text);
    return `${text}${isOpen ? '\n' : ''}${newConfiguration(named)}`;
  }
  if (root.kind !== 'object') return undefined;
  const property = member(root, 'device');
  if (!property) return applyEdits(text, insertYamlMember(text, root, 'device', flowOf(named)));
  const device = property.value;
  // What an alias stands for is also said elsewhere.
  const isAlias = device !== undefined && text.startsWith('*', device.start);
  if (device?.kind !== 'object' || device.properties.length === 0 || isAlias) {
    return applyEdits(text, setYamlMember(text, root, 'device', { ...named }));
  }
  // One after the other: what one adds may be where the next one is to stand.
  return configurationKeys.device.reduce<string | undefined>((current, key) => {
    const mapping = current === undefined ? undefined : deviceIn(current);
    if (current === undefined || !mapping) return undefined;
    const value = named[key];
    const edits =
      value === undefined
        ? removeYamlMember(current, mapping, key)
        : setYamlMember(current, mapping, key, value);
    return applyEdits(current, edits);
  }, text);
}

function deviceIn(text: string): ObjectNode | undefined {
  const device = at(parseYaml(text)[0]?.root, 'device');
  return device?.kind === 'object' ? device : undefined;
}

function flowOf({ model, release, kubernetes }: NamedDevice): string {
  const members = [
    `model: ${model}`,
    // Without the quotes it would be a number.
    ...(release === undefined ? [] : [`release: "${release}"`]),
    ...(kubernetes === undefined ? [] : [`kubernetes: ${kubernetes}`]),
  ];
  return `{ ${members.join(', ')} }`;
}

/** YAML can be written in ways that nobody thinks of: what is written is read again. */
function names(text: string, { model, release, kubernetes }: NamedDevice): boolean {
  const trees = parseYaml(text);
  const { device } = configurationOf(trees[0], { uri: '', text });
  return (
    trees.every(({ problems }) => problems.length === 0) &&
    device.device?.id === model &&
    device.release === release &&
    device.kubernetes === kubernetes
  );
}
