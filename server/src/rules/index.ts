import type { Rule } from './rule.ts';
import configurationSyntax from './configuration-syntax.ts';
import expectationFailed from './expectation-failed.ts';
import expressionSyntax from './expression-syntax.ts';
import extensionOsMismatch from './extension-os-mismatch.ts';
import extensionVersion from './extension-version.ts';
import gpuOversubscription from './gpu-oversubscription.ts';
import kubernetesTakesGpus from './kubernetes-takes-gpus.ts';
import missingGpuExtension from './missing-gpu-extension.ts';
import osUnknown from './os-unknown.ts';
import scenarioReference from './scenario-reference.ts';
import scenarioSyntax from './scenario-syntax.ts';
import templateSyntax from './template-syntax.ts';
import undefinedParameter from './undefined-parameter.ts';
import undefinedVariable from './undefined-variable.ts';
import unknownFunction from './unknown-function.ts';
import unknownVmSize from './unknown-vm-size.ts';
import unusedSuppression from './unused-suppression.ts';
import unsupportedOs from './unsupported-os.ts';
import wrongArgumentCount from './wrong-argument-count.ts';

/** Every rule, in the order of the documentation. */
export const rules: readonly Rule[] = [
  gpuOversubscription,
  kubernetesTakesGpus,
  unsupportedOs,
  osUnknown,
  missingGpuExtension,
  extensionOsMismatch,
  extensionVersion,
  unknownVmSize,
  templateSyntax,
  expressionSyntax,
  unknownFunction,
  wrongArgumentCount,
  undefinedParameter,
  undefinedVariable,
  scenarioSyntax,
  scenarioReference,
  expectationFailed,
  configurationSyntax,
  unusedSuppression,
];
