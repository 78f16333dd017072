import type { Figure } from './measure.ts';

/** What the figures were taken on: the machine, Node and the peers. */
export type Machine = Readonly<Record<string, string | number>>;

/** Returns the figures as a page in Markdown. */
export function tableOf(machine: Machine, figures: readonly Figure[]): string {
  const where = Object.entries(machine).map(([name, value]) => `- ${name}: ${value}`);
  const rows = figures.map((figure) => `| ${cellsOf(figure).join(' | ')} |`);
  return `# Benchmarks

Written by \`npm run bench\`. Times differ from machine to machine, so a figure is a ratio to a named
peer in the same run wherever there is one. Each time is the median of several rounds.

${where.join('\n')}

| what | figure | bar | held | ours | peer |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
}

function cellsOf({ what, ours, peer, peerName, unit, figure, bar, note }: Figure): string[] {
  const isRatio = peer !== undefined && peerName !== 'node -e 0';
  const shown = isRatio
    ? `${figure.toFixed(isSmall(figure) ? 4 : 2)} ×`
    : `${figure.toFixed(1)} ${unit}`;
  return [
    note === undefined ? what.trim() : `${what.trim()} (${note})`,
    shown,
    bar === Infinity ? '' : `${bar}`,
    bar === Infinity ? '' : figure <= bar ? 'yes' : '**no**',
    `${ours.toFixed(1)} ${unit}`,
    peer === undefined ? '' : `${peer.toFixed(1)} ${unit}, ${peerName}`,
  ];
}

function isSmall(figure: number): boolean {
  return figure < 0.1;
}
