// `analysis` asks the rules about the files of a workspace; what they see is made in the layers below.
import { derived, type Derived } from '../base/derived.ts';
import type { Read } from '../base/source.ts';
import type { Location } from '../base/span.ts';
import { nameOf } from '../base/uri.ts';
import type { Deployment } from '../template/deployment.ts';
import {
  judge,
  notAt,
  oncePerPlace,
  report,
  reportDeployments,
  type Judged,
  type Levels,
} from '../rules/judging/judge.ts';
import type { ReportedFinding } from '../rules/judging/rule.ts';
import type { Tree } from '../syntax/node.ts';
import type { Document } from '../template/document.ts';
import { writtenExpressions } from '../template/written-expressions.ts';
import { fileKind } from '../workspace/file-kind.ts';
import { levelsFor, ruleIds } from './levels.ts';
import { deploymentSubject, parametersSubject, templateSubject } from './subjects.ts';
import type { Workspace } from './workspace.ts';

/** A file that is judged. */
interface Judging {
  readonly read: Read;
  readonly document: Document;
  readonly tree: Tree | undefined;
  /** The whole file, for what has no place in it. */
  readonly whole: Location;
  readonly levels: Levels;
}

/** Returns what gives all that rules find by looking at a file, also what nobody wants to know. */
export function findingsOf(workspace: Workspace): Derived<readonly ReportedFinding[]> {
  const found: Derived<readonly ReportedFinding[]> = derived(
    (read, uri) => {
      const text = read(uri)?.text;
      const kind = fileKind(read, uri);
      if (text === undefined || kind === undefined) return [];
      const file: Judging = {
        read,
        document: { uri, text },
        tree: workspace.trees(read, uri)?.[0],
        whole: { uri, span: { start: 0, end: 0 } },
        levels: levelsFor(workspace.configured, read, uri),
      };
      switch (kind) {
        case 'template':
          return inTemplate(workspace, file);
        case 'parameters':
          return inParameterFile(workspace, file, found);
        case 'scenario':
          return inScenarioFile(workspace, file);
        case 'config':
          return inConfiguration(workspace, file);
      }
    },
    () => [],
  );
  return found;
}

function reportAll(judged: readonly Judged[], { levels }: Judging): readonly ReportedFinding[] {
  return judged.flatMap((one) => report(one, levels, undefined) ?? []);
}

/** What is wrong as it is written hides what it makes, also when nobody wants to hear of it. */
const ALL: Levels = new Map();

function inTemplate(workspace: Workspace, file: Judging): readonly ReportedFinding[] {
  const { read, document, tree, whole, levels } = file;
  const { uri } = document;
  const hides = levels.get('evaluation-error') !== 'off';
  const written = tree
    ? judge(
        'file',
        { document, tree, expressions: writtenExpressions(tree) },
        hides ? ALL : levels,
        whole,
      )
    : [];
  const isForDevice = workspace.templates.treatmentOf(read, uri).as === 'device';
  const places = written.map(({ finding }) => finding.at);
  const judgeOne = (deployment: Deployment): readonly Judged[] => {
    // A question of its own: it has all steps of evaluation.
    deployment.scope.budget.refill();
    const language = deploymentSubject(workspace, read, document, deployment);
    const device = isForDevice && templateSubject(workspace, read, document, deployment);
    return [
      ...(language ? notAt(judge('deployment', language, levels, whole), places) : []),
      ...(device ? judge('template', device, levels, whole) : []),
    ];
  };
  const judged = workspace.templates.deploymentsOf(read, uri).map((deployment) => ({
    parameterFile: deployment.parameterFiles.at(-1),
    judged: judgeOne(deployment),
  }));
  return [...reportAll(written, file), ...reportDeployments(judged, levels, nameOf)];
}

function inParameterFile(
  workspace: Workspace,
  file: Judging,
  found: Derived<readonly ReportedFinding[]>,
): readonly ReportedFinding[] {
  const { read, document, tree, whole, levels } = file;
  const written = tree ? judge('file', { document, tree, expressions: [] }, levels, whole) : [];
  const templates = workspace.parameterFiles.templatesOf(read, document.uri);
  const given = templates.flatMap((template) => {
    const subject = parametersSubject(workspace, read, document, template);
    return subject ? judge('parameters', subject, levels, whole) : [];
  });
  const fromTemplates = templates
    .flatMap((template) => found(read, template))
    .filter((one) => one.at.uri === document.uri || one.parameterFile === document.uri);
  return [...reportAll(written, file), ...reportAll(oncePerPlace(given), file), ...fromTemplates];
}

function inScenarioFile(workspace: Workspace, file: Judging): readonly ReportedFinding[] {
  const { read, document, whole, levels } = file;
  const { uri } = document;
  // What is not YAML, and what is YAML but not the scenario language.
  const parsed = workspace.scenarioFiles(read, uri)?.parsed ?? [];
  const problems = parsed.flatMap((one) => [...one.tree.problems, ...one.problems]);
  const written = judge('scenario-file', { document, problems }, levels, whole);
  const played = workspace.simulations.simulated(read, uri).flatMap(({ tree, timeline, deploy }) =>
    judge(
      'scenario',
      {
        document,
        tree,
        timeline,
        deployedBy(step) {
          const deployed = deploy(step);
          return 'problem' in deployed ? undefined : deployed;
        },
        textOf: (other) => read(other)?.text,
      },
      levels,
      whole,
    ),
  );
  return reportAll([...written, ...played], file);
}

function inConfiguration(workspace: Workspace, file: Judging): readonly ReportedFinding[] {
  const { read, document, whole, levels } = file;
  const configuration = workspace.configured.configurationAt(read, document.uri);
  if (!configuration) return [];
  return reportAll(judge('configuration', { configuration, ruleIds }, levels, whole), file);
}
