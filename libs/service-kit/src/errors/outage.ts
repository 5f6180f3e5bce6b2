import { TemporarilyUnavailable } from './problems.js';

/** Connection lost, server shutting down or out of resources, a called service away: nothing that is wrong with the event. */
export function isOutage(error: unknown): boolean {
  if (error instanceof TemporarilyUnavailable) return true;
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return (
    /^(08|53|57|58|40)...$|^ECONN|^EPIPE$|^ENOENT$|^ETIMEDOUT$/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
  );
}
