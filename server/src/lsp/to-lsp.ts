import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
} from 'vscode-languageserver';
import type { Read } from '../base/source.ts';
import type { Location } from '../base/span.ts';
import { nameOf } from '../base/uri.ts';
import { rangeIn } from '../features/ranges.ts';
import { docsPage } from '../report/docs-page.ts';
import type { ReportedFinding, Severity } from '../rules/judging/rule.ts';
import type { ClientDocument } from './file-table.ts';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const satisfies Record<Severity, DiagnosticSeverity>;

/** Rules about things that do nothing, and about things that are going away. */
const tags: ReadonlyMap<string, DiagnosticTag> = new Map([
  ['parameter-unknown', DiagnosticTag.Unnecessary],
  ['aks-deprecated', DiagnosticTag.Deprecated],
]);

/** How findings are told to this client. */
export interface Telling {
  readonly read: Read;
  readonly clientDocument: (uri: string) => ClientDocument;
}

/** Returns a finding as an editor shows it; `undefined` when its file cannot be read. */
export function toDiagnostic(finding: ReportedFinding, telling: Telling): Diagnostic | undefined {
  const range = rangeIn(telling.read, finding.at);
  if (!range) return undefined;
  const tag = tags.get(finding.rule);
  const related = relatedInformation(finding, telling);
  return {
    range,
    severity: severities[finding.severity],
    code: finding.rule,
    codeDescription: { href: docsPage(finding.rule) },
    source: 'edge-gpu',
    message: finding.message,
    ...(tag !== undefined && { tags: [tag] }),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

function relatedInformation(
  { at, parameterFile, evidence }: ReportedFinding,
  telling: Telling,
): DiagnosticRelatedInformation[] {
  const places = evidence.map((item) => related(item.at, item.message, telling));
  if (parameterFile !== undefined && parameterFile !== at.uri) {
    const top = { uri: parameterFile, span: { start: 0, end: 0 } };
    places.push(related(top, `it holds with the values of ${nameOf(parameterFile)}`, telling));
  }
  return places.flatMap((place) => place ?? []);
}

function related(
  at: Location,
  message: string,
  { read, clientDocument }: Telling,
): DiagnosticRelatedInformation | undefined {
  const range = rangeIn(read, at);
  return range && { location: { uri: clientDocument(at.uri).uri, range }, message };
}
