import type { Moment } from '../../scenario/timeline.ts';
import { milder, type Finding, type Severity } from './rule.ts';

/** Says whether the scenario's author announced this outcome with `expect`. */
export function isExpected({ step, outcome }: Moment): boolean {
  return step.expect?.outcome === outcome;
}

/**
 * Returns the finding that a step's outcome is, at the step: an error when the step fails, one
 * step milder when only some documented behaviour makes it fail.
 */
export function momentFinding(moment: Moment): Finding {
  const severity: Severity = moment.outcome === 'fails' ? 'error' : milder('error');
  return {
    at: moment.step.at,
    severity,
    message: moment.reason ?? `${moment.title} ${moment.outcome}`,
    facts: moment.facts,
  };
}
