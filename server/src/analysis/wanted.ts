import { derived, type Derived } from '../base/derived.ts';
import type { Read } from '../base/source.ts';
import { isInternalError, judge, report } from '../rules/judging/judge.ts';
import type { ReportedFinding } from '../rules/judging/rule.ts';
import { suppressionsIn } from '../suppression/find-suppressions.ts';
import { commentStyleOf, covers, type Suppressions } from '../suppression/suppression.ts';
import { fileKind } from '../workspace/file-kind.ts';
import { levelsFor, ruleIds } from './levels.ts';
import type { Workspace } from './workspace.ts';

/**
 * Returns what gives the findings that no file suppresses, and says of a file's suppressions which
 * have nothing to suppress.
 */
export function wantedFindings(
  { trees, configured }: Workspace,
  found: Derived<readonly ReportedFinding[]>,
): Derived<readonly ReportedFinding[]> {
  const suppressions = derived<Suppressions>(
    (read, uri) => {
      const text = read(uri)?.text;
      return text === undefined
        ? { suppressions: [], problems: [] }
        : suppressionsIn(text, commentStyleOf(uri), trees(read, uri) ?? []);
    },
    () => ({ suppressions: [], problems: [] }),
  );
  const isSuppressed = (read: Read, { at, rule }: ReportedFinding): boolean =>
    suppressions(read, at.uri).suppressions.some((one) => covers(one, rule, at.span.start));

  return derived<readonly ReportedFinding[]>(
    (read, uri) => {
      const text = read(uri)?.text;
      const all = found(read, uri);
      if (text === undefined || fileKind(read, uri) === undefined) return all;
      const wanted = all.filter((one) => isInternalError(one) || !isSuppressed(read, one));
      const own = suppressions(read, uri);
      if (own.suppressions.length + own.problems.length === 0) return wanted;
      const levels = levelsFor(configured, read, uri);
      // What a rule that is switched off would find is not known.
      const unused = own.suppressions.filter(
        (one) =>
          levels.get(one.rule ?? '') !== 'off' &&
          !all.some(({ rule, at }) => at.uri === uri && covers(one, rule, at.span.start)),
      );
      if (unused.length + own.problems.length === 0) return wanted;
      const subject = { document: { uri, text }, unused, problems: own.problems, ruleIds };
      const judged = judge('suppression', subject, levels, { uri, span: { start: 0, end: 0 } });
      return [...wanted, ...judged.flatMap((one) => report(one, levels, undefined) ?? [])];
    },
    () => [],
  );
}
