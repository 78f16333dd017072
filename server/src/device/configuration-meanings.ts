import type { configurationKeys, kubernetesStates } from './configuration.ts';
import { type RuleLevel } from './configuration.ts';
import type { Platform } from './evidence.ts';

type Keys = typeof configurationKeys;

/**
 * What each key of a configuration is for, in one sentence: for hovers, completion and the schema.
 */
export const keyMeanings: {
  readonly [Part in keyof Keys]: Readonly<Record<Keys[Part][number], string>>;
} = {
  root: {
    device: 'The device that the templates are meant for.',
    images: 'What is inside images, by image name or by a pattern with *.',
    parameterFiles:
      'Parameter files by template; paths are relative to this file, * matches within a name, ** across folders.',
    templates:
      'What templates are treated as, where their signs mislead; paths are relative to this file, * matches within a name, ** across folders.',
    rules: 'Severity of each rule, by its id; off switches it off.',
  },
  device: {
    model: 'Model of the device.',
    release:
      'Software release of the device: two digits of the year and two of the month, best in quotes: "2106".',
    kubernetes: 'Whether Kubernetes is configured on the device before templates are deployed.',
  },
  image: {
    os: 'Operating system inside the image, such as ubuntu-18.04 or windows-server-2019-core.',
    generation: 'Generation of the image: 1 or 2.',
  },
};

/** What each state of Kubernetes on a device means. */
export const kubernetesMeanings: Readonly<Record<(typeof kubernetesStates)[number], string>> = {
  none: 'The device has no Kubernetes.',
  configured: 'Kubernetes is configured on the device and claims every free GPU.',
};

/** What each way to treat a template means. */
export const platformMeanings: Readonly<Record<Platform, string>> = {
  device: 'The template is for the device, whatever its signs say.',
  cloud: 'The template is for the public cloud: nothing is said about the device.',
};

/** What each level of a rule means. */
export const levelMeanings: Readonly<Record<RuleLevel, string>> = {
  error: 'Findings are errors; a possible one is a warning.',
  warning: 'Findings are warnings; a possible one is an information.',
  information: 'Findings are informations; a possible one is a hint.',
  hint: 'Findings are hints.',
  off: 'Nothing is found.',
};
