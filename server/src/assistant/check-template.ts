import { fact } from '../facts/index.ts';
import type { Places } from '../report/places.ts';
import type { ReportedFinding } from '../rules/judging/rule.ts';
import { analysisFor, deviceSchemas } from './device-input.ts';
import type { Tool } from './tool.ts';

/** Tells what would go wrong with a file on the device. */
export const checkTemplate: Tool = {
  name: 'checkTemplate',
  title: 'Check a template for GPU VMs',
  description:
    'Checks an ARM template, parameter file, GPU scenario or edge-gpu.config.yaml for GPU virtual machines on Azure Stack Edge devices. Finds GPU oversubscription, unsupported operating systems, a missing or wrong NVIDIA driver extension, VM sizes the device lacks, and Kubernetes holding the GPUs. Answers with the findings as JSON: each has a rule, a severity, a place (zero-based line and character), a message, titles of fixes, and the sourced facts it rests on. No finding means that nothing is known to be wrong.',
  inputSchema: {
    type: 'object',
    properties: {
      file: { type: 'string', description: 'Path of the file in the workspace.' },
      ...deviceSchemas,
      kubernetes: {
        type: 'string',
        description: 'Whether Kubernetes is configured on the device before the template.',
        enum: ['none', 'configured'],
      },
    },
    required: ['file'],
    additionalProperties: false,
  },
  run(files, input) {
    const found = files.locate(input['file'] ?? '');
    if ('problem' in found) return found;
    const made = analysisFor(files, input);
    if ('problem' in made) return made;
    const kind = made.analysis.kindOf(found.uri);
    const file = files.places.file(found.uri);
    if (kind === undefined) {
      return {
        problem: `${file} is not an ARM template, parameter file, scenario or configuration`,
      };
    }
    const treatment = made.analysis.treatmentOf(found.uri);
    const findings = made.analysis.check(found.uri);
    const answer = {
      file,
      kind,
      // About a template for the public cloud nothing is said, which is not the same as good.
      ...(kind === 'template' && { isDeviceTemplate: treatment.as === 'device' }),
      findings: findings.map((finding) => findingJson(finding, files.places)),
      facts: factsJson(findings),
    };
    return { text: JSON.stringify(answer, undefined, 2) };
  },
};

function findingJson(finding: ReportedFinding, places: Places) {
  const { rule, severity, certainty, at, message, parameterFile, fixes, facts } = finding;
  return {
    rule,
    severity,
    certainty,
    file: places.file(at.uri),
    range: places.range(at),
    message,
    ...(parameterFile !== undefined && { parameterFile: places.file(parameterFile) }),
    fixes: fixes.map(({ title }) => title),
    facts,
  };
}

/** Each fact once, with its sources, by its id. */
function factsJson(findings: readonly ReportedFinding[]) {
  const ids = new Set(findings.flatMap(({ facts }) => facts));
  return Object.fromEntries(
    [...ids].flatMap((id) => {
      const known = fact(id);
      if (!known) return [];
      const { statement, standing, sources } = known;
      return [
        [id, { statement, standing, sources: sources.map(({ url, date }) => ({ url, date })) }],
      ];
    }),
  );
}
