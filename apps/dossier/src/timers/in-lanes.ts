/** What is done in one transaction: a commit for each would cost more than the rest, and for all would keep others waiting. */
const togetherSize = 20;

export function together<T>(things: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(things.length / togetherSize) }, (_, index) =>
    things.slice(index * togetherSize, (index + 1) * togetherSize),
  );
}

/**
 * Works on some things, so many at once, and gives what came out in their order. Behind the first that fails nothing is begun, and its
 * error is thrown when what was under way has ended.
 */
export async function inLanes<T, R>(lanes: number, things: readonly T[], work: (thing: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = things.entries();
  let failed = false;
  const lane = async () => {
    for (const [index, thing] of waiting) {
      if (failed) return;
      try {
        results[index] = await work(thing);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return results;
}
