import { setTimeout as pause } from 'node:timers/promises';

/** What a round of work took. */
export interface Round {
  readonly operations: number;
  readonly seconds: number;
  /** Milliseconds of each operation, ascending. */
  readonly latenciesMs: readonly number[];
}

/** Does `operations` pieces of work, so many at once. */
export async function inParallel(operations: number, atOnce: number, work: () => Promise<unknown>): Promise<Round> {
  const latenciesMs: number[] = [];
  let left = operations;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) {
        const before = performance.now();
        await work();
        latenciesMs.push(performance.now() - before);
      }
    }),
  );
  return {
    operations,
    seconds: (performance.now() - startedAt) / 1_000,
    latenciesMs: latenciesMs.sort((a, b) => a - b),
  };
}

/**
 * Begins so many pieces of work a second, whether those before have ended or not, as people do. A piece is timed from the moment at which
 * it was due, so that a stall counts for all who would have come meanwhile.
 */
export async function atRate(perSecond: number, seconds: number, work: () => Promise<unknown>): Promise<Round> {
  const latenciesMs: number[] = [];
  const under: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let index = 0; index < perSecond * seconds; index++) {
    const dueAt = startedAt + (index * 1_000) / perSecond;
    const early = dueAt - performance.now();
    if (early > 0) await pause(early);
    const done = work().then(() => {
      latenciesMs.push(performance.now() - dueAt);
    });
    done.catch(() => undefined); // it is thrown below, when no work is left behind
    under.push(done);
  }
  await Promise.all(under);
  return {
    operations: under.length,
    seconds: (performance.now() - startedAt) / 1_000,
    latenciesMs: latenciesMs.sort((a, b) => a - b),
  };
}

export function perSecond({ operations, seconds }: Pick<Round, 'operations' | 'seconds'>): number {
  return operations / seconds;
}

/** @param share 0.5 the median, 0.99 what all but one in a hundred stay under */
export function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}
