import { TemporarilyUnavailable } from './problems.js';

/**
 * SQLSTATE classes: connection, resources, operator intervention (a statement cut), system error, transaction rolled back; a lock that was
 * waited for in vain, a transaction ended for idling; and refused or lost sockets.
 */
const outageCode =
  /^(08|53|57|58|40)...$|^55P03$|^25P03$|^ECONN|^EPIPE$|^ETIMEDOUT$|^E(HOST|NET)UNREACH$|^ENOTFOUND$|^EAI_AGAIN$/;
/** What node-postgres and TypeORM say without a code when a connection is gone. */
const outageMessage =
  /Connection terminated|is not queryable|timeout exceeded when trying to connect|Query runner already released|Driver not Connected|Query read timeout|was closed and is not queryable/;

/** Connection lost, server shutting down or out of resources, a called service away: nothing that is wrong with the event. */
export function isOutage(error: unknown): boolean {
  if (error instanceof TemporarilyUnavailable) return true;
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  // Nobody listens on a Unix socket. Of a file the same code says that it is missing, which no waiting mends.
  if (code === 'ENOENT') return 'syscall' in error && error.syscall === 'connect';
  return outageCode.test(code) || outageMessage.test(error.message);
}
