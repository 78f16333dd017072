import type { Read } from '../base/source.ts';
import { folderOf, nameOf, resolveUri } from '../base/uri.ts';
import type { Configuration } from '../device/configuration.ts';
import type { Evidence } from '../device/evidence.ts';
import { fileKind } from './file-kind.ts';
import { filesIn } from './folder.ts';
import { deploySteps, type ScenarioFile } from './scenario-file.ts';

/** A configuration that names a device speaks for the templates below it, unless they object. */
export function evidenceOfConfiguration(
  configuration: Configuration | undefined,
  signs: readonly Evidence[],
): readonly Evidence[] {
  const at = configuration?.device.deviceAt;
  if (!at || signs.some((sign) => sign.for === 'cloud')) return [];
  return [{ for: 'device', at, says: 'the configuration names a device', fact: 'device.gpus' }];
}

/** A scenario of the same folder that deploys a template says that it is one for the device. */
export function evidenceOfScenarios(
  read: Read,
  uri: string,
  scenarioFile: (uri: string) => ScenarioFile | undefined,
): readonly Evidence[] {
  for (const file of filesIn(read, folderOf(uri))) {
    if (fileKind(read, file) !== 'scenario') continue;
    for (const { scenario } of scenarioFile(file)?.parsed ?? []) {
      for (const { template } of deploySteps(scenario?.steps ?? [])) {
        if (template && resolveUri(file, template.value) === uri) {
          const says = `the scenario ${nameOf(file)} deploys it`;
          return [{ for: 'device', at: template.at, says, fact: 'device.gpus' }];
        }
      }
    }
  }
  return [];
}
