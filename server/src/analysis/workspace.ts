import type { Derived } from '../base/derived.ts';
import { configuredIn, type Configured } from '../workspace/configured.ts';
import { folderContents } from '../workspace/folder-contents.ts';
import { parameterFilesIn, type ParameterFiles } from '../workspace/parameter-files.ts';
import { scenarioFilesIn, type ScenarioFile } from '../workspace/scenario-file.ts';
import { simulationsIn, type Simulations } from '../workspace/simulations.ts';
import { templatesIn, type Templates } from '../workspace/templates.ts';
import { treesOfFiles, type Trees } from '../workspace/trees.ts';

/** What is derived from the files of a workspace before any rule is asked. */
export interface Workspace {
  readonly trees: Trees;
  readonly configured: Configured;
  readonly parameterFiles: ParameterFiles;
  readonly templates: Templates;
  readonly scenarioFiles: Derived<ScenarioFile | undefined>;
  readonly simulations: Simulations;
}

/** Returns a workspace of which nothing has been asked yet. */
export function newWorkspace(): Workspace {
  const trees = treesOfFiles();
  const configured = configuredIn(trees);
  const contents = folderContents();
  const parameterFiles = parameterFilesIn({ trees, configured, contents });
  const scenarioFiles = scenarioFilesIn(trees);
  const templates = templatesIn({ trees, configured, contents, parameterFiles, scenarioFiles });
  const simulations = simulationsIn({ trees, scenarioFiles, templates });
  return { trees, configured, parameterFiles, templates, scenarioFiles, simulations };
}
