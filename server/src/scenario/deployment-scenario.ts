import { t } from '../base/l10n.ts';
import type { Location } from '../base/span.ts';
import { nameOf, relativePath } from '../base/uri.ts';
import type { Deployment } from '../template/deployment.ts';
import type { Scenario, ScenarioStep, Text } from './scenario.ts';

/** What a template alone does not say of the device that it is deployed to. */
export interface Surroundings {
  /** Id of a device. */
  readonly device: string;
  readonly release?: string;
  /** Whether Kubernetes is configured, before or after the template is deployed. */
  readonly kubernetes: 'none' | 'before' | 'after';
}

/**
 * Returns the scenario in which a template is deployed with its parameter files. Every place in it
 * is the template's own: there is no other file to show.
 */
export function deploymentScenario(deployment: Deployment, around: Surroundings): Scenario {
  const { uri, root, parameterFiles } = deployment;
  const span = { start: root.start, end: root.end };
  const at: Location = { uri, span: { start: root.start, end: root.start } };
  const text = (value: string): Text => ({ value, at });
  const place = { at, line: 0, expect: undefined };
  const kubernetes: ScenarioStep = {
    ...place,
    action: 'configureKubernetes',
    cores: undefined,
    memoryGiB: undefined,
  };
  const deploy: ScenarioStep = {
    ...place,
    action: 'deploy',
    template: text(relativePath(uri, uri)),
    parameterFiles: parameterFiles.map((file) => text(relativePath(uri, file))),
    inline: new Map(),
  };
  return {
    uri,
    span,
    name: [nameOf(uri), ...parameterFiles.map(nameOf)].join(t(' with ')),
    device: {
      at,
      model: text(around.device),
      release: around.release === undefined ? undefined : text(around.release),
    },
    images: [],
    steps: {
      none: [deploy],
      before: [kubernetes, deploy],
      after: [deploy, kubernetes],
    }[around.kubernetes],
  };
}
