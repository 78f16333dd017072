/**
 * Returns a function that asks the client to come again for what it shows. While it has not
 * answered, further calls become one more question.
 */
export function createRefresh(
  ask: () => Promise<unknown>,
  log: (message: string) => void,
): () => void {
  let isAsking = false;
  let hasChanged = false;

  const askUntilNothingChanges = async (): Promise<void> => {
    isAsking = true;
    while (hasChanged) {
      hasChanged = false;
      await ask().catch((error: unknown) => log(`the client cannot refresh: ${String(error)}`));
    }
    isAsking = false;
  };

  return () => {
    hasChanged = true;
    if (!isAsking) void askUntilNothingChanges();
  };
}
