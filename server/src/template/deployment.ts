import { contains, type Span } from '../base/span.ts';
import type { ObjectNode } from '../syntax/node.ts';
import { budgetOf } from './budget.ts';
import { deployedTemplates } from './deployed-templates.ts';
import type { Document } from './document.ts';
import type { Output } from './outputs.ts';
import type { Bindings } from './parameters.ts';
import type { Resource } from './resource.ts';
import type { DeploymentContext, Scope } from './scope.ts';
import { scopeWithin } from './scope-within.ts';
import { contextOf } from './target-scope.ts';
import type { ReadLinked, TemplateLink } from './template-link.ts';
import { templateScope } from './template-scope.ts';
import { walkTemplate, type EvaluationFailure, type NestedOutputs, type Walk } from './walk.ts';

export type { Output } from './outputs.ts';
export type { Loop, Resource } from './resource.ts';
export { shapeOf } from './shape.ts';
export type { LinkedFile, ReadLinked, TemplateLink } from './template-link.ts';
export type { EvaluationFailure, NestedOutputs } from './walk.ts';

/** A template evaluated with its parameters: flat, loops unrolled, conditions applied. */
export interface Deployment {
  readonly uri: string;
  readonly root: ObjectNode;
  /** The parameter files that gave values, the winning one last; empty for the defaults alone. */
  readonly parameterFiles: readonly string[];
  readonly scope: Scope;
  /**
   * In the order written, those of nested and linked templates included; resources whose
   * condition is false are left out.
   */
  readonly resources: readonly Resource[];
  /** The outputs of the template itself. */
  readonly outputs: readonly Output[];
  /** Those of the nested and linked templates. */
  readonly nestedOutputs: readonly NestedOutputs[];
  /** The templates and parameter files that its deployments name. */
  readonly links: readonly TemplateLink[];
  /** What Azure would refuse: a loop without count, a name that cannot be evaluated, … */
  readonly failures: readonly EvaluationFailure[];
  /**
   * What an expression at this offset of the template file can see: in loops their first turn, in
   * user functions their parameters.
   */
  scopeAt(offset: number): Scope;
}

export interface DeploymentInput {
  readonly document: Document;
  readonly root: ObjectNode;
  readonly bindings: Bindings;
  readonly parameterFiles: readonly string[];
  readonly context: DeploymentContext;
  /** Reads the files that its deployments link to; without it none is followed. */
  readonly readLinked?: ReadLinked;
}

/** Steps of evaluation per template; a large real template needs a few ten thousand. */
const EVALUATION_STEPS = 1_000_000;

/** Returns what a template deploys when it gets these parameter values. */
export function evaluateTemplate(input: DeploymentInput): Deployment {
  const { document, root, bindings, parameterFiles } = input;
  const deployments = deployedTemplates();
  const scope = templateScope({
    document,
    template: root,
    bindings,
    resources: deployments,
    context: contextOf(root, input.context),
    budget: budgetOf(EVALUATION_STEPS),
  });
  const walk: Walk = {
    readLinked: input.readLinked ?? (() => undefined),
    resources: [],
    failures: [],
    links: [],
    nested: [],
    scopes: [],
  };
  const outputs = walkTemplate(walk, {
    document,
    template: root,
    scope,
    deployments,
    deployed: 'yes',
    decidedBy: undefined,
    loop: undefined,
    parent: undefined,
    chain: [document.uri],
    depth: 0,
  });
  const { resources, links, nested, failures } = walk;
  return {
    uri: document.uri,
    root,
    parameterFiles,
    scope,
    resources,
    outputs,
    nestedOutputs: nested,
    links,
    failures,
    scopeAt(offset) {
      const place = { start: offset, end: offset };
      let innermost: Walk['scopes'][number] | undefined;
      for (const seen of walk.scopes) {
        if (seen.uri !== document.uri || !contains(seen.span, place)) continue;
        if (!innermost || length(seen.span) < length(innermost.span)) innermost = seen;
      }
      return scopeWithin(root, offset, innermost?.scope ?? scope);
    },
  };
}

function length(span: Span): number {
  return span.end - span.start;
}
