// `report` turns values into text for a terminal, a pipeline or a panel; strings out, no IO.
import type { Severity } from '../rules/judging/rule.ts';

/** All severities, the gravest first. */
export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Says whether `severity` is at least as grave as `least`. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(least);
}
