import type { OperatingSystem } from './facts.ts';
import { operatingSystems, spellingsOf } from './operating-systems.ts';

/** Shorter spellings are parts of too many other words. */
const SHORTEST = 5;

/**
 * Returns the operating system that the name of an image or of a VHD speaks of:
 * `ubuntu18.04waagent.vhd`, `WindowsServer2019_30GB.vhd`. People name files as they like, so it is
 * a guess to show and never to judge by.
 */
export function operatingSystemInName(name: string): OperatingSystem | undefined {
  const text = lettersAndDigits(name);
  let best: { readonly os: OperatingSystem; readonly length: number } | undefined;
  for (const os of operatingSystems) {
    for (const spelling of spellingsOf(os).map(lettersAndDigits)) {
      if (spelling.length < SHORTEST || spelling.length <= (best?.length ?? 0)) continue;
      if (text.includes(spelling)) best = { os, length: spelling.length };
    }
  }
  if (!best) return undefined;
  // `WindowsServer2019DatacenterCore`: the edition stands apart from the version.
  const { os } = best;
  const isCore = text.includes('core') && !os.id.endsWith('-core');
  return (isCore && operatingSystems.find(({ id }) => id === `${os.id}-core`)) || os;
}

function lettersAndDigits(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z\d]/g, '')
    .replace(/lts$/, '');
}
