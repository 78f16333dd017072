import { isReleaseId } from '../facts/index.ts';
import { assertNever } from '../base/assert-never.ts';
import type { ArrayNode, Node, ObjectNode, Property } from '../syntax/node.ts';
import { readDeploy } from './parse-deploy.ts';
import { readExpectation } from './parse-expectation.ts';
import { RELEASE_EXPECTED } from './parse-scenario.ts';
import {
  complain,
  complainOfName,
  lineOf,
  mappingOf,
  membersOf,
  placeOf,
  positiveIn,
  textIn,
  textOrNumberIn,
  type Reader,
} from './reader.ts';
import type { Action, ScenarioStep, Text } from './scenario.ts';

/** The steps of the language, in documentation order. */
export const ACTIONS = [
  'deploy',
  'createVm',
  'configureKubernetes',
  'installGpuExtension',
  'stop',
  'start',
  'resize',
  'delete',
  'removeKubernetes',
  'update',
  'reboot',
  'anyOrder',
] as const satisfies readonly Action[];

type KnownAction = (typeof ACTIONS)[number];

/** What may stand beside an action. */
const BESIDE = ['expect'];
const BESIDE_DEPLOY = ['parameters', 'with', 'expect'];
