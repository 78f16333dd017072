import type { Moment, Orders, Timeline, Verdict } from '../scenario/timeline.ts';

/** A timeline, how its expectations came out, and the path of its file. */
export interface TimelineReport {
  readonly file: string;
  readonly timeline: Timeline;
  readonly verdicts: readonly Verdict[];
}

/** Returns the report of `simulate --format json`; lines are zero-based. */
export function timelineJson(reports: readonly TimelineReport[]): string {
  return `${JSON.stringify({ scenarios: reports.map(scenarioJson) }, undefined, 2)}\n`;
}

function scenarioJson({ file, timeline, verdicts }: TimelineReport) {
  const { scenario, device, release, moments, outcome } = timeline;
  return {
    file,
    name: scenario.name,
    device: {
      model: device?.id ?? scenario.device.model?.value ?? null,
      release: release ?? null,
      gpus: device?.gpuCount ?? null,
      gpuModel: device?.gpuModel ?? null,
    },
    outcome,
    steps: moments.map(stepJson),
    orders: ordersJson(gravestOrders(moments)),
    expectations: verdicts.map(({ line, expected, actual, passed }) => ({
      line,
      expected,
      actual,
      passed,
    })),
  };
}

function stepJson(moment: Moment) {
  const { index, step, outcome, reason, claims, orders } = moment;
  return {
    index,
    line: step.line,
    action: step.action,
    outcome,
    reason: reason ?? null,
    claims: {
      vms: Object.fromEntries(claims.vms),
      kubernetes: claims.kubernetes,
      free: claims.free,
    },
    // Which of several `anyOrder` steps the scenario's `orders` come from would else be lost.
    ...(orders ? { orders: ordersJson(orders) } : {}),
  };
}

/** Of several `anyOrder` steps the first that can fail speaks for the scenario. */
function gravestOrders(moments: readonly Moment[]): Orders | undefined {
  const all = moments.flatMap(({ orders }) => (orders ? [orders] : []));
  return all.find((orders) => !orders.all) ?? all[0];
}

function ordersJson(orders: Orders | undefined) {
  if (!orders) return null;
  return {
    all: orders.all,
    counterexample: orders.counterexample ?? null,
    safe: orders.safe ?? null,
  };
}
