import { t } from '../base/l10n.ts';
import { derived, type Derived } from '../base/derived.ts';
import { nameOf, resolveUri } from '../base/uri.ts';
import type { Configuration } from '../device/configuration.ts';
import type { Evidence, Platform } from '../device/evidence.ts';
import type { FolderContents } from './folder-contents.ts';
import { matchesPath } from './path-pattern.ts';
import { deploySteps, type ScenarioFile } from './scenario-file.ts';

/** What a template is treated as, and why. */
export interface Treatment {
  /** Nothing is said about the device unless a template is treated as one for it. */
  readonly as: Platform | 'undecided';
  /** What decides it; of an undecided template, the signs that are too few. */
  readonly because: readonly Evidence[];
}

/** Fewer medium signs of different kinds than this do not make a template one for the device. */
const ENOUGH_MEDIUM_SIGNS = 2;

/**
 * Returns what a template is treated as. What the configuration says of it counts first, then a
 * strong sign of the device or a scenario of its folder that deploys it, then a sign of the public
 * cloud, then a configuration that names a device, then medium signs of different kinds together.
 */
export function treatmentOf(
  uri: string,
  signs: readonly Evidence[],
  configuration: Configuration | undefined,
  ofScenarios: () => readonly Evidence[],
): Treatment {
  const said = configuration?.templates.find(({ pattern }) =>
    matchesPath(configuration.uri, pattern, uri),
  );
  if (said) {
    const says = t('the configuration says so for {0}', said.pattern);
    const because: Evidence = {
      for: said.as,
      weight: 'strong',
      at: said.at,
      says,
      fact: undefined,
    };
    return { as: said.as, because: [because] };
  }
  const forDevice = signs.filter((sign) => sign.for === 'device');
  const strong = forDevice.filter(({ weight }) => weight === 'strong');
  if (strong.length > 0) return { as: 'device', because: strong };
  const deployed = ofScenarios();
  if (deployed.length > 0) return { as: 'device', because: deployed };
  const forCloud = signs.filter((sign) => sign.for === 'cloud');
  if (forCloud.length > 0) return { as: 'cloud', because: forCloud };
  const deviceAt = configuration?.device.deviceAt;
  if (deviceAt) {
    const says = t('the configuration names a device');
    const because: Evidence = {
      for: 'device',
      weight: 'strong',
      at: deviceAt,
      says,
      fact: undefined,
    };
    return { as: 'device', because: [because] };
  }
  const kinds = new Set(forDevice.map(({ fact }) => fact));
  return {
    as: kinds.size >= ENOUGH_MEDIUM_SIGNS ? 'device' : 'undecided',
    because: forDevice,
  };
}

/**
 * Returns what tells the signs for the templates that the scenarios of a folder deploy, by the
 * template's URI: one that a scenario beside it deploys is for the device.
 */
export function evidenceOfScenarios(
  contents: Derived<FolderContents>,
  scenarioFiles: Derived<ScenarioFile | undefined>,
): Derived<ReadonlyMap<string, Evidence>> {
  return derived<ReadonlyMap<string, Evidence>>(
    (read, folder) => {
      const found = new Map<string, Evidence>();
      for (const file of contents(read, folder).scenario) {
        for (const { scenario } of scenarioFiles(read, file)?.parsed ?? []) {
          for (const { template } of deploySteps(scenario?.steps ?? [])) {
            if (!template) continue;
            const { value, at } = template;
            const uri = resolveUri(file, value);
            if (uri === undefined || found.has(uri)) continue;
            const says = t('the scenario {0} deploys it', nameOf(file));
            found.set(uri, { for: 'device', weight: 'strong', at, says, fact: undefined });
          }
        }
      }
      return found;
    },
    () => new Map(),
  );
}
