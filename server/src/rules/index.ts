import type { Rule } from './judging/rule.ts';
import aksDeprecated from './aks-deprecated.ts';
import clusterNoUpdates from './cluster-no-updates.ts';
import configurationSyntax from './configuration-syntax.ts';
import doesNotFit from './does-not-fit.ts';
import evaluationError from './evaluation-error.ts';
import expectationFailed from './expectation-failed.ts';
import expressionSyntax from './expression-syntax.ts';
import extensionDependsOn from './extension-depends-on.ts';
import extensionOnNonGpuVm from './extension-on-non-gpu-vm.ts';
import extensionOsMismatch from './extension-os-mismatch.ts';
import extensionSettings from './extension-settings.ts';
import extensionVersion from './extension-version.ts';
import generation2Image from './generation-2-image.ts';
import gpuModelMismatch from './gpu-model-mismatch.ts';
import gpuOversubscription from './gpu-oversubscription.ts';
import kubernetesNeedsRelease from './kubernetes-needs-release.ts';
import kubernetesTakesGpus from './kubernetes-takes-gpus.ts';
import kubernetesWithoutGpu from './kubernetes-without-gpu.ts';
import missingGpuExtension from './missing-gpu-extension.ts';
import mpsLostOnUpdate from './mps-lost-on-update.ts';
import osUnknown from './os-unknown.ts';
import rhelPrerequisites from './rhel-prerequisites.ts';
import parameterMissing from './parameter-missing.ts';
import parameterNotAllowed from './parameter-not-allowed.ts';
import parameterType from './parameter-type.ts';
import parameterUnknown from './parameter-unknown.ts';
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
import unsupportedOs from './unsupported-os.ts';
import unsupportedResource from './unsupported-resource.ts';
import unusedSuppression from './unused-suppression.ts';
import windows2016Tls from './windows-2016-tls.ts';
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
  generation2Image,
  missingGpuExtension,
  extensionOsMismatch,
  extensionVersion,
  extensionSettings,
  extensionOnNonGpuVm,
  extensionDependsOn,
  unknownVmSize,
  aksDeprecated,
  kubernetesNeedsRelease,
  clusterNoUpdates,
  mpsLostOnUpdate,
  gpuModelMismatch,
  doesNotFit,
  unsupportedResource,
  windows2016Tls,
  rhelPrerequisites,
  templateSyntax,
  expressionSyntax,
  unknownFunction,
  wrongArgumentCount,
  undefinedParameter,
  undefinedVariable,
  evaluationError,
  parameterMissing,
  parameterUnknown,
  parameterType,
  parameterNotAllowed,
  scenarioSyntax,
  scenarioReference,
  stepNotPossible,
  unknownRelease,
  expectationFailed,
  configurationSyntax,
  unusedSuppression,
];
