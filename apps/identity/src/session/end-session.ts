import { event, type Tx } from '@motcua/service-kit/database';

/** Ends the session with this token hash (hexadecimal), if it still runs, and says so: caches drop it. */
export async function endSession(tx: Tx, tokenHash: string): Promise<void> {
  const [ended] = await tx.query<{ id: string }>(
    'update session set ended_at = $2 where token_hash = $1 and ended_at is null returning id',
    [Buffer.from(tokenHash, 'hex'), tx.at],
  );
  if (ended) tx.record(event('session.ended', ended.id, { sessionId: ended.id, tokenHash }));
}
