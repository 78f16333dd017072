import { t } from '../base/l10n.ts';

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
  if (maxArgs === undefined) {
    return t('{0} needs {1} or more arguments, not {2}', name, minArgs, count);
  }
  if (maxArgs > minArgs) {
    return t('{0} needs {1} to {2} arguments, not {3}', name, minArgs, maxArgs, count);
  }
  return minArgs === 1
    ? t('{0} needs 1 argument, not {1}', name, count)
    : t('{0} needs {1} arguments, not {2}', name, minArgs, count);
}
