import type { OperatingSystem, OsSupport } from './facts.ts';
import { findOperatingSystem, operatingSystems } from './operating-systems.ts';
import { liesIn } from './releases.ts';

/** Support of an OS by the driver extension. */
export interface OsSupportAnswer {
  /** Whether `support` holds whatever the release is that is not known. */
  readonly definite: boolean;
  readonly support: OsSupport;
  /** What holds instead on later releases, when the release is not known and decides. */
  readonly otherwise?: OsSupport;
}

interface TestedOs {
  readonly os: string;
  readonly fact: string;
  readonly withdrawn?: { readonly since: string; readonly fact: string };
}

const testedList: readonly TestedOs[] = [
  { os: 'windows-server-2019-core', fact: 'os.windows-server-2019-core.tested' },
  { os: 'windows-server-2016-core', fact: 'os.windows-server-2016-core.tested' },
  { os: 'rhel-7.4', fact: 'os.rhel-7.4.tested' },
  {
    os: 'ubuntu-18.04',
    fact: 'os.ubuntu-18.04.tested',
    withdrawn: { since: '2407', fact: 'os.ubuntu-18.04.withdrawn-2407' },
  },
];

/** Systems that the documents say more of than that they are not listed. */
const notListedFacts: ReadonlyMap<string, string> = new Map([
  ['windows-server-2019', 'os.desktop-not-listed'],
  ['windows-server-2016', 'os.desktop-not-listed'],
  ['windows-server-2022', 'os.windows-server-2022.not-listed'],
]);

/**
 * Returns what the documents say of the driver extension on an OS (an id or another spelling that
 * `findOperatingSystem` takes; any other text is not tested) on a release of the device. Without a
 * release, or with a text that is none, the answer may depend on it: then it is not definite.
 */
export function osSupport(osId: string, release: string | undefined): OsSupportAnswer {
  const os = findOperatingSystem(osId)?.id ?? osId;
  const tested = testedList.find((entry) => entry.os === os);
  if (!tested) {
    const fact = notListedFacts.get(os) ?? 'os.not-listed';
    return { definite: true, support: { status: 'not-tested', fact } };
  }
  const support: OsSupport = { status: 'tested', fact: tested.fact };
  if (!tested.withdrawn) return { definite: true, support };
  const { since, fact } = tested.withdrawn;
  const withdrawn: OsSupport = { status: 'withdrawn', since, fact };
  const isWithdrawn = liesIn({ from: since }, release);
  if (isWithdrawn === undefined) return { definite: false, support, otherwise: withdrawn };
  return { definite: true, support: isWithdrawn ? withdrawn : support };
}

/** Returns the systems tested on a release; without one, those tested on every release. */
export function testedOperatingSystems(release: string | undefined): readonly OperatingSystem[] {
  return operatingSystems.filter(({ id }) => {
    const { definite, support } = osSupport(id, release);
    return definite && support.status === 'tested';
  });
}
