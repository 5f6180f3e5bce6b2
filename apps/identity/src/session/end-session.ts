import { event, type Tx } from '@motcua/service-kit/database';

/** Ends the session with this token hash (hexadecimal), if it still runs, and says so: caches drop it, and applications that somebody signed in to with it are told. */
export async function endSession(tx: Tx, tokenHash: string): Promise<void> {
  const [ended] = await tx.query<{ id: string }>(
    'update session set ended_at = $2 where token_hash = $1 and ended_at is null returning id',
    [Buffer.from(tokenHash, 'hex'), tx.at],
  );
  if (!ended) return;
  await tx.query(
    `with gone as (delete from openid_state where kind = 'Session' and session_id = $1 returning clients)
     insert into openid_logout (id, client_id, subject_id, sid)
     select gen_random_uuid(), c.key, s.subject_id, c.value
       from gone cross join jsonb_each_text(gone.clients) c cross join session s where s.id = $1`,
    [ended.id],
  );
  tx.record(event('session.ended', ended.id, { sessionId: ended.id, tokenHash }));
}

/**
 * Ends what sessions these people have, because what they may do has changed: a token that was given to somebody with other rights is not
 * carried over to the new ones. They sign in anew.
 */
export async function endSessionsOf(tx: Tx, subjectIds: readonly string[]): Promise<void> {
  const ended = await tx.query<{ id: string; token_hash: string }>(
    `update session set ended_at = $2 where subject_id = any ($1::uuid[]) and ended_at is null
     returning id, encode(token_hash, 'hex') as token_hash`,
    [subjectIds, tx.at],
  );
  tx.record(...ended.map(({ id, token_hash: tokenHash }) => event('session.ended', id, { sessionId: id, tokenHash })));
}
