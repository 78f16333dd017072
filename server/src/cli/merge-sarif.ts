import type { Severity } from '../rules/judging/rule.ts';
import { compareTexts } from './findings.ts';
import { distinct } from './merge-json.ts';

/** A report of `check --format sarif`, as far as merging looks into it. */
export interface SarifLog {
  readonly runs: readonly SarifRun[];
}

interface SarifRun {
  readonly tool: { readonly driver: { readonly name: string } };
  readonly artifacts: readonly { readonly location: { readonly uri: string } }[];
  readonly invocations: readonly SarifInvocation[];
  readonly results: readonly SarifResult[];
}

interface SarifInvocation {
  readonly executionSuccessful: boolean;
  readonly toolExecutionNotifications: readonly object[];
}

interface SarifResult {
  readonly ruleId: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: Readonly<
        Record<'startLine' | 'startColumn' | 'endLine' | 'endColumn', number>
      >;
    };
  }[];
  readonly properties: { readonly severity: Severity; readonly parameterFile: string | null };
}

/** Returns one log with one run of several logs, in the order that a single check writes. */
export function mergeSarif(logs: readonly SarifLog[]): SarifLog {
  const runs = logs.flatMap((log) => log.runs);
  const [first] = runs;
  const invocations = runs.flatMap((run) => run.invocations);
  const merged = {
    ...first,
    invocations: [
      {
        executionSuccessful: invocations.every(({ executionSuccessful }) => executionSuccessful),
        toolExecutionNotifications: distinct(
          invocations.flatMap(({ toolExecutionNotifications }) => toolExecutionNotifications),
        ),
      },
    ],
    artifacts: [...distinct(runs.flatMap(({ artifacts }) => artifacts))].sort((a, b) =>
      compareTexts(decoded(a.location.uri), decoded(b.location.uri)),
    ),
    results: [...distinct(runs.flatMap(({ results }) => results))].sort(compareResults),
  };
  return { ...logs[0], runs: first ? [{ ...first, ...merged }] : [] };
}

/** Returns the severity of each result. */
export function severitiesOf({ runs }: SarifLog): readonly Severity[] {
  return runs.flatMap(({ results }) => results.map(({ properties }) => properties.severity));
}

function compareResults(a: SarifResult, b: SarifResult): number {
  const [placeA, placeB] = [placeOf(a), placeOf(b)];
  return (
    compareTexts(placeA.file, placeB.file) ||
    compareNumbers(placeA.region, placeB.region) ||
    compareTexts(a.ruleId, b.ruleId) ||
    compareTexts(a.message.text, b.message.text) ||
    compareTexts(a.properties.parameterFile ?? '', b.properties.parameterFile ?? '')
  );
}

function placeOf({ locations }: SarifResult) {
  const place = locations[0]?.physicalLocation;
  const { startLine, startColumn, endLine, endColumn } = place?.region ?? {
    startLine: 0,
    startColumn: 0,
    endLine: 0,
    endColumn: 0,
  };
  return {
    file: decoded(place?.artifactLocation.uri ?? ''),
    region: [startLine, startColumn, endLine, endColumn],
  };
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (const [index, number] of a.entries()) {
    const difference = number - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
