/**
 * Runs what leaves the process with a signal that ends it after `timeoutMs` (reason: `TimeoutError`), or when `stop` does. Not
 * `AbortSignal.any` with `AbortSignal.timeout`: nothing holds the two but one another, so that Node 20 may collect them before they fire, and the
 * call hangs for ever. Here the timer and `stop` hold the signal until the work has ended.
 */
export async function withinTime<T>(
  timeoutMs: number,
  stop: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const stopped = () => ending.abort(stop.reason);
  const timer = setTimeout(
    () => ending.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
    timeoutMs,
  );
  stop.addEventListener('abort', stopped, { once: true });
  if (stop.aborted) stopped();
  try {
    return await work(ending.signal);
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', stopped);
  }
}
