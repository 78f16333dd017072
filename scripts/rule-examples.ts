import { createAnalysis } from '../server/src/analysis.ts';
import { fixtureFiles } from '../server/src/report/fixture-files.ts';
import type { ReportedFinding, Rule } from '../server/src/rules/judging/rule.ts';
import { readOf } from '../test/memory-files.ts';

/** Returns what a rule finds in its examples that are wrong. */
export function exampleFindings({ id, examples }: Rule): readonly ReportedFinding[] {
  return examples.wrong.flatMap((fixture) => {
    const sources = [...fixtureFiles(fixture)].map(([path, text]) => {
      const uri = `file:///w/${path}`;
      return [uri, { uri, text, stamp: text }] as const;
    });
    const analysis = createAnalysis(readOf(new Map(sources)));
    const found = sources.flatMap(([uri]) => analysis.findingsIn(uri));
    return found.filter(({ rule }) => rule === id);
  });
}
