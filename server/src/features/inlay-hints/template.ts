import type { Analysis } from '../../analysis.ts';
import { overlaps, type Span } from '../../base/span.ts';
import { isExpression, parseExpression } from '../../syntax/expression.ts';
import {
  member,
  sameName,
  type Node,
  type ObjectNode,
  type StringNode,
} from '../../syntax/node.ts';
import type { Deployment } from '../../template/deployment.ts';
import { isSecretName } from '../../template/parameters.ts';
import { evaluateIn } from '../../template/template-scope.ts';
import type { Value } from '../../template/value.ts';
import { inlineCode } from '../markdown.ts';
import { claimsByResource, gpusText, sizeText, type ResourceClaim } from '../resource-claims.ts';
import type { Hint } from './hint.ts';

/** Characters of a value that a hint shows. */
const MAX_LENGTH = 40;

/** More hints than these in one part of a file are in nobody's view. */
const MAX_HINTS = 500;

/** Returns the values of the expressions within `span`, and the GPUs that VMs there claim. */
export function templateHints(analysis: Analysis, uri: string, span: Span): readonly Hint[] {
  const { values, gpus } = analysis.settings().inlayHints;
  const deployment = analysis.deploymentInUse(uri);
  const text = analysis.read(uri)?.text;
  if (!deployment || text === undefined) return [];
  const isForDevice = gpus === 'on' && analysis.treatmentOf(uri).as === 'device';
  const claims = isForDevice ? claimsByResource(analysis.machinesOf(deployment)) : new Map();
  const view: View = { deployment, text, span, values, claims, hints: [] };
  inNode(view, deployment.root, undefined, '');
  return view.hints;
}

interface View {
  readonly deployment: Deployment;
  readonly text: string;
  readonly span: Span;
  readonly values: 'on' | 'off';
  readonly claims: ReadonlyMap<ObjectNode, ResourceClaim>;
  readonly hints: Hint[];
}

function inNode(view: View, node: Node, claim: ResourceClaim | undefined, key: string): void {
  if (!overlaps(node, view.span) || view.hints.length >= MAX_HINTS) return;
  switch (node.kind) {
    case 'string':
      inString(view, node, claim, key);
      return;
    case 'array':
      for (const item of node.items) inNode(view, item, claim, key);
      return;
    case 'object': {
      const own = view.claims.get(node);
      if (own) resourceHint(view, node, own);
      for (const { key: name, value } of node.properties) {
        if (value && !sameName(name.value, 'metadata')) {
          inNode(view, value, own ?? claim, name.value);
        }
      }
      return;
    }
    case 'number':
    case 'boolean':
    case 'null':
  }
}

/** A VM says at its size what it claims; several say at their type what they claim together. */
function resourceHint(view: View, node: ObjectNode, { vms, gpus, isCertain }: ResourceClaim): void {
  const type = member(node, 'type')?.value;
  if (!type || vms < 2 || gpus === 0) return;
  const label = isCertain
    ? `${vms} VMs claim ${gpusText(gpus)}`
    : `${vms} VMs claim ${gpusText(gpus)}, as far as known`;
  view.hints.push({ offset: type.end, label });
}

function inString(
  view: View,
  node: StringNode,
  claim: ResourceClaim | undefined,
  key: string,
): void {
  const shown = view.values === 'on' ? shownValue(view, node, key) : undefined;
  const [size, ...others] = claim?.sizes ?? [];
  const isSize = sameName(key, 'vmSize') && size && others.length === 0;
  if (!shown && !isSize) return;
  const figures = isSize ? sizeText(size) : undefined;
  const label = [shown?.label, figures].filter((part) => part !== undefined).join(' · ');
  view.hints.push({ offset: node.end, label, ...(shown && { tooltip: shown.tooltip }) });
}

/** A value that is short and not seen anyway. */
function shownValue(
  { deployment, text }: View,
  node: StringNode,
  key: string,
): { readonly label: string; readonly tooltip: string } | undefined {
  if (!isExpression(node.value) || isSecretName(key)) return undefined;
  const { expression, problems } = parseExpression(node.value);
  const isLiteral = expression.kind === 'string' || expression.kind === 'number';
  if (problems.length > 0 || isLiteral) return undefined;
  const document = { uri: deployment.uri, text };
  const value = evaluateIn(document, node, deployment.scopeAt(node.start));
  const plain = plainText(value);
  if (plain === undefined) return undefined;
  const short = plain.length <= MAX_LENGTH ? plain : `${plain.slice(0, MAX_LENGTH - 1)}…`;
  // The value of the first turn stands for those of the others.
  const isLooped = /\bcopyIndex\s*\(/i.test(node.value);
  return {
    label: isLooped ? `= ${short}, …` : `= ${short}`,
    tooltip: isLooped ? `${inlineCode(plain)} in the first turn of the loop` : inlineCode(plain),
  };
}

function plainText(value: Value): string | undefined {
  if (value.secret) return undefined;
  switch (value.kind) {
    case 'string':
      return value.value === '' ? undefined : value.value.replace(/\s+/g, ' ');
    case 'number':
    case 'boolean':
      return String(value.value);
    case 'null':
    case 'array':
    case 'object':
    case 'oneOf':
    case 'unknown':
    case 'failure':
      return undefined;
  }
}
