// What the tests use of `node:assert/strict`, for a host without Node.

export class AssertionError extends Error {
  constructor({ message }: { readonly message: string }) {
    super(message);
    this.name = 'AssertionError';
  }
}

export function ok(value: unknown, message?: string): asserts value {
  if (!value) fail(message ?? `${show(value)} is not truthy`);
}

export function equal(actual: unknown, expected: unknown, message?: string): void {
  if (!Object.is(actual, expected)) fail(message ?? `${show(actual)} is not ${show(expected)}`);
}

export function notEqual(actual: unknown, unwanted: unknown, message?: string): void {
  if (Object.is(actual, unwanted)) fail(message ?? `it is ${show(unwanted)}`);
}

/** Compares arrays and plain objects by what is in them. */
export function deepEqual(actual: unknown, expected: unknown, message?: string): void {
  if (!isSame(actual, expected)) fail(message ?? `${show(actual)} is not ${show(expected)}`);
}

export function match(text: string, pattern: RegExp, message?: string): void {
  if (!pattern.test(text)) fail(message ?? `${show(text)} does not match ${pattern.toString()}`);
}

export function doesNotMatch(text: string, pattern: RegExp, message?: string): void {
  if (pattern.test(text)) fail(message ?? `${show(text)} matches ${pattern.toString()}`);
}

export async function rejects(promise: Promise<unknown>, pattern?: RegExp): Promise<void> {
  try {
    await promise;
  } catch (error) {
    if (pattern) match(String(error), pattern);
    return;
  }
  fail('it was not rejected');
}

export function fail(message: string): never {
  throw new AssertionError({ message });
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return Object.is(a, b);
  }
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  const [ofA, ofB] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    ofA.length === ofB.size &&
    ofA.every(([key, value]) => ofB.has(key) && isSame(value, ofB.get(key)))
  );
}

function show(value: unknown): string {
  return JSON.stringify({ value }).slice('{"value":'.length, -1) || 'undefined';
}
