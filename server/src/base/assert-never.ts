/** Makes the compiler reject a switch that forgets a case. Never runs. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}
