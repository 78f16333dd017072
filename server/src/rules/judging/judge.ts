import { t } from '../../base/l10n.ts';
import { remembering } from '../../base/remembering.ts';
import type { RuleLevel } from '../../device/configuration.ts';
import { overlaps, type Location, type Span } from '../../base/span.ts';
import { rules } from '../index.ts';
import {
  milder,
  type About,
  type Finding,
  type Fix,
  type ReportedFinding,
  type Rule,
} from './rule.ts';
import type { Subjects } from './subject.ts';

/** What configuration and settings say of rules, by their ids. */
export type Levels = ReadonlyMap<string, RuleLevel>;

/** A finding and the rule it comes from. */
export interface Judged {
  readonly rule: Pick<Rule, 'id' | 'severity' | 'because' | 'onePerPlace'>;
  readonly finding: Finding;
}

/** A rule that fails must not look like a clean file, nor keep the others from speaking. */
export const INTERNAL_ERROR = { id: 'internal-error', severity: 'error', because: [] } as const;

/** Says whether a finding says that a rule broke, whose job was then not done. */
export function isInternalError({ rule }: Pick<ReportedFinding, 'rule'>): boolean {
  return rule === INTERNAL_ERROR.id;
}

/** Returns what every rule about this kind of subject says of it that is not switched off. */
export function judge<A extends About>(
  about: A,
  subject: Subjects[A],
  levels: Levels,
  file: { readonly uri: string; readonly span: Span },
): readonly Judged[] {
  const judged: Judged[] = [];
  for (const rule of rulesAbout(about)) {
    const check = rule.check[about];
    if (!check || levels.get(rule.id) === 'off') continue;
    try {
      for (const finding of check(subject)) judged.push({ rule, finding });
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      const message = t('the rule {0} failed: {1}', rule.id, what);
      judged.push({ rule: INTERNAL_ERROR, finding: { at: file, message } });
    }
  }
  return judged;
}

/** The rules by what they are about: most are about one kind of subject. */
const byAbout = new Map<About, readonly Rule[]>();

function rulesAbout(about: About): readonly Rule[] {
  const known = byAbout.get(about);
  if (known) return known;
  const found = rules.filter(({ check }) => check[about]);
  byAbout.set(about, found);
  return found;
}

/** A finding and the parameter files with which alone it holds: `with a.json, b.json`. */
type Conditional = Finding & { readonly onlyWith?: string };

/** What was judged with one parameter file, or with the defaults alone. */
export interface JudgedDeployment {
  readonly parameterFile: string | undefined;
  readonly judged: readonly Judged[];
}

/**
 * Returns the findings of a template's deployments, each once. What holds with some parameter
 * files and not with others is possible, unless it lies in the parameter file itself.
 */
export function reportDeployments(
  deployments: readonly JudgedDeployment[],
  levels: Levels,
  nameOf: (uri: string) => string,
): readonly ReportedFinding[] {
  const groups = new Map<string, { judged: Judged; files: (string | undefined)[] }>();
  for (const { parameterFile, judged } of deployments) {
    for (const one of judged) {
      const key = keyOf(one);
      const group = groups.get(key);
      if (group) group.files.push(parameterFile);
      else groups.set(key, { judged: one, files: [parameterFile] });
    }
  }
  const reported: ReportedFinding[] = [];
  for (const { judged, files } of groups.values()) {
    const [first] = files;
    const holdsInAll = new Set(files).size === deployments.length;
    const isInside = first !== undefined && judged.finding.at.uri === first;
    const decides = !holdsInAll && !isInside;
    const names = [...new Set(files.flatMap((file) => (file ? [nameOf(file)] : [])))];
    const finding = decides
      ? { ...judged.finding, onlyWith: t('with {0}', names.join(', ')) }
      : judged.finding;
    const parameterFile = holdsInAll && deployments.length > 1 ? undefined : first;
    const one = report({ ...judged, finding }, levels, parameterFile);
    if (one) reported.push(one);
  }
  return reported;
}

function keyOf({ rule, finding }: Judged): string {
  const { uri, span } = finding.at;
  const says = rule.onePerPlace ? [] : [finding.message, finding.onlyIf ?? ''];
  return [rule.id, uri, span.start, span.end, ...says].join('\n');
}

/** Returns a finding as it leaves the analysis, or `undefined` when its rule is switched off. */
export function report(
  { rule, finding }: Judged,
  levels: Levels,
  parameterFile: string | undefined,
): ReportedFinding | undefined {
  const level = levels.get(rule.id);
  if (level === 'off') return undefined;
  const definite = level ?? finding.severity ?? rule.severity;
  const onlyIf = condition(finding);
  return {
    rule: rule.id,
    severity: onlyIf === '' ? definite : milder(definite),
    certainty: onlyIf === '' ? 'definite' : 'possible',
    at: finding.at,
    message: onlyIf === '' ? finding.message : `${finding.message} (${onlyIf})`,
    parameterFile,
    evidence: finding.evidence ?? [],
    get fixes() {
      return fixesOf(finding);
    },
    facts: finding.facts ?? rule.because,
  };
}

/** A fix that cannot be made is none; the finding stands without it. */
const fixesOf = remembering(({ fixes = [] }: Finding): readonly Fix[] => {
  if (typeof fixes !== 'function') return fixes;
  try {
    return fixes();
  } catch {
    // What throws here would keep everybody from the other fixes of the file.
    return [];
  }
});

/** What a finding depends on, in brackets behind its message. */
function condition({ onlyIf, onlyWith }: Conditional): string {
  const conditions = [onlyIf === undefined ? undefined : t('if {0}', onlyIf), onlyWith];
  return conditions.filter((one) => one !== undefined).join(', ');
}

/** Returns the findings without those that lie where another has already been found. */
export function notAt(judged: readonly Judged[], places: readonly Location[]): readonly Judged[] {
  return judged.filter(
    ({ finding: { at } }) =>
      !places.some(({ uri, span }) => uri === at.uri && overlaps(span, at.span)),
  );
}

/** Returns the findings, of those of one rule at one place only the first. */
export function oncePerPlace(judged: readonly Judged[]): readonly Judged[] {
  const places = new Set<string>();
  return judged.filter(({ rule, finding }) => {
    const key = keyOf({ rule: { ...rule, onePerPlace: true }, finding });
    if (places.has(key)) return false;
    places.add(key);
    return true;
  });
}
