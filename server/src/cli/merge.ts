import { resolve } from 'node:path';
import { isAtLeast } from '../report/severity.ts';
import type { Severity } from '../rules/judging/rule.ts';
import { refuse, type ExitCode, type Io } from './io.ts';
import { mergeJson, type JsonReport } from './merge-json.ts';
import { mergeSarif, severitiesOf, type SarifLog } from './merge-sarif.ts';
import { readTextFile } from './text-file.ts';

export interface MergeOptions {
  readonly minSeverity: Severity;
}

type Report =
  | { readonly kind: 'json'; readonly value: JsonReport }
  | { readonly kind: 'sarif'; readonly value: SarifLog };

/**
 * Runs `edge-gpu merge`: makes one report of those that the shards of a check wrote, all in JSON
 * or all in SARIF. It is the report that one check of everything would have written.
 */
export async function merge(
  io: Io,
  paths: readonly string[],
  { minSeverity }: MergeOptions,
): Promise<ExitCode> {
  const reports: Report[] = [];
  for (const path of paths) {
    const report = readReport(resolve(io.cwd, path));
    if ('problem' in report) return refuse(io, `${path}: ${report.problem}`);
    reports.push(report);
  }
  const inJson = reports.flatMap((report) => (report.kind === 'json' ? [report.value] : []));
  const inSarif = reports.flatMap((report) => (report.kind === 'sarif' ? [report.value] : []));
  if (inJson.length > 0 && inSarif.length > 0) {
    return refuse(io, 'reports in JSON and in SARIF cannot be merged with each other');
  }
  if (inSarif.length > 0) {
    const merged = mergeSarif(inSarif);
    await io.stdout(`${JSON.stringify(merged, undefined, 2)}\n`);
    const failed = merged.runs.some(({ invocations }) =>
      invocations.some(({ executionSuccessful }) => !executionSuccessful),
    );
    return codeOf(failed ? 'failed' : 'done', severitiesOf(merged), minSeverity);
  }
  const merged = mergeJson(inJson);
  await io.stdout(`${JSON.stringify(merged, undefined, 2)}\n`);
  const outcome = merged.errors.length > 0 ? 'failed' : 'done';
  return codeOf(
    outcome,
    merged.findings.map(({ severity }) => severity),
    minSeverity,
  );
}

/** As `check` would have exited. */
function codeOf(
  outcome: 'done' | 'failed',
  severities: readonly Severity[],
  least: Severity,
): ExitCode {
  if (outcome === 'failed') return 2;
  return severities.some((severity) => isAtLeast(severity, least)) ? 1 : 0;
}

function readReport(path: string): Report | { readonly problem: string } {
  const file = readTextFile(path);
  if ('problem' in file) return file;
  let value: unknown;
  try {
    value = JSON.parse(file.text);
  } catch {
    return { problem: 'is not JSON' };
  }
  if (isSarifLog(value)) return { kind: 'sarif', value };
  if (isJsonReport(value)) return { kind: 'json', value };
  return { problem: "is not a report of 'check --format json' or 'check --format sarif'" };
}

function isJsonReport(value: unknown): value is JsonReport {
  if (typeof value !== 'object' || value === null) return false;
  const { tool, files, findings, errors } = value as Partial<Record<keyof JsonReport, unknown>>;
  const isOurs = typeof tool === 'object' && tool !== null && 'name' in tool;
  return isOurs && tool.name === 'edge-gpu' && [files, findings, errors].every(Array.isArray);
}

function isSarifLog(value: unknown): value is SarifLog {
  if (typeof value !== 'object' || value === null || !('runs' in value)) return false;
  return Array.isArray(value.runs) && value.runs.every(isOwnRun);
}

function isOwnRun(run: unknown): boolean {
  if (typeof run !== 'object' || run === null) return false;
  const { tool, results, artifacts, invocations } = run as Readonly<Record<string, unknown>>;
  const name = (tool as SarifLog['runs'][number]['tool'] | undefined)?.driver.name;
  return name === 'edge-gpu' && [results, artifacts, invocations].every(Array.isArray);
}
