import { describe, expect, test } from 'vitest';
import { hover } from '../../server/src/features/hover.ts';
import type { Deployment } from '../../server/src/template/deployment.ts';
import { evaluationFailures } from '../../server/src/template/evaluation-failures.ts';
import type { Budget } from '../../server/src/template/scope.ts';
import { evaluateIn } from '../../server/src/template/template-scope.ts';
import { at, type Node } from '../../server/src/syntax/node.ts';
import type { Value } from '../../server/src/template/value.ts';
import { workspaceOf } from '../kit.ts';

const ROOT = 'file:///w/';
const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** A call that takes every step there is: a function that calls itself twice. */
const BOMB = {
  namespace: 'my',
  members: {
    bomb: {
      parameters: [{ name: 'n', type: 'int' }],
      output: {
        type: 'int',
        value: "[add(my.bomb(add(parameters('n'), 1)), my.bomb(add(parameters('n'), 2)))]",
      },
    },
  },
};

function template(content: object): string {
  return JSON.stringify({ $schema: SCHEMA, contentVersion: '1.0.0.0', ...content });
}

function analysisOf(files: Readonly<Record<string, string>>) {
  const { analysis } = workspaceOf(new Map(Object.entries(files)));
  const main = `${ROOT}main.json`;
  return { analysis, main, inUse: () => analysis.deploymentInUse(main)! };
}

/** As hover, completion and hints evaluate: what stands at `path`, in its scope there. */
function asked(deployment: Deployment, text: string, ...path: readonly string[]): Value {
  const node: Node = at(deployment.root, ...path)!;
  return evaluateIn({ uri: deployment.uri, text }, node, deployment.scopeAt(node.start));
}

const STOPPED = /^too large to evaluate offline$|calls itself too deeply$/;

function why(value: Value): string {
  if (value.kind === 'failure') return value.message;
  return value.kind === 'unknown' ? value.reason : '';
}

/** Counts the steps that are used while `run` runs. */
function stepsOf(budget: Budget, run: () => void): number {
  const { spend } = budget;
  let used = 0;
  budget.spend = (steps) => {
    const isLeft = spend(steps);
    if (isLeft) used += steps;
    return isLeft;
  };
  run();
  budget.spend = spend;
  return used;
}

describe('the steps that evaluation may take', () => {
  const text = template({
    functions: [BOMB],
    variables: {
      size: "[concat('Standard_', 'NC4as', '_T4_v3')]",
      bomb: '[my.bomb(1)]',
    },
    resources: [],
    outputs: {
      good: { type: 'string', value: "[toUpper(join(split(variables('size'), '_'), '-'))]" },
      bad: { type: 'int', value: "[variables('bomb')]" },
    },
  });

  test('100,000 questions about an unchanged file all get values', () => {
    const { inUse } = analysisOf({ 'main.json': text });
    const first = inUse();
    const kinds = new Set<string>();
    let steps = 0;
    let others = 0;
    for (let question = 0; question < 100_000; question++) {
      const deployment = inUse();
      if (deployment !== first) others++;
      steps += stepsOf(deployment.scope.budget, () => {
        const value = asked(deployment, text, 'outputs', 'good', 'value');
        kinds.add(value.kind === 'string' ? value.value : value.kind);
      });
    }
    expect(others).toBe(0);
    expect([...kinds]).toEqual(['STANDARD-NC4AS-T4-V3']);
    expect(steps).toBeGreaterThan(300_000);
  });

  test('each question about a bomb is stopped; those after it get values', () => {
    const { analysis, main, inUse } = analysisOf({ 'main.json': text });
    for (let question = 0; question < 3; question++) {
      expect(why(asked(inUse(), text, 'outputs', 'bad', 'value'))).toMatch(STOPPED);
      expect(asked(inUse(), text, 'outputs', 'good', 'value')).toMatchObject({
        value: 'STANDARD-NC4AS-T4-V3',
      });
      const shown = hover(analysis, main, text.indexOf('toUpper') + 1);
      expect(JSON.stringify(shown)).toContain('STANDARD-NC4AS-T4-V3');
    }
  });

  test('one question shares its steps among all that it evaluates', () => {
    const { inUse } = analysisOf({ 'main.json': text });
    const deployment = inUse();
    const used = stepsOf(deployment.scope.budget, () => {
      for (let place = 0; place < 50; place++) asked(deployment, text, 'outputs', 'bad', 'value');
    });
    expect(used).toBeLessThanOrEqual(1_000_000);
  });

  test('what only lacked steps is not remembered as unknown', () => {
    const { inUse } = analysisOf({ 'main.json': text });
    const deployment = inUse();
    asked(deployment, text, 'outputs', 'bad', 'value');
    expect(asked(deployment, text, 'outputs', 'good', 'value').kind).toBe('unknown');
    expect(asked(inUse(), text, 'outputs', 'good', 'value').kind).toBe('string');
  });

  test('functions that call themselves twice are called at most 25,000 times', () => {
    const { inUse } = analysisOf({ 'main.json': text });
    const deployment = inUse();
    const { scope } = deployment;
    let calls = 0;
    const { spend } = scope.budget;
    scope.budget.spend = (steps) => {
      if (steps >= 40) calls++;
      return spend(steps);
    };
    asked(deployment, text, 'outputs', 'bad', 'value');
    expect(calls).toBeGreaterThan(10_000);
    expect(calls).toBeLessThanOrEqual(25_001 + 32);
  });

  test('templates that each link twice to the next, 30 deep, are followed at most 2,500 times', () => {
    const files: Record<string, string> = {};
    for (let level = 0; level < 30; level++) {
      files[level === 0 ? 'main.json' : `t${level}.json`] = template({
        resources: ['a', 'b'].map((name) => ({
          type: 'Microsoft.Resources/deployments',
          apiVersion: '2020-06-01',
          name,
          properties: { mode: 'Incremental', templateLink: { relativePath: `t${level + 1}.json` } },
        })),
      });
    }
    const { inUse } = analysisOf(files);
    const { links, resources } = inUse();
    const followed = links.filter(({ reason }) => reason === undefined);
    expect(followed.length).toBeGreaterThan(1_000);
    expect(followed.length).toBeLessThanOrEqual(2_500);
    expect(resources.length).toBeLessThanOrEqual(2 * 2_500 + 2);
    expect(links.some(({ reason }) => reason === 'too large to evaluate offline')).toBe(true);
  });

  test('turns in the middle of long loops are looked at with a part of the steps', () => {
    const sizes = Array.from({ length: 30 }, (_, size) => `[add(mul(copyIndex(), ${size}), 1)]`);
    const { inUse } = analysisOf({
      'main.json': template({
        resources: Array.from({ length: 20 }, (_, loop) => ({
          type: 'Microsoft.Compute/disks',
          apiVersion: '2019-07-01',
          name: `[concat('disk-${loop}-', copyIndex())]`,
          copy: { name: `loop${loop}`, count: 800 },
          properties: { sizes },
        })),
      }),
    });
    const deployment = inUse();
    expect(deployment.resources).toHaveLength(16_000);
    const used = stepsOf(deployment.scope.budget, () => {
      expect(evaluationFailures(deployment)).toEqual([]);
    });
    expect(used).toBeGreaterThan(200_000);
    expect(used).toBeLessThan(300_000);
    expect(deployment.scope.budget.left()).toBeGreaterThan(500_000);
  });
});
