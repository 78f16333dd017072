import { expect, test } from 'vitest';
import { at } from '../../server/src/syntax/node.ts';
import { evaluateIn } from '../../server/src/template/template-scope.ts';
import { ROOT, workspaceOf } from '../kit.ts';

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** The unknown value of an expression, beside secrets that are known in part. */
function valueOf(expression: string) {
  const text = JSON.stringify({
    $schema: schema,
    parameters: {
      open: { type: 'string' },
      half: { type: 'securestring', defaultValue: "[concat('hunter2', parameters('open'))]" },
      whole: { type: 'securestring', defaultValue: 'hunter2' },
      none: { type: 'securestring' },
      empty: { type: 'securestring', defaultValue: '' },
      object: {
        type: 'secureObject',
        defaultValue: { key: "[concat('hunter2', parameters('open'))]" },
      },
    },
    variables: { adminPassword: "[concat('hunter2', parameters('open'))]" },
    resources: [],
    outputs: { o: { type: 'string', value: expression } },
  });
  const { analysis } = workspaceOf(new Map([['vm.json', text]]));
  const uri = `${ROOT}vm.json`;
  const deployment = analysis.deploymentInUse(uri);
  const node = at(deployment?.root, 'outputs', 'o', 'value');
  if (!deployment || !node) throw new Error('there is no output');
  return evaluateIn({ uri, text }, node, deployment.scope);
}

test.each([
  "[parameters('half')]",
  "[toUpper(parameters('half'))]",
  "[concat(parameters('open'), parameters('whole'))]",
  "[concat(parameters('none'), parameters('whole'))]",
  "[format('{0}/{1}', parameters('whole'), parameters('none'))]",
  "[uri('https://contoso.com/', concat(parameters('whole'), parameters('open')))]",
  "[parameters('object').key]",
  "[concat('a', parameters('object').key)]",
  "[variables('adminPassword')]",
  "[concat('a', variables('adminPassword'))]",
])('what is known of a secret is in no shape: %s', (expression) => {
  const value = valueOf(expression);
  expect(value).toMatchObject({ kind: 'unknown', secret: true });
  expect(JSON.stringify(value)).not.toMatch(/hunter2/i);
});

test.each([
  ["[concat('a/', parameters('none'))]", "a/{parameters('none')}"],
  ["[concat(parameters('open'), '/a', parameters('empty'))]", "{parameters('open')}/a"],
  [
    "[uri('https://contoso.com/x/', concat('a', parameters('none')))]",
    "https://contoso.com/x/a{parameters('none')}",
  ],
])('what is known beside a secret is: %s', (expression, shape) => {
  expect(valueOf(expression)).toMatchObject({ kind: 'unknown', secret: true, shape });
});
