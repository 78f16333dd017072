import { grouped } from '../base/grouped.ts';
import { isInternalError } from '../rules/judging/judge.ts';
import type { ReportedFinding, Severity } from '../rules/judging/rule.ts';
import type { CheckReport } from './check-report.ts';
import type { Places } from './places.ts';
import { isAtLeast } from './severity.ts';
import { placeText } from './text.ts';
import { element, textElement } from './xml-element.ts';

export interface JunitOptions {
  readonly places: Places;
  /** Milder findings are left out. */
  readonly minSeverity: Severity;
}

interface Case {
  readonly name: string;
  /** `undefined` when it passed. */
  readonly trouble: string | undefined;
}

interface Suite {
  readonly file: string;
  readonly cases: readonly Case[];
  readonly failures: number;
  readonly errors: number;
}

/**
 * Returns the report of `check --format junit`: a suite for each file, a failed test for each
 * finding, and a passed one for a file without.
 */
export function checkJunit(report: CheckReport, { places, minSeverity }: JunitOptions): string {
  const broken = report.findings.filter(isInternalError);
  const shown = report.findings.filter(
    (finding) => isAtLeast(finding.severity, minSeverity) && !isInternalError(finding),
  );
  const byFile = grouped(shown, ({ at }) => places.file(at.uri));
  const names = new Set([...report.files.map(({ file }) => file), ...byFile.keys()]);
  const suites: readonly Suite[] = [
    ...[...names].map((file) => fileSuite(file, byFile.get(file) ?? [], places)),
    ...broken.map(({ at, message }) => brokenSuite(places.file(at.uri), message)),
    ...report.errors.map(({ file, message }) => brokenSuite(file, message)),
  ];
  const root = element('testsuites', { name: 'edge-gpu', ...countsOf(suites) }, [
    '\n',
    ...suites.map(suiteXml),
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

function fileSuite(file: string, findings: readonly ReportedFinding[], places: Places): Suite {
  const cases = findings.map((finding): Case => {
    const place = placeText(finding.at, places);
    return {
      name: `${finding.rule} at ${place}`,
      trouble: textElement(
        'failure',
        { type: finding.rule, message: finding.message },
        `${place}: ${finding.severity}: ${finding.message}`,
      ),
    };
  });
  const clean: Case = { name: 'no findings', trouble: undefined };
  return {
    file,
    cases: cases.length === 0 ? [clean] : cases,
    failures: cases.length,
    errors: 0,
  };
}

function brokenSuite(file: string, message: string): Suite {
  const trouble = element('error', { message }, []);
  return { file, cases: [{ name: 'could not be checked', trouble }], failures: 0, errors: 1 };
}

function countsOf(suites: readonly Suite[]) {
  const sum = (count: (suite: Suite) => number): number =>
    suites.reduce((total, suite) => total + count(suite), 0);
  return {
    tests: sum(({ cases }) => cases.length),
    failures: sum(({ failures }) => failures),
    errors: sum(({ errors }) => errors),
  };
}

function suiteXml(suite: Suite): string {
  const { file, cases } = suite;
  const tests = cases.map(({ name, trouble }) => {
    const test = element(
      'testcase',
      { classname: file, name },
      trouble === undefined ? [] : [trouble],
    );
    return `    ${test}\n`;
  });
  return `  ${element('testsuite', { name: file, ...countsOf([suite]) }, ['\n', ...tests, '  '])}\n`;
}
