/** How many arguments a function takes. */
interface Limits {
  readonly name: string;
  readonly minArgs: number;
  /** `undefined` when there is no limit. */
  readonly maxArgs: number | undefined;
}

/** Returns why Azure refuses a call with `count` arguments, or `undefined` when it does not. */
export function argumentCount(
  { name, minArgs, maxArgs }: Limits,
  count: number,
): string | undefined {
  if (count >= minArgs && (maxArgs === undefined || count <= maxArgs)) return undefined;
  const most = maxArgs === undefined ? ' or more' : maxArgs > minArgs ? ` to ${maxArgs}` : '';
  const plural = minArgs === 1 && most === '' ? '' : 's';
  return `${name} needs ${minArgs}${most} argument${plural}, not ${count}`;
}
