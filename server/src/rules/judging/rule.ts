// `rules` judge: one file each, named by its id; a rule speaks only when it knows.
import type { FileEdit } from '../../base/edit.ts';
import type { Location } from '../../base/span.ts';
import type { Subjects } from './subject.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** `possible` where an allowed value, a condition or a second parameter file decides. */
export type Certainty = 'definite' | 'possible';

/** What a rule says about a place. */
export interface Finding {
  readonly at: Location;
  /** Lower case, no full stop, says what is, with values. */
  readonly message: string;
  /** Instead of the rule's own severity, where a fact or the release decides. */
  readonly severity?: Severity;
  /** Names what decides; makes the finding `possible` and one step milder. */
  readonly onlyIf?: string;
  readonly evidence?: readonly Evidence[];
  /** Those that take long to make as a function, which runs only when somebody asks for them. */
  readonly fixes?: readonly Fix[] | (() => readonly Fix[]);
  /** The facts this finding rests on; the rule's own `because` when absent. */
  readonly facts?: readonly string[];
}

/** A place that helps to understand a finding. */
export interface Evidence {
  readonly at: Location;
  readonly message: string;
}

/** A change that removes a finding. */
export interface Fix {
  /** Says what to do: `insert the NVIDIA driver extension for Windows`. */
  readonly title: string;
  readonly edits: readonly FileEdit[];
  /** The one to take when nobody chooses. */
  readonly preferred?: true;
}

/** A finding as it leaves the analysis. */
export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly at: Location;
  readonly message: string;
  /** The parameter file under which it holds, where one decides. */
  readonly parameterFile: string | undefined;
  readonly evidence: readonly Evidence[];
  readonly fixes: readonly Fix[];
  readonly facts: readonly string[];
}

/** A fixture: files behind `=== name ===` lines, expected findings underlined in comments. */
export type Fixture = string;

/** What a rule looks at. */
export type About = keyof Subjects;

/** A judgement about one or several kinds of subject. */
export interface Rule {
  /** File name, setting, docs anchor and SARIF ruleId, all the same. */
  readonly id: string;
  /** Severity of a definite finding that names none itself. */
  readonly severity: Severity;
  /** When a definite finding is how grave, where the examples show several severities. */
  readonly severityWhen?: Readonly<Partial<Record<Severity, string>>>;
  readonly title: string;
  /** One paragraph: what goes wrong on the device, and when. */
  readonly description: string;
  /**
   * What it judges: the template language, which other editors of ARM templates judge too, or what
   * the device makes of it.
   */
  readonly realm?: 'template language';
  /** Its findings at one place are one, whatever each says: the first stands for all. */
  readonly onePerPlace?: true;
  /** Ids of the facts it rests on. */
  readonly because: readonly string[];
  /** Each is a test: what is underlined is found, and nothing else of this rule. */
  readonly examples: { readonly wrong: readonly Fixture[]; readonly right: readonly Fixture[] };
  readonly check: { readonly [A in About]?: (subject: Subjects[A]) => Iterable<Finding> };
}

/** Returns the rule; gives its parts their types. */
export function defineRule(rule: Rule): Rule {
  return rule;
}

/** Returns the severity one step below `severity`. */
export function milder(severity: Severity): Severity {
  return severity === 'error' ? 'warning' : severity === 'warning' ? 'information' : 'hint';
}
