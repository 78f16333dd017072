/** A key of an object of a template. */
export interface KnownKey {
  readonly name: string;
  readonly documentation: string;
  readonly detail?: string;
  /** The value as a snippet of JSON. */
  readonly value: string;
}

const key = (name: string, value: string, documentation: string): KnownKey => ({
  name,
  value,
  documentation,
});

const text = '"$1"';
const object = '{\n\t$1\n}';
const array = '[\n\t$1\n]';

/** Keys of objects by what the object is: the sections of Microsoft's template reference. */
export const knownKeys = {
  parameterFile: [
    key('$schema', text, 'Where the schema of the parameter file is'),
    key('contentVersion', '"${1:1.0.0.0}"', 'The version of this file, any four numbers'),
    key('parameters', object, 'Values for the parameters of the template'),
  ],
  givenParameter: [
    key('value', '$1', 'The value'),
    key(
      'reference',
      '{\n\t"keyVault": { "id": "$1" },\n\t"secretName": "$2"\n}',
      'Where in a key vault the value is',
    ),
  ],
  template: [
    key('$schema', text, 'Where the schema of the template is; decides the scope of deployment'),
    key('contentVersion', '"${1:1.0.0.0}"', 'The version of this template, any four numbers'),
    key('languageVersion', '"${1:2.0}"', 'The version of the template language'),
    key('apiProfile', '"${1:2018-03-01-hybrid}"', 'API versions of all resource types at once'),
    key('parameters', object, 'Values that are given when the template is deployed'),
    key('variables', object, 'Values used more than once'),
    key('functions', array, 'Functions of this template'),
    key('resources', array, 'What is deployed'),
    key('outputs', object, 'Values that the deployment gives back'),
  ],
  parameter: [
    key('type', '"${1|string,securestring,int,bool,object,secureObject,array|}"', 'The type'),
    key('defaultValue', '$1', 'The value when none is given'),
    key('allowedValues', array, 'The only values that are accepted'),
    key('minValue', '$1', 'The least int'),
    key('maxValue', '$1', 'The greatest int'),
    key('minLength', '$1', 'The least length of a string or an array'),
    key('maxLength', '$1', 'The greatest length of a string or an array'),
    key('nullable', '${1|true,false|}', 'Whether the value may be null or left out'),
    key('metadata', '{\n\t"description": "$1"\n}', 'What people are told'),
  ],
  output: [
    key('type', '"${1|string,securestring,int,bool,object,secureObject,array|}"', 'The type'),
    key('value', text, 'The value'),
    key('condition', text, 'Whether there is an output'),
    key('copy', '{\n\t"count": $1,\n\t"input": $2\n}', 'Makes an array of values'),
    key('metadata', '{\n\t"description": "$1"\n}', 'What people are told'),
  ],
  resource: [
    key('type', text, 'The type: its provider, and what of it'),
    key('apiVersion', text, 'The version of the REST API'),
    key('name', text, 'The name, those of its parents before it'),
    key('location', '"${1:[resourceGroup().location]}"', 'Where it is deployed to'),
    key('condition', text, 'Whether it is deployed'),
    key('copy', '{\n\t"name": "$1",\n\t"count": $2\n}', 'Deploys it several times'),
    key('dependsOn', array, 'What must be deployed before it'),
    key('properties', object, 'What it is like'),
    key('resources', array, 'Its children'),
    key('tags', object, 'Names and values to find it by'),
    key('sku', object, 'Which size or tier of it'),
    key('kind', text, 'Which kind of it'),
    key('plan', object, 'The Marketplace plan'),
    key('identity', object, 'Its managed identity'),
    key('scope', text, 'The resource that an extension resource applies to'),
    key('zones', array, 'Availability zones'),
    key('comments', text, 'A note for people'),
  ],
  copy: [
    key('name', text, 'The name of the loop'),
    key('count', '$1', 'How many turns it takes, 0 to 800'),
    key('mode', '"${1|parallel,serial|}"', 'Whether resources are deployed one after the other'),
    key('batchSize', '$1', 'How many resources are deployed at a time in serial mode'),
    key('input', '$1', 'The value of one turn, in loops of properties, variables and outputs'),
  ],
  virtualMachine: [
    key('hardwareProfile', '{\n\t"vmSize": "$1"\n}', 'The size of the VM'),
    key('osProfile', object, 'Computer name and sign-in'),
    key('storageProfile', '{\n\t"imageReference": {\n\t\t$1\n\t}\n}', 'Image and disks'),
    key('networkProfile', '{\n\t"networkInterfaces": [\n\t\t$1\n\t]\n}', 'Network interfaces'),
  ],
  extension: [
    key('publisher', text, 'Who publishes the extension'),
    key('type', text, 'Which extension'),
    key('typeHandlerVersion', text, 'The version of the extension'),
    key('autoUpgradeMinorVersion', '${1|true,false|}', 'Whether newer minor versions are taken'),
    key('settings', object, 'Public settings'),
    key('protectedSettings', object, 'Settings that are sent encrypted'),
  ],
  deployment: [
    key(
      'mode',
      '"${1|Incremental,Complete|}"',
      'Whether resources not in the template are deleted',
    ),
    key(
      'expressionEvaluationOptions',
      '{\n\t"scope": "${1|inner,outer|}"\n}',
      'What expressions see',
    ),
    key('parameters', object, 'Values for the parameters of the nested template'),
    key('template', object, 'The nested template'),
    key('templateLink', '{\n\t"relativePath": "$1"\n}', 'The linked template'),
  ],
} as const satisfies Readonly<Record<string, readonly KnownKey[]>>;

export type ObjectRole = keyof typeof knownKeys;
