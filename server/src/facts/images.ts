import type { Fact, MarketplaceImage, OperatingSystem } from './facts.ts';
import { factOf } from './fact-row.ts';
import { findOperatingSystem } from './operating-systems.ts';
import table from './data/images.json' with { type: 'json' };

interface ImageRow {
  readonly publisher: string;
  readonly offer: string;
  readonly sku: string;
  readonly os: string;
  readonly sources: string;
  readonly note?: string;
}

const rows: readonly ImageRow[] = table;

/** A Marketplace image that a document names, with the id of its operating system. */
export type NamedMarketplaceImage = Pick<ImageRow, 'publisher' | 'offer' | 'sku' | 'os'>;

/** The Marketplace images that the documents name. */
export const marketplaceImages: readonly NamedMarketplaceImage[] = rows;

const gen2Suffix = /-gen2$/;

/**
 * Returns what publisher, offer and sku tell of a Marketplace image, in any letter case;
 * `undefined` when the documents know neither the image nor a rule for its name. Generation 2 is
 * told by the suffix `-gen2`; without it the generation is not known.
 */
export function marketplaceImage(
  publisher: string,
  offer: string,
  sku: string,
): MarketplaceImage | undefined {
  const name = sku.trim().toLowerCase();
  const generation = gen2Suffix.test(name) ? 2 : undefined;
  const plain = name.replace(gen2Suffix, '');
  const listed = byUrn.get(urn(publisher, offer, plain));
  const found = listed ?? byNamingRule(`${publisher}:${offer}`.toLowerCase(), plain);
  return found && { ...found, generation };
}

type NamedImage = Pick<MarketplaceImage, 'os' | 'fact'>;

const byUrn: ReadonlyMap<string, NamedImage> = new Map(
  rows.map((row) => [
    urn(row.publisher, row.offer, row.sku),
    { os: findOperatingSystem(row.os), fact: factId(row) },
  ]),
);

export const imageFacts: readonly Fact[] = rows.map((row) =>
  factOf({
    ...row,
    id: factId(row),
    statement: `The image ${row.publisher}:${row.offer}:${row.sku} holds ${findOperatingSystem(row.os)?.name ?? row.os}.`,
  }),
);

function byNamingRule(offer: string, sku: string): NamedImage | undefined {
  switch (offer) {
    case 'microsoftwindowsserver:windowsserver': {
      const [year, ...parts] = sku.split('-');
      if (!parts.includes('datacenter')) return undefined;
      const os = windowsServer(`windows-server-${year}`, parts);
      return os && { os, fact: 'image.windows-server-sku' };
    }
    case 'redhat:rhel-byos': {
      const version = /^rhel-lvm(\d)(\d*)$/.exec(sku);
      return { os: rhel(version?.[1], version?.[2]), fact: 'image.rhel-byos' };
    }
    case 'redhat:rhel': {
      const version = /^(\d)(?:[._]?(\d+))?(?:-.*)?$/.exec(sku);
      return { os: rhel(version?.[1], version?.[2]), fact: 'image.rhel-payg' };
    }
    default:
      return undefined;
  }
}

/** Where the list has no Core edition of its own, the version stands for both. */
function windowsServer(version: string, parts: readonly string[]): OperatingSystem | undefined {
  const core = parts.includes('core') ? findOperatingSystem(`${version}-core`) : undefined;
  return core ?? findOperatingSystem(version);
}

/** A minor version that is not in the list is still that major version. */
function rhel(major: string | undefined, minor: string | undefined): OperatingSystem | undefined {
  if (!major) return undefined;
  return (
    findOperatingSystem(`rhel-${major}.${minor ?? ''}`) ?? findOperatingSystem(`rhel-${major}`)
  );
}

function factId(row: ImageRow): string {
  return `image.${row.offer}.${row.sku}`;
}

function urn(publisher: string, offer: string, sku: string): string {
  return `${publisher}:${offer}:${sku}`.toLowerCase();
}
