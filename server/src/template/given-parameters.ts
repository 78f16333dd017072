import { t } from '../base/l10n.ts';
import {
  at,
  member,
  sameName,
  textOf,
  type Node,
  type ObjectNode,
  type Property,
} from '../syntax/node.ts';
import type { Document } from './document.ts';

/** Values that are given to the parameters of a template, by a parameter file or a deployment. */
export interface GivenParameters {
  readonly by: 'parameter file' | 'nested deployment';
  /** The text that the values are written in. */
  readonly document: Document;
  /** The object that holds the member `parameters`, or would hold it. */
  readonly holder: ObjectNode;
  /** In the order written. */
  readonly given: readonly Property[];
  /** The template whose parameters they are. */
  readonly template: ObjectNode;
  /** How the template is called when one speaks of it. */
  readonly templateName: string;
}

/** Deployments nested deeper than this are not looked into. */
const MAX_NESTING = 20;

/** Returns what a parameter file gives to a template. */
export function givenByFile(
  document: Document,
  root: ObjectNode,
  template: ObjectNode,
  templateName: string,
): GivenParameters {
  const given = propertiesOf(root);
  return { by: 'parameter file', document, holder: root, given, template, templateName };
}

/** Returns what the nested deployments of a template give to the templates in them. */
export function givenToNested(
  document: Document,
  template: ObjectNode,
): readonly GivenParameters[] {
  const found: GivenParameters[] = [];
  inResources(member(template, 'resources')?.value, document, found, 0);
  return found;
}

function inResources(
  list: Node | undefined,
  document: Document,
  found: GivenParameters[],
  depth: number,
): void {
  if (depth > MAX_NESTING) return;
  for (const resource of resourcesOf(list)) {
    const holder = at(resource, 'properties');
    const template = at(holder, 'template');
    const isDeployment = sameName(
      textOf(at(resource, 'type')) ?? '',
      'Microsoft.Resources/deployments',
    );
    if (isDeployment && holder?.kind === 'object' && template?.kind === 'object') {
      found.push({
        by: 'nested deployment',
        document,
        holder,
        given: propertiesOf(holder),
        template,
        templateName: t('the nested template'),
      });
      inResources(at(template, 'resources'), document, found, depth + 1);
    }
    inResources(at(resource, 'resources'), document, found, depth + 1);
  }
}

function resourcesOf(list: Node | undefined): readonly Node[] {
  if (list?.kind === 'array') return list.items;
  return list?.kind === 'object' ? list.properties.flatMap(({ value }) => value ?? []) : [];
}

function propertiesOf(holder: ObjectNode): readonly Property[] {
  const given = at(holder, 'parameters');
  return given?.kind === 'object' ? given.properties : [];
}
