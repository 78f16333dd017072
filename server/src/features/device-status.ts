import type { Analysis } from '../analysis.ts';
import { nameOf } from '../base/uri.ts';
import type { DeviceContext } from '../device/context.ts';
import type { DeviceStatus, DeviceStatusParams, DeviceStatusResult } from '../lsp/protocol.ts';
import { claimsText } from '../report/claims-text.ts';
import { deviceText, knownDeviceText } from '../report/device-text.ts';
import { timelineRemark } from '../report/timeline-remark.ts';
import type { Timeline } from '../scenario/timeline.ts';
import type { Deployment } from '../template/deployment.ts';
import { claimOf, gpusText } from './resource-claims.ts';
import { offsetIn } from './ranges.ts';
import { documentAt } from './scenario-place.ts';

/**
 * Returns which device a file is meant for and who claims its GPUs: the VMs of a template, or
 * those that are left at the end of a scenario. The URI is normalized.
 */
export function deviceStatus(
  analysis: Analysis,
  { uri, position }: DeviceStatusParams,
): DeviceStatusResult {
  switch (analysis.kindOf(uri)) {
    case 'template':
      return ofTemplate(analysis, uri, analysis.deploymentInUse(uri));
    case 'parameters': {
      const [template] = analysis.templatesOf(uri);
      if (template === undefined) return ofDevice(analysis.deviceOf(uri));
      const deployment = analysis
        .deploymentsOf(template)
        .find(({ parameterFiles }) => parameterFiles.includes(uri));
      return ofTemplate(analysis, template, deployment);
    }
    case 'scenario': {
      const offset = position && offsetIn(analysis.read, uri, position);
      const asked = offset === undefined ? undefined : documentAt(analysis, uri, offset);
      const timeline = asked?.timeline ?? analysis.timelinesOf(uri)[0];
      return timeline ? ofTimeline(timeline) : null;
    }
    case 'config':
      return ofDevice(analysis.deviceOf(uri));
    case undefined:
      return null;
  }
}

function ofDevice(context: DeviceContext): DeviceStatus {
  return { text: shortText(context), details: longTexts(context), standing: 'fits' };
}

/** Nothing is said of claims unless a template counts as one for the device. */
function ofTemplate(
  analysis: Analysis,
  uri: string,
  deployment: Deployment | undefined,
): DeviceStatusResult {
  const { as } = analysis.treatmentOf(uri);
  if (as === 'cloud') return null;
  const context = analysis.deviceOf(uri);
  const machines = deployment && as === 'device' ? analysis.machinesOf(deployment) : [];
  if (!deployment || machines.length === 0) return ofDevice(context);
  const { gpus, isCertain } = claimOf(machines);
  const { device, kubernetes } = context;
  const isWanting = device !== undefined && gpus > device.gpuCount;
  const isTaken = kubernetes === 'configured' && gpus > 0;
  const claimed = device ? `${gpus} of ${gpusText(device.gpuCount)}` : gpusText(gpus);
  const free = device ? `, ${Math.max(0, device.gpuCount - gpus)} free` : '';
  const known = isCertain ? '' : ', as far as known';
  const file = deployment.parameterFiles.at(-1);
  return {
    text: `${shortText(context)}: ${claimed} claimed`,
    details: [
      ...longTexts(context),
      isTaken
        ? `VMs claim ${gpusText(gpus)}${known}, but Kubernetes takes every free GPU before them`
        : `VMs claim ${claimed}${free}${known}`,
      ...(file === undefined ? [] : [`with ${nameOf(file)}`]),
    ],
    standing: isWanting || isTaken ? 'fails' : 'fits',
  };
}

function ofTimeline(timeline: Timeline): DeviceStatus {
  const { device, release, scenario, moments, outcome } = timeline;
  const claims = moments.at(-1)?.claims;
  const name = device?.id ?? scenario.device.model?.value ?? 'no device';
  const short = [name, ...(release === undefined ? [] : [release])].join(' ');
  const remark = timelineRemark(timeline);
  const count = device?.gpuCount ?? 0;
  return {
    text:
      device && claims ? `${short}: ${count - claims.free} of ${gpusText(count)} claimed` : short,
    details: [
      deviceText(timeline, '×'),
      ...(device && claims ? [`at the end of '${scenario.name}': ${claimsText(claims)}`] : []),
      ...(remark === undefined ? [] : [remark]),
    ],
    standing: outcome === 'fails' ? 'fails' : 'fits',
  };
}

function shortText({ device, release, kubernetes }: DeviceContext): string {
  const name = [device?.id ?? 'no device', ...(release === undefined ? [] : [release])].join(' ');
  return kubernetes === 'configured' ? `${name}, Kubernetes` : name;
}

function longTexts({ device, release, kubernetes }: DeviceContext): readonly string[] {
  return [
    device ? knownDeviceText(device, release, '×') : 'no device named',
    ...(kubernetes === 'configured' ? ['Kubernetes is configured before templates'] : []),
    ...(kubernetes === 'none' ? ['no Kubernetes'] : []),
  ];
}
