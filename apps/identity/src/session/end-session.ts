import { v7 as uuidv7 } from 'uuid';
import { event, type Tx } from '@motcua/service-kit/database';

/** Ends the session with this token hash (hexadecimal), if it still runs. */
export async function endSession(tx: Tx, tokenHash: string): Promise<void> {
  await endWhere(tx, 'token_hash = $2', [Buffer.from(tokenHash, 'hex')]);
}

/**
 * Ends what sessions these people have and what they allowed applications to do in their absence, because what they may do has changed, or
 * who else may have acted as them: a token that was given to somebody with other rights is not carried over to the new ones. They sign in anew.
 */
export async function endSessionsOf(tx: Tx, subjectIds: readonly string[]): Promise<void> {
  await endWhere(tx, 'subject_id = any ($2::uuid[])', [subjectIds]);
  await endGrantsOf(tx, subjectIds);
}

/** The same for one person, who goes on in the session that is kept. @param keptHash hexadecimal */
export async function endOtherSessions(tx: Tx, subjectId: string, keptHash: string): Promise<void> {
  await endWhere(tx, 'subject_id = $2 and token_hash <> $3', [subjectId, Buffer.from(keptHash, 'hex')]);
  await endGrantsOf(tx, [subjectId]);
}

/** Ends sessions that still run, and says so: caches drop them, and the applications that somebody signed in to with one are told. */
async function endWhere(tx: Tx, condition: string, values: readonly unknown[]): Promise<void> {
  const ended = await tx.query<{ id: string; token_hash: string }>(
    `with ended as (
       update session set ended_at = $1 where ${condition} and ended_at is null returning id, subject_id, token_hash),
     gone as (
       delete from openid_state o using ended e where o.kind = 'Session' and o.session_id = e.id returning e.subject_id, o.clients),
     queued as (
       insert into openid_logout (id, client_id, subject_id, sid)
       select gen_random_uuid(), c.key, g.subject_id, c.value from gone g cross join jsonb_each_text(g.clients) c)
     select id, encode(token_hash, 'hex') as token_hash from ended`,
    [tx.at, ...values],
  );
  tx.record(...ended.map(({ id, token_hash: tokenHash }) => event('session.ended', id, { sessionId: id, tokenHash })));
}

async function endGrantsOf(tx: Tx, subjectIds: readonly string[]): Promise<void> {
  const ended = await tx.query<{ client_id: string; subject_id: string }>(
    `with ended as (
       delete from openid_state where kind = 'Grant' and subject_id = any ($1::uuid[]) returning id_hash, client_id, subject_id),
     tokens as (
       delete from openid_state where grant_hash in (select id_hash from ended))
     select client_id, subject_id from ended`,
    [subjectIds],
  );
  tx.record(
    ...ended.map(({ client_id: clientId, subject_id: subjectId }) =>
      event('grant.ended', uuidv7(), { clientId, subjectId, reason: 'revoked' }),
    ),
  );
}
