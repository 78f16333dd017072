import { t } from '../base/l10n.ts';
import type { Location } from '../base/span.ts';
import { sameName, type ArrayNode, type ObjectNode } from '../syntax/node.ts';
import type { Document } from './document.ts';
import { lift } from './one-of.ts';
import { evaluatePath } from './resource-path.ts';
import type { Scope } from './scope.ts';
import { shapeOf } from './shape.ts';
import type { Value } from './value.ts';

/** One resource that a deployment creates. */
export interface Resource {
  /** The template file it is written in. */
  readonly document: Document;
  readonly node: ObjectNode;
  /** The `resources` array it is written in, for insertions beside it. */
  readonly siblings: ArrayNode | undefined;
  /** Its name in a template with symbolic names (`languageVersion` 2.0). */
  readonly symbolicName: string | undefined;
  /** The template (root, nested or linked) it is written in. */
  readonly template: ObjectNode;
  /** Full type: parent types included, as `Microsoft.Compute/virtualMachines/extensions`. */
  readonly type: string | undefined;
  /** Full name: parent names included, joined by `/`. */
  readonly name: Value;
  /** `unknown` when its condition, or one of what it lies in, cannot be decided offline. */
  readonly deployed: Deployed;
  /** The expression that decides, where `deployed` is `unknown`. */
  readonly decidedBy: string | undefined;
  /** The loop it comes from, innermost. */
  readonly loop: Loop | undefined;
  /** The resource whose `resources` it is written in, or the deployment whose template. */
  readonly parent: Resource | undefined;
  readonly scope: Scope;
  /** Evaluates the member reached by `path`, e.g. `'properties', 'hardwareProfile', 'vmSize'`. */
  get(...path: readonly (string | number)[]): Value;
}

export type Deployed = 'yes' | 'unknown';

export interface Loop {
  readonly name: string;
  readonly index: number;
  /** How many turns it takes; the most it may take where that is not known. */
  readonly count: number;
  /** Where the count is written: its origin. */
  readonly countAt: Location;
  /** One turn after another, or all at once as Azure does it by default. */
  readonly mode: 'serial' | 'parallel';
  /** How many turns of a serial loop are deployed at a time. */
  readonly batchSize: number | undefined;
}

/** What a resource is written in. */
export interface ResourcePlace {
  readonly document: Document;
  readonly siblings: ArrayNode | undefined;
  readonly symbolicName: string | undefined;
  readonly template: ObjectNode;
  readonly scope: Scope;
  readonly deployed: Deployed;
  readonly decidedBy: string | undefined;
  readonly loop: Loop | undefined;
  readonly parent: Resource | undefined;
}

/** What was already asked of a resource, by its path: every rule asks much the same. */
interface KnownValues {
  readonly parts: Map<string | number, KnownValues>;
  value?: Value;
}

/** Returns the resource that a node describes; its type and name are evaluated at once. */
export function makeResource(node: ObjectNode, place: ResourcePlace): Resource {
  const { document, scope, parent } = place;
  const enclosing = parent && isDeployment(parent) ? undefined : parent;
  const evaluated = (...path: readonly (string | number)[]): Value =>
    evaluatePath(document, node, scope, path);
  let known: KnownValues | undefined;
  return {
    document,
    node,
    siblings: place.siblings,
    symbolicName: place.symbolicName,
    template: place.template,
    type: fullType(evaluated('type'), enclosing),
    name: fullName(evaluated('name'), enclosing),
    deployed: place.deployed,
    decidedBy: place.decidedBy,
    loop: place.loop,
    parent,
    scope,
    get(...path) {
      let there: KnownValues = (known ??= { parts: new Map() });
      for (const step of path) {
        const deeper: KnownValues = there.parts.get(step) ?? { parts: new Map() };
        there.parts.set(step, deeper);
        there = deeper;
      }
      if (there.value) return there.value;
      const value = evaluated(...path);
      if (!scope.budget.isUsedUp()) there.value = value;
      return value;
    },
  };
}

/** Says whether a resource is a nested or linked deployment. */
export function isDeployment({ type }: Pick<Resource, 'type'>): boolean {
  return sameName(type ?? '', 'Microsoft.Resources/deployments');
}

/** A child written inside its parent has only the last part of its type and name. */
function fullType(own: Value, parent: Resource | undefined): string | undefined {
  if (own.kind !== 'string') return undefined;
  const isQualified = /^[^/.]+\.[^/]+\//.test(own.value);
  if (parent?.type === undefined || isQualified) return own.value;
  return `${parent.type}/${own.value}`;
}

function fullName(own: Value, parent: Resource | undefined): Value {
  if (!parent || own.kind === 'failure') return own;
  const whole = lift<never>([parent.name, own], ([first, second]) => {
    if (first?.kind === 'string' && second?.kind === 'string') {
      if (second.value.toLowerCase().startsWith(`${first.value.toLowerCase()}/`)) return second;
      return { ...second, value: `${first.value}/${second.value}` };
    }
    const missing = [first, second].find((value) => value?.kind === 'unknown');
    const reason = missing?.kind === 'unknown' ? missing.reason : t('the name is not a string');
    const shape = [first, second].map((value) => (value ? shapeOf(value) : '')).join('/');
    return { kind: 'unknown', reason, shape, origin: own.origin };
  });
  return whole.origin ? whole : { ...whole, origin: own.origin };
}
