import type { Analysis } from '../../analysis.ts';
import { nameOf, relativePath } from '../../base/uri.ts';
import type { Deployment } from '../../template/deployment.ts';
import { claimOf, gpusText } from '../resource-claims.ts';
import type { Lens } from './lens.ts';

/** Returns what a template claims of its device, and the parameter file that this holds with. */
export function templateLenses(analysis: Analysis, uri: string): readonly Lens[] {
  const deployment = analysis.deploymentInUse(uri);
  if (!deployment) return [];
  const { start } = deployment.root;
  const span = { start, end: start };
  const isForDevice = analysis.treatmentOf(uri).as === 'device';
  const claims = isForDevice ? claimsTitle(analysis, uri, deployment) : undefined;
  const file = deployment.parameterFiles.at(-1);
  const lenses: Lens[] = [];
  if (claims !== undefined) {
    lenses.push({ span, title: claims, command: 'edgeGpu.simulate' });
    lenses.push({ span, title: 'Simulate GPU claims', command: 'edgeGpu.simulate' });
  }
  if (file !== undefined && (isForDevice || analysis.settings().templateLanguage === 'on')) {
    const title = `parameters: ${relativePath(uri, file) || nameOf(file)}`;
    lenses.push({ span, title, command: 'edgeGpu.chooseParameterFile' });
  }
  return lenses;
}

function claimsTitle(analysis: Analysis, uri: string, deployment: Deployment): string | undefined {
  const machines = analysis.machinesOf(deployment);
  if (machines.length === 0) return undefined;
  const { gpus, isCertain } = claimOf(machines);
  const { device } = analysis.deviceOf(uri);
  const known = isCertain ? '' : ', as far as known';
  return device
    ? `claims ${gpus} of ${gpusText(device.gpuCount)} of ${device.name}${known}`
    : `claims ${gpusText(gpus)}${known}`;
}
