import { t } from '../base/l10n.ts';
import { assertNever } from '../base/assert-never.ts';
import type { DeployedTemplate, NotDeployable } from './deployed-template.ts';
import type { DeployStep, ScenarioStep } from './scenario.ts';
import { listed } from './words.ts';

/** At most so many VMs of a deployment are named. */
const MOST_NAMED = 4;

/** Returns a step in few words, for people: `deploy CreateVM.json (vm1)`. */
export function stepTitle(
  step: ScenarioStep,
  deployed: (step: DeployStep) => DeployedTemplate | NotDeployable,
): string {
  switch (step.action) {
    case 'deploy': {
      const name = step.template?.value.split(/[\\/]/).at(-1) ?? '?';
      return `deploy ${name}${deployedNames(deployed(step))}`;
    }
    case 'createVm':
      return `createVm ${step.name?.value ?? '?'} (${step.size?.value ?? '?'})`;
    case 'resize':
      return `resize ${step.vm?.value ?? '?'} (${step.size?.value ?? '?'})`;
    case 'stop':
      return `stop ${step.vm?.value ?? '?'}${step.stayProvisioned ? t(' (stays provisioned)') : ''}`;
    case 'start':
    case 'delete':
    case 'installGpuExtension':
      return `${step.action} ${step.vm?.value ?? '?'}`;
    case 'update':
      return t('update to {0}', step.to?.value ?? '?');
    case 'anyOrder':
      return t('anyOrder of {0} steps', step.steps.length);
    case 'configureKubernetes':
    case 'removeKubernetes':
    case 'reboot':
      return step.action;
    case 'unknown':
      return step.name;
    default:
      return assertNever(step);
  }
}

function deployedNames(template: DeployedTemplate | NotDeployable): string {
  if ('problem' in template) return '';
  if (template.vms.length > 0) return ` (${names(template.vms)})`;
  const { driverExtensions } = template;
  return driverExtensions.length > 0
    ? t(' (driver extension on {0})', names(driverExtensions))
    : '';
}

function names(items: readonly { readonly name: string }[]): string {
  return listed(
    items.map(({ name }) => name),
    MOST_NAMED,
  );
}
