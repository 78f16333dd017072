import { describe, expect, test } from 'vitest';
import type { Location } from '../../server/src/base/span.ts';
import { parseJson } from '../../server/src/syntax/json.ts';
import {
  evaluateTemplate,
  type Deployment,
  type LinkedFile,
} from '../../server/src/template/deployment.ts';
import { evaluateText } from '../../server/src/template/evaluate.ts';
import { declaredParameters, parameterFileBindings } from '../../server/src/template/parameters.ts';
import type { DeploymentContext } from '../../server/src/template/scope.ts';
import { toJson, type Json, type Value } from '../../server/src/template/value.ts';

const ROOT = 'file:///w/';

/** A deployment of `main.json`, one of some files by name, with the parameter files named. */
function deploy(
  files: Readonly<Record<string, Json | string>>,
  parameterFiles: readonly string[] = [],
  context: DeploymentContext = { subscriptionId: 'sub', resourceGroup: 'rg' },
): Deployment & { textAt(place: Location | undefined): string } {
  const texts = new Map(
    Object.entries(files).map(([name, content]) => [
      ROOT + name,
      typeof content === 'string' ? content : JSON.stringify(content),
    ]),
  );
  const readLinked = (uri: string): LinkedFile | undefined => {
    const text = texts.get(uri);
    const root = text === undefined ? undefined : parseJson(text).root;
    return text !== undefined && root?.kind === 'object'
      ? { document: { uri, text }, root }
      : undefined;
  };
  const main = readLinked(`${ROOT}main.json`);
  if (!main) throw new Error('no main.json');
  const bindings = new Map<string, Value>();
  for (const name of parameterFiles) {
    const file = readLinked(ROOT + name);
    for (const [key, value] of parameterFileBindings(file!.root, file!.document)) {
      bindings.set(key, value);
    }
  }
  return {
    ...evaluateTemplate({ ...main, bindings, parameterFiles, context, readLinked }),
    textAt(place) {
      if (!place) return 'nowhere';
      const text = texts.get(place.uri)?.slice(place.span.start, place.span.end) ?? '?';
      return `${place.uri.slice(ROOT.length)}: ${text}`;
    },
  };
}

function plain(value: Value | undefined): unknown {
  if (!value) return 'absent';
  if (value.kind === 'unknown') return `unknown: ${value.shape ?? value.reason}`;
  if (value.kind === 'failure') return `failure: ${value.message}`;
  if (value.kind === 'oneOf') return { oneOf: value.choices.map((choice) => plain(choice.value)) };
  const result = toJson(value);
  return 'json' in result ? result.json : plain(result.obstacle);
}

function names(deployment: Deployment): readonly unknown[] {
  return deployment.resources.map(({ name, deployed }) =>
    deployed === 'yes' ? plain(name) : { perhaps: plain(name) },
  );
}

function outputs(deployment: Deployment): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    deployment.outputs.map((output) => [output.name, plain(output.value())]),
  );
}

const VM = 'Microsoft.Compute/virtualMachines';
const NESTED = 'Microsoft.Resources/deployments';
const inner = { scope: 'inner' };

describe('a loop of resources', () => {
  const loop = (count: Json, more: Readonly<Record<string, Json>> = {}): Json => ({
    parameters: {
      count: { type: 'int' },
      few: { type: 'int', allowedValues: [1, 3] },
      wild: { type: 'int', allowedValues: [1, 900] },
    },
    resources: [
      { type: VM, name: "[concat('vm', copyIndex(1))]", copy: { name: 'vms', count, ...more } },
    ],
  });
  test.each<[string, Json, readonly unknown[], readonly string[]]>([
    ['a number', 2, ['vm1', 'vm2'], []],
    ['none', 0, [], []],
    ['an expression', '[length(createArray(1, 2))]', ['vm1', 'vm2'], []],
    ['not known', "[parameters('count')]", [{ perhaps: 'vm1' }], []],
    ['one of several', "[parameters('few')]", ['vm1', { perhaps: 'vm2' }, { perhaps: 'vm3' }], []],
    ['one of several, one too great', "[parameters('wild')]", [{ perhaps: 'vm1' }], []],
    ['a string', '2', [{ perhaps: 'vm1' }], ['loop count is not an integer']],
    ['negative', -1, [], ['loop count is -1, must be between 0 and 800']],
    ['a fraction', 1.5, [{ perhaps: 'vm1' }], ['loop count is not an integer']],
    ['refused', "[fail('no')]", [{ perhaps: 'vm1' }], ['no']],
  ])('%s', (_, count, expected, failures) => {
    const deployment = deploy({ 'main.json': loop(count) });
    expect(names(deployment)).toEqual(expected);
    expect(deployment.failures.map(({ message }) => message)).toEqual(failures);
  });

  test('of a billion ends after 800 turns', () => {
    const deployment = deploy({ 'main.json': loop(1_000_000_000) });
    expect(deployment.resources).toHaveLength(800);
    expect(deployment.failures[0]?.message).toBe(
      'loop count is 1000000000, must be between 0 and 800',
    );
  });

  test('runs one after another in batches', () => {
    const [serial] = deploy({ 'main.json': loop(2, { mode: 'Serial', batchSize: 2 }) }).resources;
    expect(serial?.loop).toMatchObject({ mode: 'serial', batchSize: 2, count: 2, index: 0 });
    const [parallel] = deploy({ 'main.json': loop(2) }).resources;
    expect(parallel?.loop).toMatchObject({ mode: 'parallel', batchSize: undefined });
  });

  test('is the one that copyIndex without a name means, inside property loops too', () => {
    const deployment = deploy({
      'main.json': {
        resources: [
          {
            type: VM,
            name: "[concat('vm', copyIndex())]",
            copy: { name: 'vms', count: 2 },
            properties: {
              copy: [
                {
                  name: 'disks',
                  count: 2,
                  input: "[format('{0}/{1}', copyIndex(), copyIndex('disks', 5))]",
                },
                { name: 'none', count: 0, input: 'x' },
              ],
              fixed: 1,
            },
          },
        ],
      },
    });
    expect(plain(deployment.resources[1]?.get('properties'))).toEqual({
      disks: ['1/5', '1/6'],
      none: [],
      fixed: 1,
    });
    expect(plain(deployment.resources[1]?.get('properties', 'disks', 1))).toBe('1/6');
  });
});

describe('loops of variables and outputs', () => {
  test('make arrays, alone, beside other variables and inside objects', () => {
    const deployment = deploy({
      'main.json': {
        variables: {
          plain: 'p',
          copy: [{ name: 'names', count: 2, input: "[concat('n', copyIndex('names'))]" }],
          within: {
            size: 1,
            copy: [
              { name: 'a', count: 2, input: "[copyIndex('a')]" },
              { name: 'b', count: 1, input: { of: "[copyIndex('b', 7)]" } },
            ],
          },
        },
        outputs: {
          names: { type: 'array', value: "[variables('names')]" },
          within: { type: 'object', value: "[variables('within')]" },
          looped: {
            type: 'array',
            copy: { count: 2, input: "[concat(variables('plain'), copyIndex())]" },
          },
          tooMany: { type: 'array', copy: { count: 801, input: 'x' } },
          absent: { type: 'string', condition: false, value: 'x' },
          open: { type: 'string', condition: "[equals(newGuid(), 'x')]", value: 'x' },
          empty: { type: 'string' },
        },
      },
    });
    expect(outputs(deployment)).toEqual({
      names: ['n0', 'n1'],
      within: { size: 1, a: [0, 1], b: [{ of: 7 }] },
      looped: ['p0', 'p1'],
      tooMany: "failure: loop 'tooMany' may have 0 to 800 turns, not 801",
      absent: 'absent',
      open: 'unknown: newGuid is another value in each deployment',
      empty: "failure: output 'empty' has no value",
    });
  });
});

describe('child resources', () => {
  test('written in their parent get its type and name, unless they are qualified', () => {
    const deployment = deploy({
      'main.json': {
        parameters: { vm: { type: 'string', allowedValues: ['a', 'b'] }, open: { type: 'string' } },
        resources: [
          {
            type: VM,
            name: 'vm',
            condition: "[equals(parameters('open'), 'x')]",
            resources: [
              { type: 'extensions', name: 'gpu', resources: [{ type: 'deep', name: 'er' }] },
              { type: `${VM}/extensions`, name: 'vm/whole' },
            ],
          },
          {
            type: VM,
            name: "[parameters('vm')]",
            resources: [{ type: 'extensions', name: 'gpu' }],
          },
          {
            type: VM,
            name: "[parameters('open')]",
            resources: [{ type: 'extensions', name: 'gpu' }],
          },
        ],
      },
    });
    expect(
      deployment.resources.map(({ type, name }) => [type?.slice(VM.length), plain(name)]),
    ).toEqual([
      ['', 'vm'],
      ['/extensions', 'vm/gpu'],
      ['/extensions/deep', 'vm/gpu/er'],
      ['/extensions', 'vm/whole'],
      ['', { oneOf: ['a', 'b'] }],
      ['/extensions', { oneOf: ['a/gpu', 'b/gpu'] }],
      ['', "unknown: {parameters('open')}"],
      ['/extensions', "unknown: {parameters('open')}/gpu"],
    ]);
    expect(deployment.resources[1]).toMatchObject({
      deployed: 'unknown',
      decidedBy: "[equals(parameters('open'), 'x')]",
    });
  });
});

describe('nested deployments', () => {
  const nested = (properties: Json, more: Readonly<Record<string, Json>> = {}): Json => ({
    type: NESTED,
    name: 'n',
    ...more,
    properties,
  });
  const showing = (value: string): Json => ({
    parameters: { p: { type: 'string', defaultValue: 'own' } },
    variables: { v: 'inner' },
    resources: [{ type: VM, name: value }],
  });
  const around = (deployment: Json): Json => ({
    parameters: { p: { type: 'string', defaultValue: 'root' } },
    variables: { v: 'outer' },
    resources: [deployment],
  });
  const given = { p: { value: "[concat(parameters('p'), '!')]" } };
  test.each<[string, Json, string]>([
    ['outer by default', nested({ template: showing("[variables('v')]") }), 'outer'],
    [
      'inner variables',
      nested({ expressionEvaluationOptions: inner, template: showing("[variables('v')]") }),
      'inner',
    ],
    [
      'inner parameters with their defaults',
      nested({ expressionEvaluationOptions: inner, template: showing("[parameters('p')]") }),
      'own',
    ],
    [
      'inner parameters as given',
      nested({
        expressionEvaluationOptions: inner,
        parameters: given,
        template: showing("[parameters('p')]"),
      }),
      'root!',
    ],
    [
      'outer: the resource group around it',
      nested({ template: showing('[resourceGroup().name]') }, { resourceGroup: 'other' }),
      'rg',
    ],
    [
      'inner: its own resource group',
      nested(
        { expressionEvaluationOptions: inner, template: showing('[resourceGroup().name]') },
        { resourceGroup: 'other' },
      ),
      'other',
    ],
    [
      'inner: its own name',
      nested({ expressionEvaluationOptions: inner, template: showing('[deployment().name]') }),
      'n',
    ],
    [
      'inner and a key vault',
      nested({
        expressionEvaluationOptions: inner,
        parameters: { p: { reference: { keyVault: { id: 'x' }, secretName: 'y' } } },
        template: showing("[parameters('p')]"),
      }),
      "unknown: parameter 'p' comes from a key vault",
    ],
  ])('%s', (_, deployment, expected) => {
    expect(names(deploy({ 'main.json': around(deployment) }))).toEqual(['n', expected]);
  });

  test('with symbolic names the inner scope is the default', () => {
    const deployment = deploy({
      'main.json': {
        languageVersion: '2.0',
        variables: { v: 'outer' },
        resources: {
          module: nested({ template: showing("[variables('v')]") }),
          there: { existing: true, type: VM, name: 'old' },
          looped: { type: VM, name: "[concat('vm', copyIndex())]", copy: { name: 'l', count: 2 } },
        },
      },
    });
    expect(names(deployment)).toEqual(['n', 'inner', 'vm0', 'vm1']);
    expect(deployment.resources.map(({ symbolicName }) => symbolicName)).toEqual([
      'module',
      undefined,
      'looped',
      'looped',
    ]);
  });

  test('nest to a depth, and no further', () => {
    let template: Json = { resources: [{ type: VM, name: 'deep' }] };
    for (let depth = 0; depth < 10; depth++) {
      template = { resources: [nested({ expressionEvaluationOptions: inner, template })] };
    }
    expect(names(deploy({ 'main.json': template })).at(-1)).toBe('deep');
    for (let depth = 0; depth < 40; depth++) template = { resources: [nested({ template })] };
    expect(names(deploy({ 'main.json': template })).at(-1)).toBe('n');
  });

  test('give their outputs to reference', () => {
    const module = {
      parameters: { n: { type: 'int' } },
      resources: [],
      outputs: {
        id: { type: 'string', value: "[concat('id-', parameters('n'))]" },
        ip: { type: 'string', value: "[reference('nic').ip]" },
      },
    };
    const use = (name: string, n: Json, more: Readonly<Record<string, Json>> = {}): Json => ({
      ...(nested(
        { expressionEvaluationOptions: inner, parameters: { n: { value: n } }, template: module },
        more,
      ) as Readonly<Record<string, Json>>),
      name,
    });
    const deployment = deploy({
      'main.json': {
        parameters: { open: { type: 'bool' } },
        resources: [
          use('second', "[length(reference('first').outputs.id.value)]"),
          use('first', 7),
          use('perhaps', 1, { condition: "[parameters('open')]" }),
          use('twice', 1),
          use('twice', 2),
        ],
        outputs: {
          first: { type: 'string', value: "[reference('first').outputs.id.value]" },
          byId: {
            type: 'string',
            value: `[reference(resourceId('${NESTED}', 'second'), '2022-09-01').outputs.id.value]`,
          },
          full: {
            type: 'string',
            value: "[reference('first', '2022-09-01', 'Full').properties.outputs.id.value]",
          },
          ip: { type: 'string', value: "[reference('first').outputs.ip.value]" },
          state: { type: 'string', value: "[reference('first').provisioningState]" },
          perhaps: { type: 'string', value: "[reference('perhaps').outputs.id.value]" },
          twice: { type: 'string', value: "[reference('twice').outputs.id.value]" },
          other: { type: 'string', value: "[reference('nic').ip]" },
        },
      },
    });
    const unknown = 'unknown: reference needs a deployment';
    expect(outputs(deployment)).toMatchObject({
      first: 'id-7',
      byId: 'id-4',
      full: 'id-7',
      state: unknown,
      perhaps: unknown,
      twice: unknown,
    });
    expect(outputs(deployment)['other']).toMatch(/^unknown/);
    expect(outputs(deployment)['ip']).toMatch(/^unknown/);
  });
});

describe('linked templates', () => {
  const link = (templateLink: Json, more: Readonly<Record<string, Json>> = {}): Json => ({
    type: NESTED,
    name: 'l',
    properties: { templateLink, ...more },
  });
  const vm = {
    parameters: { name: { type: 'string', defaultValue: 'default' } },
    resources: [{ type: VM, name: "[parameters('name')]" }],
    outputs: { name: { type: 'string', value: "[parameters('name')]" } },
  };
  test.each<[string, Json, readonly unknown[], string | undefined]>([
    ['by relative path', link({ relativePath: 'nested/vm.json' }), ['l', 'default'], undefined],
    [
      'with parameters',
      link({ relativePath: 'nested/vm.json' }, { parameters: { name: { value: 'x' } } }),
      ['l', 'x'],
      undefined,
    ],
    [
      'with a parameter file',
      link(
        { relativePath: 'nested/vm.json' },
        { parametersLink: { relativePath: 'nested/vm.parameters.json' } },
      ),
      ['l', 'filed'],
      undefined,
    ],
    [
      'beside the template',
      link({ uri: "[uri(deployment().properties.templateLink.uri, 'nested/vm.json')]" }),
      ['l', 'default'],
      undefined,
    ],
    ['missing', link({ relativePath: 'no.json' }), ['l'], 'the linked template cannot be read'],
    [
      'on the network',
      link({ uri: 'https://contoso.com/vm.json' }),
      ['l'],
      'the linked template lies outside the workspace',
    ],
    [
      'known during deployment only',
      link({ uri: "[reference('store').primaryEndpoints.blob]" }),
      ['l'],
      'reference needs a deployment',
    ],
    ['itself', link({ relativePath: 'main.json' }), ['l'], 'template refers to itself'],
    [
      'a template that links back',
      link({ relativePath: 'nested/back.json' }),
      ['l', 'l'],
      'template refers to itself',
    ],
  ])('%s', (_, resource, expected, reason) => {
    const deployment = deploy({
      'main.json': {
        resources: [resource],
        outputs: { o: { type: 'string', value: "[reference('l').outputs.name.value]" } },
      },
      'nested/vm.json': vm,
      'nested/vm.parameters.json': { parameters: { name: { value: 'filed' } } },
      'nested/back.json': { resources: [link({ relativePath: '../main.json' })] },
    });
    expect(names(deployment)).toEqual(expected);
    expect(deployment.links.find((one) => one.reason !== undefined)?.reason).toBe(reason);
    if (reason === undefined) expect(outputs(deployment)).toEqual({ o: expected[1] });
    else expect(outputs(deployment)['o']).toMatch(/^(?:unknown|failure)/);
  });

  describe('by the address that the root template is uploaded to', () => {
    const base = 'https://contoso.com/gpu/main/';
    const token = '?sv=1&sig={x}';
    /** `nested/vm.json` or another path behind the parameter, as people write it. */
    const forms = {
      concatenated: (path: string) =>
        `[concat(parameters('_artifactsLocation'), '${path}', parameters('_artifactsLocationSasToken'))]`,
      formatted: (path: string) =>
        `[format('{0}{1}{2}', parameters('_artifactsLocation'), '${path}', parameters('_artifactsLocationSasToken'))]`,
      resolved: (path: string) =>
        `[uri(parameters('_artifactsLocation'), concat('${path}', parameters('_artifactsLocationSasToken')))]`,
    };
    const uploaded = (
      uri: string,
      location: Json,
      sasToken: Json,
      more: Readonly<Record<string, Json>> = {},
    ) =>
      deploy({
        'main.json': {
          parameters: {
            _artifactsLocation: { type: 'string', ...(location as object) },
            _artifactsLocationSasToken: { type: 'securestring', ...(sasToken as object) },
          },
          variables: { link: uri },
          resources: [link({ uri: "[variables('link')]" }, more)],
        },
        'nested/vm.json': vm,
      });
    const none = {};
    const given = { defaultValue: base };
    test.each([
      ['concatenated', given, { defaultValue: '' }],
      ['concatenated', given, { defaultValue: token }],
      ['concatenated', given, none],
      ['concatenated', none, none],
      ['formatted', none, { defaultValue: '' }],
      ['formatted', given, none],
      ['resolved', given, { defaultValue: token }],
      ['resolved', given, none],
      ['resolved', none, none],
      ['resolved', { defaultValue: `${base}main.json` }, none],
      ['resolved', { defaultValue: '[deployment().properties.templateLink.uri]' }, none],
    ] as const)('%s, %j, %j', (form, location, sasToken) => {
      const deployment = uploaded(forms[form]('nested/vm.json'), location, sasToken);
      expect(deployment.links.map(({ uri, reason }) => [uri, reason])).toEqual([
        ['file:///w/nested/vm.json', undefined],
      ]);
      expect(names(deployment)).toEqual(['l', 'default']);
    });

    test.each([
      [
        forms.concatenated('nested/no.json'),
        "there is no template 'nested/no.json' in the workspace",
      ],
      [forms.concatenated('../nested/vm.json/..'), /^there is no template/],
      ["[concat('https://else.where/', 'nested/vm.json')]", /outside the workspace/],
      ["[concat(parameters('_artifactsLocation'), parameters('unknown'))]", /./],
      ["[uri(parameters('_artifactsLocation'), '/nested/vm.json')]", /./],
    ])('but %s is not followed', (uri, reason) => {
      const { links } = uploaded(uri, none, none);
      expect(links).toMatchObject([{ uri: undefined, reason: expect.stringMatching(reason) }]);
    });

    test('which a linked template hands on', () => {
      const handOn = {
        parameters: {
          _artifactsLocation: { value: "[parameters('_artifactsLocation')]" },
          _artifactsLocationSasToken: { value: "[parameters('_artifactsLocationSasToken')]" },
        },
      };
      const declared = {
        _artifactsLocation: {
          type: 'string',
          defaultValue: '[deployment().properties.templateLink.uri]',
        },
        _artifactsLocationSasToken: { type: 'securestring' },
      };
      for (const form of Object.values(forms)) {
        const isUri = form === forms.resolved;
        // The address of the template itself is no folder to put a path behind.
        const location = isUri ? declared._artifactsLocation : { type: 'string' };
        const parameters = { ...declared, _artifactsLocation: location };
        const deployment = deploy({
          'main.json': { parameters, resources: [link({ uri: form('nested/one.json') }, handOn)] },
          'nested/one.json': { parameters, resources: [link({ uri: form('nested/vm.json') })] },
          'nested/vm.json': vm,
        });
        expect(names(deployment)).toEqual(['l', 'l', 'default']);
      }
    });
  });

  test('that link to each other in every way come to an end', () => {
    const files: Record<string, Json> = {};
    for (let level = 0; level < 30; level++) {
      const next = link({ relativePath: `${level + 1}.json` });
      files[level === 0 ? 'main.json' : `${level}.json`] = { resources: [next, next, next] };
    }
    expect(deploy(files).resources.length).toBeLessThanOrEqual(20_000);
  });
});

describe('wider scopes', () => {
  const schema = (kind: string): string =>
    `https://schema.management.azure.com/schemas/2019-08-01/${kind}.json#`;
  const policy = "resourceId('Microsoft.Authorization/policyDefinitions', 'p')";
  test.each<[string, string, unknown]>([
    [
      'subscriptionDeploymentTemplate',
      `[${policy}]`,
      '/subscriptions/sub/providers/Microsoft.Authorization/policyDefinitions/p',
    ],
    [
      'subscriptionDeploymentTemplate',
      "[resourceId('other', 'A.B/c', 'd')]",
      '/subscriptions/sub/resourceGroups/other/providers/A.B/c/d',
    ],
    [
      'managementGroupDeploymentTemplate',
      `[${policy}]`,
      '/providers/Microsoft.Authorization/policyDefinitions/p',
    ],
    [
      'tenantDeploymentTemplate',
      `[${policy}]`,
      '/providers/Microsoft.Authorization/policyDefinitions/p',
    ],
    ['subscriptionDeploymentTemplate', '[subscription().subscriptionId]', 'sub'],
    ['subscriptionDeploymentTemplate', '[deployment().location]', 'westus'],
    [
      'subscriptionDeploymentTemplate',
      '[resourceGroup().name]',
      'failure: resourceGroup() means nothing in a subscription deployment',
    ],
    [
      'tenantDeploymentTemplate',
      '[subscription().id]',
      'failure: subscription() means nothing in a tenant deployment',
    ],
    ['managementGroupDeploymentTemplate', '[managementGroup().name]', 'mg'],
    ['deploymentTemplate', '[resourceGroup().name]', 'rg'],
  ])('%s: %s', (kind, value, expected) => {
    const context = {
      subscriptionId: 'sub',
      resourceGroup: 'rg',
      managementGroup: 'mg',
      location: 'westus',
    };
    const main = {
      $schema: schema(kind),
      resources: [],
      outputs: { o: { type: 'string', value } },
    };
    expect(outputs(deploy({ 'main.json': main }, [], context))).toEqual({ o: expected });
  });

  test.each<[string, Readonly<Record<string, Json>>, string]>([
    ['a resource group', { resourceGroup: 'x' }, '/subscriptions/sub/resourceGroups/x'],
    [
      'a resource group of another subscription',
      { resourceGroup: 'x', subscriptionId: 'other' },
      '/subscriptions/other/resourceGroups/x',
    ],
    ['another subscription', { subscriptionId: 'other', location: 'l' }, '/subscriptions/other'],
    ['a management group', { scope: 'Microsoft.Management/managementGroups/m' }, ''],
    ['the tenant', { scope: '/' }, ''],
  ])('go down to %s', (_, target, prefix) => {
    const main = {
      $schema: schema('subscriptionDeploymentTemplate'),
      resources: [
        {
          type: NESTED,
          name: 'n',
          ...target,
          properties: {
            expressionEvaluationOptions: inner,
            template: { resources: [{ type: 'A.B/c', name: "[resourceId('A.B/c', 'd')]" }] },
          },
        },
      ],
    };
    const deployment = deploy({ 'main.json': main });
    expect(plain(deployment.resources[1]?.name)).toBe(`${prefix}/providers/A.B/c/d`);
  });
});

describe('what an expression sees where it is written', () => {
  const text = JSON.stringify({
    functions: [
      {
        namespace: 'my',
        members: {
          twice: {
            parameters: [{ name: 'of', type: 'string' }],
            output: { type: 'string', value: "[concat(parameters('of'), parameters('of'))]" },
          },
        },
      },
    ],
    variables: {
      copy: [{ name: 'v', count: 2, input: "[concat('v', copyIndex('v', 1))]" }],
      within: { copy: [{ name: 'w', count: 2, input: "[concat('w', copyIndex('w', 1))]" }] },
    },
    resources: [
      {
        type: VM,
        name: "[concat('r', copyIndex())]",
        copy: { name: 'r', count: 2 },
        properties: {
          copy: [
            { name: 'p', count: 2, input: "[concat(copyIndex('r'), '/', copyIndex('p', 1))]" },
          ],
        },
      },
    ],
    outputs: { o: { type: 'array', copy: { count: 2, input: "[concat('o', copyIndex())]" } } },
  });
  test.each<[string, string]>([
    [
      "[concat(parameters('of'), parameters('of'))]",
      "unknown: {parameters('of')}{parameters('of')}",
    ],
    ["[concat('v', copyIndex('v', 1))]", 'v1'],
    ["[concat('w', copyIndex('w', 1))]", 'w1'],
    ["[concat('r', copyIndex())]", 'r0'],
    ["[concat(copyIndex('r'), '/', copyIndex('p', 1))]", '0/1'],
    ["[concat('o', copyIndex())]", 'o0'],
  ])('%s', (expression, expected) => {
    const deployment = deploy({ 'main.json': text });
    const scope = deployment.scopeAt(text.indexOf(expression));
    const value = evaluateText(expression, scope, (span) => ({ uri: 'here:', span }));
    expect(plain(value)).toBe(expected);
  });
});

describe('parameters of a type that the template defines', () => {
  test('get its type, limits and choices, and may say more themselves', () => {
    const deployment = deploy({
      'main.json': {
        definitions: {
          size: { type: 'string', allowedValues: ['a', 'b'], metadata: { description: 'A size.' } },
          same: { $ref: '#/definitions/size', nullable: true },
          loop: { $ref: '#/definitions/loop' },
          'a/b': { type: 'int', minValue: 1, maxValue: 3 },
          hidden: { type: 'secureString', minLength: 8 },
        },
        parameters: {
          size: { $ref: '#/definitions/size' },
          same: { $ref: '#/definitions/same' },
          loop: { $ref: '#/definitions/loop' },
          few: { $ref: '#/definitions/a~1b', minValue: 2 },
          hidden: { $ref: '#/definitions/hidden' },
          none: { $ref: '#/definitions/none' },
        },
        resources: [],
        outputs: {
          size: { type: 'string', value: "[parameters('size')]" },
          same: { type: 'string', value: "[parameters('same')]" },
          loop: { type: 'string', value: "[parameters('loop')]" },
        },
      },
    });
    expect(outputs(deployment)).toEqual({
      size: { oneOf: ['a', 'b'] },
      same: null,
      loop: "unknown: {parameters('loop')}",
    });
    const [size, , , few, hidden, none] = declaredParameters(deployment.root);
    expect(size).toMatchObject({ type: 'string', nullable: false, description: 'A size.' });
    expect(few).toMatchObject({ type: 'int', limits: { minValue: 2, maxValue: 3 } });
    expect(hidden).toMatchObject({ secure: true, limits: { minLength: 8 } });
    expect(none?.type).toBeUndefined();
  });
});

describe('input that no one would deploy', () => {
  const chain = (length: number): Json =>
    Object.fromEntries(
      Array.from({ length }, (_, index) => [`v${index}`, `[variables('v${index + 1}')]`]),
    );
  test.each<[string, Json, RegExp]>([
    [
      'variables that need each other',
      { variables: { a: "[variables('b')]", b: "[variables('a')]" }, value: "[variables('a')]" },
      /refers to itself/,
    ],
    [
      'a long chain of variables',
      { variables: chain(5_000), value: "[variables('v0')]" },
      /depend/,
    ],
    [
      'a function that calls itself twice',
      {
        functions: [
          {
            namespace: 'f',
            members: {
              f: { parameters: [], output: { type: 'int', value: '[add(f.f(), f.f())]' } },
            },
          },
        ],
        value: '[f.f()]',
      },
      /calls itself|too large/,
    ],
    [
      'values that double',
      {
        variables: Object.fromEntries(
          Array.from({ length: 60 }, (_, index) => [
            `v${index}`,
            index === 59
              ? 'x'.repeat(1_000)
              : `[concat(variables('v${index + 1}'), variables('v${index + 1}'))]`,
          ]),
        ),
        value: "[variables('v0')]",
      },
      /too large/,
    ],
    [
      'a loop of a billion',
      {
        variables: { copy: [{ name: 'v', count: 1_000_000_000, input: 1 }] },
        value: "[variables('v')]",
      },
      /0 to 800/,
    ],
    [
      'loops in loops',
      {
        variables: {
          copy: [
            {
              name: 'a',
              count: 800,
              input: { copy: [{ name: 'b', count: 800, input: '[range(0, 10000)]' }] },
            },
          ],
        },
        value: "[length(variables('a'))]",
      },
      /too large/,
    ],
    ['a half-typed expression', { value: "[concat(parameters('" + "')]" }, /string|expected/],
    ['a long expression', { value: `[concat('${'x'.repeat(30_000)}')]` }, /longer than 24576/],
    ['an output of itself', { value: "[reference('main').outputs.o.value]" }, /deployment/],
  ])('%s', (_, input, message) => {
    const { value, ...rest } = input as { readonly value: Json } & Readonly<Record<string, Json>>;
    const deployment = deploy({
      'main.json': { ...rest, resources: [], outputs: { o: { type: 'string', value } } },
    });
    const result = deployment.outputs[0]?.value();
    const why = result?.kind === 'failure' ? result.message : '';
    expect(result?.kind === 'unknown' ? result.reason : why).toMatch(message);
  });

  test('resources whose members are of the wrong kind are passed over', () => {
    const wrong: readonly Json[] = [null, 1, 'x', [], {}, [1], { a: 1 }];
    for (const member of ['resources', 'variables', 'parameters', 'functions', 'outputs']) {
      for (const value of wrong) expect(deploy({ 'main.json': { [member]: value } })).toBeDefined();
    }
    for (const member of ['copy', 'condition', 'name', 'type', 'properties', 'resources']) {
      for (const value of wrong) {
        const resource = { type: NESTED, name: 'n', [member]: value };
        expect(deploy({ 'main.json': { resources: [resource] } })).toBeDefined();
      }
    }
  });
});

describe('the origin of a value', () => {
  const main = `{
    "parameters": {
      "size": { "type": "string", "defaultValue": "default-size" },
      "prefix": { "type": "string", "defaultValue": "vm" },
      "kind": { "type": "string", "allowedValues": ["x", "y"] },
      "config": { "type": "object", "defaultValue": { "size": "member-size" } }
    },
    "variables": {
      "size": "variable-size",
      "sizes": ["first-size", "second-size"],
      "copy": [{ "name": "looped", "count": 2, "input": "looped-size" }]
    },
    "functions": [
      { "namespace": "my", "members": {
        "size": { "parameters": [], "output": { "type": "string", "value": "function-size" } } } }
    ],
    "resources": [
      { "type": "t", "name": "n", "at": AT, "copy": { "name": "l", "count": 2 } },
      { "type": "Microsoft.Resources/deployments", "name": "d", "properties": {
        "expressionEvaluationOptions": { "scope": "inner" },
        "parameters": { "size": { "value": "[parameters('size')]" }, "own": { "value": "given" } },
        "template": {
          "parameters": { "size": { "type": "string" }, "own": { "type": "string" } },
          "resources": [
            { "type": "t", "name": "inner", "at": "[parameters('size')]",
              "own": "[parameters('own')]", "literal": "nested-size" }
          ] } } },
      { "type": "Microsoft.Resources/deployments", "name": "e", "properties": {
        "parameters": { "size": { "value": "[parameters('size')]" } },
        "templateLink": { "relativePath": "linked.json" } } }
    ]
  }`;
  const files = (expression: string) => ({
    'main.json': main.replace('AT', JSON.stringify(expression)),
    'linked.json': `{ "parameters": { "size": { "type": "string" } }, "resources": [
      { "type": "t", "name": "linked", "at": "[parameters('size')]", "own": "linked-size" } ] }`,
    'one.json': '{ "parameters": { "size": { "value": "first-file" } } }',
    'two.json': '{ "parameters": { "SIZE": { "value": "second-file" } } }',
  });
  test.each<[string, string]>([
    ['literal', 'main.json: "literal"'],
    ["[parameters('size')]", 'main.json: "default-size"'],
    ["[variables('size')]", 'main.json: "variable-size"'],
    ["[variables('sizes')[copyIndex()]]", 'main.json: "first-size"'],
    ["[variables('looped')[1]]", 'main.json: "looped-size"'],
    ["[parameters('config').size]", 'main.json: "member-size"'],
    ['[my.size()]', 'main.json: "function-size"'],
    ["[concat('a', 'b')]", "main.json: concat('a', 'b')"],
    ["[if(equals(copyIndex(), 0), 'yes', 'no')]", "main.json: 'yes'"],
    ["[first(variables('sizes'))]", 'main.json: "first-size"'],
    ["[parameters('missing')]", "main.json: parameters('missing')"],
    ["[toUpper(parameters('size'))]", 'main.json: "default-size"'],
    ["[createObject('s', variables('size')).s]", 'main.json: "variable-size"'],
  ])('%s', (expression, expected) => {
    const deployment = deploy(files(expression));
    expect(deployment.textAt(deployment.resources[0]?.get('at').origin)).toBe(expected);
  });

  test.each<[number, string, readonly string[], string]>([
    [1, 'at', [], 'main.json: "default-size"'],
    [0, 'at', ['one.json'], 'one.json: "first-file"'],
    [0, 'at', ['one.json', 'two.json'], 'two.json: "second-file"'],
    [3, 'at', ['one.json'], 'one.json: "first-file"'],
    [3, 'own', [], 'main.json: "given"'],
    [3, 'literal', [], 'main.json: "nested-size"'],
    [5, 'at', ['two.json'], 'two.json: "second-file"'],
    [5, 'own', [], 'linked.json: "linked-size"'],
  ])('resource %i, %s, with %j', (index, member, given, expected) => {
    const deployment = deploy(files("[parameters('size')]"), given);
    const resource = deployment.resources[index];
    expect(deployment.textAt(resource?.get(member).origin)).toBe(expected);
  });

  test('of each allowed value is where it is written', () => {
    const deployment = deploy(files("[concat(parameters('kind'), '-size')]"));
    const value = deployment.resources[0]?.get('at');
    expect(
      value?.kind === 'oneOf' && value.choices.map((one) => deployment.textAt(one.value.origin)),
    ).toEqual(['main.json: "x"', 'main.json: "y"']);
  });
});
