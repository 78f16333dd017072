import { t } from '../../base/l10n.ts';
import type { TextEdit } from '../../base/edit.ts';
import { reordered, withSteps } from '../../scenario/reorder.ts';
import { safeOrder } from '../../scenario/safe-order.ts';
import type { Timeline } from '../../scenario/timeline.ts';
import { withOrder } from '../../scenario/variants.ts';
import { at } from '../../syntax/node.ts';
import { reorderYamlItems, unfoldYamlItem } from '../../syntax/write.ts';
import type { Fix } from '../judging/rule.ts';
import { writtenSteps } from '../reading/scenario-steps.ts';
import type { ScenarioSubject } from '../judging/subject.ts';

/**
 * Returns the fix that puts the steps of a scenario into an order in which all of them succeed, and
 * in which what was found is gone. None when there is no such order, or when it cannot be written.
 */
export function safeOrderFix(
  subject: ScenarioSubject,
  isGone: (timeline: Timeline) => boolean,
): readonly Fix[] {
  const { timeline, document } = subject;
  const steps = writtenSteps(subject);
  // Where a step could not be read, places in the list and in the timeline differ.
  if (!steps || steps.array.items.length !== timeline.moments.length) return [];
  if (hasAliases(document.text)) return [];
  const safe = safelyOrdered(timeline);
  if (!safe || !isGone(safe.timeline)) return [];
  const { order } = safe;
  return fix(
    t('put the steps into a safe order'),
    subject,
    reorderYamlItems(document.text, steps.array, order),
  );
}

/** A longer scenario has too many orders to look for a safe one at each keystroke. */
const MOST_STEPS = 100;

interface SafelyOrdered {
  readonly order: readonly number[];
  readonly timeline: Timeline;
}

/** Every finding of a scenario asks for the same. */
const known = new WeakMap<Timeline, SafelyOrdered | 'none'>();

function safelyOrdered(timeline: Timeline): SafelyOrdered | undefined {
  const before = known.get(timeline);
  if (before) return before === 'none' ? undefined : before;
  const order = timeline.moments.length > MOST_STEPS ? undefined : safeOrder(timeline);
  const isOther = order?.some((place, index) => place !== index);
  const found = order && isOther ? { order, timeline: reordered(timeline, order) } : undefined;
  known.set(timeline, found ?? 'none');
  return found;
}

/** Returns the fix that writes the steps of an `anyOrder` in the order that works out. */
export function fixedOrderFix(subject: ScenarioSubject, index: number): readonly Fix[] {
  const { timeline, document } = subject;
  const steps = writtenSteps(subject);
  const moment = timeline.moments[index];
  const order = moment?.orders?.safeSteps;
  if (!steps || !moment || !order || moment.step.action !== 'anyOrder') return [];
  // What is expected of the whole would be lost, and an alias may not stand before its anchor.
  if (moment.step.expect || hasAliases(document.text)) return [];
  const place = steps.indexOf(moment);
  const inner = at(steps.array.items[place], 'anyOrder');
  if (inner?.kind !== 'array' || inner.items.length !== moment.step.steps.length) return [];
  const { scenario } = timeline;
  const after = withSteps(timeline, withOrder(scenario, index, order).steps);
  if (after.moments.slice(index, index + order.length).some(({ outcome }) => outcome === 'fails')) {
    return [];
  }
  const edits = unfoldYamlItem(document.text, steps.array, place, inner, order);
  return fix(t('write the steps in a safe order'), subject, edits);
}

function fix(title: string, subject: ScenarioSubject, edits: readonly TextEdit[]): readonly Fix[] {
  const steps = writtenSteps(subject);
  return steps && edits.length > 0 ? [{ title, edits: steps.inFile(edits) }] : [];
}

function hasAliases(text: string): boolean {
  return /(?:^|[\s[{,:-])[*&][\w-]/.test(text.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'|#.*$/gm, ''));
}
