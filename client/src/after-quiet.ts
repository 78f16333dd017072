/** A call that waits for quiet. */
export interface QuietCall {
  readonly call: () => void;
  readonly dispose: () => void;
}

/** Returns what calls `run` when nobody has asked for it for `milliseconds`. */
export function afterQuiet(milliseconds: number, run: () => void): QuietCall {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const dispose = (): void => clearTimeout(timer);
  const call = (): void => {
    dispose();
    timer = setTimeout(run, milliseconds);
  };
  return { call, dispose };
}
