import { performance } from 'node:perf_hooks';

/** One figure: what was measured, against what, and what it should be. */
export interface Figure {
  readonly what: string;
  /** Ours, in the unit named. */
  readonly ours: number;
  /** The peer's in the same run; `undefined` for figures that have none. */
  readonly peer: number | undefined;
  readonly peerName: string | undefined;
  readonly unit: 'ms' | 'MiB' | 'KiB';
  /** Ours by the peer's, or ours where there is no peer. */
  readonly figure: number;
  readonly bar: number;
  readonly note?: string;
}

/** A piece of work; returns something that depends on it, so that it cannot be left out. */
export type Work = () => unknown;

const ROUNDS = 9;

/**
 * Returns the median milliseconds of each work. They run in turns, so that a machine that slows
 * down slows all of them; a first round that is not counted warms up.
 */
export function inTurns(works: readonly Work[], rounds = ROUNDS): readonly number[] {
  const times = works.map((): number[] => []);
  for (let round = -1; round < rounds; round++) {
    works.forEach((work, index) => {
      const start = performance.now();
      sink = work();
      if (round >= 0) times[index]?.push(performance.now() - start);
    });
  }
  return times.map(median);
}

/** Keeps results alive until the next one. */
export let sink: unknown;

/** Returns the middle of the values; 0 when there are none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Returns the figure that compares ours with a peer's, in milliseconds. */
export function ratio(
  what: string,
  ours: number,
  peer: number,
  peerName: string,
  bar: number,
): Figure {
  return { what, ours, peer, peerName, unit: 'ms', figure: ours / peer, bar };
}
