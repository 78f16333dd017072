/** One of several runs that share the work: `index` of `count`, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where CI systems tell a job its number, and how many there are. */
const SOURCES = [
  // A Kubernetes Indexed Job counts from 0; the number of jobs is set in the manifest.
  { index: 'JOB_COMPLETION_INDEX', count: 'JOB_COMPLETIONS', first: 0 },
  // Azure Pipelines, with `parallel`.
  { index: 'SYSTEM_JOBPOSITIONINPHASE', count: 'SYSTEM_TOTALJOBSINPHASE', first: 1 },
  // GitLab, with `parallel`.
  { index: 'CI_NODE_INDEX', count: 'CI_NODE_TOTAL', first: 1 },
] as const;

/** Returns the shard that `I/N` or `auto` means, or what is wrong with it. */
export function shardOf(
  text: string,
  environment: Environment,
): Shard | { readonly problem: string } {
  if (text === 'auto') return shardOfEnvironment(environment);
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
  const shard = { index: Number(match?.[1]), count: Number(match?.[2]) };
  if (match && isShard(shard)) return shard;
  return { problem: `'${text}' is not a shard; expected I/N with I from 1 to N, or auto` };
}

/** Returns the items that fall to a shard: every item falls to one, and the shares are even. */
export function shareOf<T>(items: readonly T[], { index, count }: Shard): readonly T[] {
  return items.filter((_, position) => position % count === index - 1);
}

function shardOfEnvironment(environment: Environment): Shard | { readonly problem: string } {
  for (const { index, count, first } of SOURCES) {
    const written = environment[index];
    const total = environment[count];
    if (written === undefined || written === '') continue;
    if (total === undefined || total === '') {
      return { problem: `--shard auto: ${index} is set, but ${count} is not` };
    }
    const shard = { index: Number(written) - first + 1, count: Number(total) };
    if (isShard(shard)) return shard;
    return { problem: `--shard auto: ${index}=${written} and ${count}=${total} are no shard` };
  }
  const names = SOURCES.map(({ index, count }) => `${index} and ${count}`).join(', or ');
  return { problem: `--shard auto: the environment has none of ${names}` };
}

function isShard({ index, count }: Shard): boolean {
  return Number.isInteger(index) && Number.isInteger(count) && index >= 1 && index <= count;
}
