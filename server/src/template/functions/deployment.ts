import { t, translatable } from '../../base/l10n.ts';
import type { Value } from '../value.ts';
import type { ArmFunction } from './arm-function.ts';
import { eager, online, string } from './define.ts';
import { documentedMembers } from './documented-members.ts';
import { fromContext } from './from-context.ts';
import { failure, record, shaped, unknown } from './make.ts';
import { OWN_URI } from './own-uri.ts';

const UNKNOWN_PROPERTIES = 'the properties of the deployment are not known offline';

/** Where the template lies is not known, but what is written relative to it can be followed. */
const PROPERTIES: Value = {
  ...record(
    new Map<string, Value>([
      [
        'templateLink',
        {
          ...record(new Map([['uri', shaped(UNKNOWN_PROPERTIES, OWN_URI)]])),
          others: UNKNOWN_PROPERTIES,
        },
      ],
    ]),
  ),
  others: UNKNOWN_PROPERTIES,
};

/** The functions for the deployment and what the template declares. */
export const deploymentFunctions: readonly ArmFunction[] = [
  eager({
    name: 'deployer',
    category: 'deployment',
    returns: 'object',
    documentation: 'Who deploys: objectId, tenantId and userPrincipalName.',
    members: documentedMembers.deployer,
    takes: [],
    call: (_, { context }) => ({
      ...record(
        new Map<string, Value>([
          ['objectId', unknown(t('who deploys is not known offline'))],
          ['tenantId', fromContext(context.tenantId, 'tenantId', t('tenant'))],
          ['userPrincipalName', unknown(t('who deploys is not known offline'))],
        ]),
      ),
      others: t('not all of deployer() is known offline'),
    }),
  }),
  eager({
    name: 'deployment',
    category: 'deployment',
    returns: 'object',
    documentation: 'The deployment itself: its name, location and properties.',
    members: documentedMembers.deployment,
    takes: [],
    call: (_, { context }) => ({
      ...record(
        new Map<string, Value>([
          [
            'name',
            fromContext(context.deploymentName, 'deploymentName', t('name of the deployment')),
          ],
          ['location', fromContext(context.location, 'location', t('location of the deployment'))],
          ['properties', PROPERTIES],
        ]),
      ),
      others: t('not all of deployment() is known offline'),
    }),
  }),
  online({
    name: 'environment',
    category: 'deployment',
    returns: 'object',
    documentation:
      'The endpoints of the cloud that is deployed to; on a device, those of the device.',
    members: documentedMembers.environment,
    takes: [],
    unknownBecause: translatable('environment depends on where the template is deployed'),
  }),
  online({
    name: 'externalInputs',
    category: 'deployment',
    returns: 'any',
    documentation: 'A value that is given from outside while a parameter file is read.',
    takes: [string('name', 'The name of the input.')],
    unknownBecause: translatable('externalInputs are given from outside'),
  }),
  eager({
    name: 'fail',
    category: 'deployment',
    returns: 'never',
    documentation: 'Stops the deployment with a message.',
    takes: [string('message', 'What to say.')],
    call: ([message]) => failure(message),
  }),
  eager({
    name: 'parameters',
    category: 'deployment',
    returns: 'any',
    documentation: 'The value of a parameter.',
    takes: [string('parameterName', 'The name of a parameter of this template.')],
    call: ([name], scope) =>
      scope.parameter(name) ?? failure(t("the template has no parameter '{0}'", name)),
  }),
  eager({
    name: 'variables',
    category: 'deployment',
    returns: 'any',
    documentation: 'The value of a variable.',
    takes: [string('variableName', 'The name of a variable of this template.')],
    call: ([name], scope) =>
      scope.variable(name) ?? failure(t("the template has no variable '{0}'", name)),
  }),
];
