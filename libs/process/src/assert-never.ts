/** Stands where every kind has been dealt with: a new kind does not compile until it is dealt with, too. */
export function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
