import { t } from '../base/l10n.ts';
import type { DeployedResources } from './scope.ts';
import type { Resource } from './resource.ts';
import type { Output } from './outputs.ts';
import { shapeOf } from './shape.ts';
import type { Value } from './value.ts';

/** The deployments within one template, found by `reference`. */
export interface DeployedTemplates extends DeployedResources {
  /** Notes a nested or linked deployment and what it gives back. */
  add(resource: Resource, outputs: readonly Output[]): void;
  /** Notes a linked deployment whose template is not followed, and why. */
  addUnread(resource: Resource, reason: string): void;
}

/**
 * Returns the list of the deployments within one template. Only the outputs of a deployment that
 * takes place in any case are known: those of one that may not be there are not.
 */
export function deployedTemplates(): DeployedTemplates {
  const byName = new Map<string, Entry | 'several'>();
  const noteName = (name: string, entry: Entry): void => {
    const key = name.toLowerCase();
    const known = byName.get(key);
    byName.set(key, known && known !== entry ? 'several' : entry);
  };
  const note = (entry: Entry): void => {
    const { name, symbolicName, loop } = entry.resource;
    noteName(shapeOf(name), entry);
    if (symbolicName !== undefined) {
      noteName(loop ? `${symbolicName}[${loop.index}]` : symbolicName, entry);
    }
  };
  return {
    add: (resource, outputs) => note({ resource, outputs, properties: undefined }),
    addUnread(resource, reason) {
      const properties: Value = { kind: 'unknown', reason, origin: undefined };
      note({ resource, outputs: [], properties });
    },
    properties(nameOrId) {
      const name = DEPLOYMENT_ID.exec(nameOrId)?.[1] ?? nameOrId;
      const entry = byName.get(name.toLowerCase());
      if (!entry || entry === 'several' || entry.resource.deployed === 'unknown') return undefined;
      if (entry.properties) return entry.properties;
      const properties = propertiesOf(entry.outputs);
      if (!entry.resource.scope.budget.isUsedUp()) entry.properties = properties;
      return properties;
    },
  };
}

interface Entry {
  readonly resource: Resource;
  readonly outputs: readonly Output[];
  properties: Value | undefined;
}

const DEPLOYMENT_ID = /\/providers\/Microsoft\.Resources\/deployments\/([^/]+)$/i;

function propertiesOf(outputs: readonly Output[]): Value {
  const members = new Map<string, Value>();
  for (const output of outputs) {
    const value = output.value();
    if (!value) continue;
    const type: Value = { kind: 'string', value: output.type ?? '', origin: undefined };
    members.set(output.name, {
      kind: 'object',
      members: new Map([
        ['type', type],
        ['value', value],
      ]),
      origin: value.origin,
    });
  }
  const object: Value = { kind: 'object', members, origin: undefined };
  return {
    kind: 'object',
    members: new Map([['outputs', object]]),
    others: t('reference needs a deployment'),
    origin: undefined,
  };
}
