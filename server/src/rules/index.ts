import type { Rule } from './rule.ts';
import aksDeprecated from './aks-deprecated.ts';
import clusterNoUpdates from './cluster-no-updates.ts';
import configurationSyntax from './configuration-syntax.ts';
import expectationFailed from './expectation-failed.ts';
import expressionSyntax from './expression-syntax.ts';
import extensionOsMismatch from './extension-os-mismatch.ts';
import extensionVersion from './extension-version.ts';
import gpuOversubscription from './gpu-oversubscription.ts';
import kubernetesNeedsRelease from './kubernetes-needs-release.ts';
import kubernetesTakesGpus from './kubernetes-takes-gpus.ts';
import kubernetesWithoutGpu from './kubernetes-without-gpu.ts';
import missingGpuExtension from './missing-gpu-extension.ts';
import mpsLostOnUpdate from './mps-lost-on-update.ts';
import osUnknown from './os-unknown.ts';
import scenarioReference from './scenario-reference.ts';
import scenarioSyntax from './scenario-syntax.ts';
import stepNotPossible from './step-not-possible.ts';
import stoppedVmMayLoseGpu from './stopped-vm-may-lose-gpu.ts';
import templateSyntax from './template-syntax.ts';
import undefinedParameter from './undefined-parameter.ts';
import undefinedVariable from './undefined-variable.ts';
import unknownFunction from './unknown-function.ts';
import unknownRelease from './unknown-release.ts';
import unknownVmSize from './unknown-vm-size.ts';
import unsafeOrder from './unsafe-order.ts';
import unusedSuppression from './unused-suppression.ts';
import unsupportedOs from './unsupported-os.ts';
import wrongArgumentCount from './wrong-argument-count.ts';

/** Every rule, in the order of the documentation. */
export const rules: readonly Rule[] = [
  gpuOversubscription,
  kubernetesTakesGpus,
  kubernetesWithoutGpu,
  stoppedVmMayLoseGpu,
  unsafeOrder,
  unsupportedOs,
  osUnknown,
  missingGpuExtension,
  extensionOsMismatch,
  extensionVersion,
  unknownVmSize,
  aksDeprecated,
  kubernetesNeedsRelease,
  clusterNoUpdates,
  mpsLostOnUpdate,
  templateSyntax,
  expressionSyntax,
  unknownFunction,
  wrongArgumentCount,
  undefinedParameter,
  undefinedVariable,
  scenarioSyntax,
  scenarioReference,
  stepNotPossible,
  unknownRelease,
  expectationFailed,
  configurationSyntax,
  unusedSuppression,
];
