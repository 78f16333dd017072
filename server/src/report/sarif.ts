import type {
  ArtifactLocation,
  Fix as SarifFix,
  Location as SarifLocation,
  Log,
  Notification,
  Region,
  ReportingDescriptor,
  Result,
} from 'sarif';
import type { FileEdit } from '../base/edit.ts';
import { grouped } from '../base/grouped.ts';
import type { Location } from '../base/span.ts';
import { rules } from '../rules/index.ts';
import { isInternalError } from '../rules/judging/judge.ts';
import type { Fix, ReportedFinding, Rule, Severity } from '../rules/judging/rule.ts';
import type { CheckReport, FileError } from './check-report.ts';
import { docsPage } from './docs-page.ts';
import { fingerprint } from './fingerprint.ts';
import type { NodePlaces, Places } from './places.ts';
import { rulePage } from './rule-page.ts';

export interface SarifOptions {
  readonly places: NodePlaces;
  readonly version: string;
  /** URI of the working directory, which paths are relative to. */
  readonly root: string;
}

/** The name under which SARIF knows the working directory; GitHub's own name for it. */
const ROOT = '%SRCROOT%';

/** The kind of fingerprint; a change of what goes into it needs another number. */
const FINGERPRINT = 'edgeGpu/v1';

const levels = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
} as const satisfies Record<Severity, Result.level>;

/**
 * Returns the report of `check --format sarif`: SARIF 2.1.0 with all rules, full regions, related
 * locations, fixes and fingerprints. What kept the job from being done is a notification.
 */
export function checkSarif(report: CheckReport, options: SarifOptions): string {
  const { places, version, root } = options;
  const broken = report.findings.filter(isInternalError);
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'edge-gpu',
            informationUri: 'https://github.com/edge-gpu/edge-gpu',
            version,
            rules: rules.map(descriptorOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: {
          [ROOT]: {
            uri: root.endsWith('/') ? root : `${root}/`,
            description: { text: 'the working directory' },
          },
        },
        invocations: [
          {
            executionSuccessful: report.errors.length + broken.length === 0,
            toolExecutionNotifications: [
              ...broken.map((finding) => notificationOf(finding, places)),
              ...report.errors.map(errorOf),
            ],
          },
        ],
        artifacts: report.files.map(({ file, kind }) => ({
          location: fileLocation(file),
          roles: ['analysisTarget'],
          properties: { kind },
        })),
        results: report.findings
          .filter((finding) => !isInternalError(finding))
          .map((finding) => resultOf(finding, places)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function descriptorOf(rule: Rule): ReportingDescriptor {
  return {
    id: rule.id,
    name: rule.id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.description },
    help: { text: `${rule.title}. ${rule.description}`, markdown: rulePage(rule) },
    helpUri: docsPage(rule.id),
    defaultConfiguration: { level: levels[rule.severity] },
  };
}

const ruleIndices: ReadonlyMap<string, number> = new Map(
  rules.map(({ id }, index) => [id, index] as const),
);

function resultOf(finding: ReportedFinding, places: NodePlaces): Result {
  const { rule, severity, certainty, at, message, parameterFile, evidence, facts } = finding;
  const ruleIndex = ruleIndices.get(rule);
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levels[severity],
    message: { text: message },
    locations: [locationOf(at, places)],
    ...(evidence.length > 0 && {
      relatedLocations: evidence.map((piece, id) => ({
        id,
        ...locationOf(piece.at, places),
        message: { text: piece.message },
      })),
    }),
    ...(finding.fixes.length > 0 && { fixes: finding.fixes.map((fix) => fixOf(fix, places)) }),
    partialFingerprints: { [FINGERPRINT]: fingerprint(finding, places) },
    properties: {
      severity,
      certainty,
      parameterFile: parameterFile === undefined ? null : places.file(parameterFile),
      facts: [...facts],
    },
  };
}

function fixOf({ title, edits }: Fix, places: Places): SarifFix {
  const byFile = grouped(edits, ({ uri }) => uri);
  return {
    description: { text: title },
    artifactChanges: [...byFile].map(([uri, own]) => ({
      artifactLocation: fileLocation(places.file(uri)),
      replacements: own.map((edit) => replacementOf(edit, places)),
    })),
  };
}

function replacementOf(edit: FileEdit, places: Places) {
  return {
    deletedRegion: regionOf(edit, places),
    ...(edit.newText !== '' && { insertedContent: { text: edit.newText } }),
  };
}

function notificationOf({ at, message }: ReportedFinding, places: Places): Notification {
  return { level: 'error', message: { text: message }, locations: [locationOf(at, places)] };
}

function errorOf({ file, message }: FileError): Notification {
  return {
    level: 'error',
    message: { text: `${file}: ${message}` },
    locations: [{ physicalLocation: { artifactLocation: fileLocation(file) } }],
  };
}

function locationOf(location: Location, places: Places): SarifLocation {
  return {
    physicalLocation: {
      artifactLocation: fileLocation(places.file(location.uri)),
      region: regionOf(location, places),
    },
  };
}

/** Lines and columns count from 1; the end column is the one behind the last character. */
function regionOf(location: Location, places: Places): Region {
  const { start, end } = places.range(location);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function fileLocation(file: string): ArtifactLocation {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return { uri, uriBaseId: ROOT };
}
