import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '@motcua/service-kit/caller';
import type { Tx } from '@motcua/service-kit/database';
import { SignInRequired } from '@motcua/service-kit/errors';
import { tokenHash } from '@motcua/service-kit/http';
import { endSession } from './end-session.js';
import { SessionRow } from './session.entity.js';

/** A session that began. The token goes into the cookie and nowhere else. */
export interface BegunSession {
  readonly token: string;
  readonly caller: Caller;
}

/** Half a sign-in is finished soon, or begun again: minutes. */
const halfMinutes = { secondFactor: 10, enrolment: 30 } as const;

/** A new token, and its caller until the session can be resolved. */
export function newSession(
  { id, kind }: { readonly id: string; readonly kind: 'citizen' | 'officer' },
  at: Date,
  { awaits, sessionMinutes }: { readonly awaits: Caller['awaits']; readonly sessionMinutes: number },
): BegunSession {
  const minutes = awaits ? Math.min(halfMinutes[awaits], sessionMinutes) : sessionMinutes;
  const expiresAt = new Date(at.getTime() + minutes * 60_000);
  const token = randomBytes(32).toString('base64url');
  const caller: Caller = { subjectId: id, kind, positions: [], agencyCodes: [], language: 'vi', expiresAt };
  return { token, caller: awaits ? { ...caller, awaits } : caller };
}

/** Writes the session down; of the token its hash alone. */
export async function beginSession(
  tx: Tx,
  { token, caller }: BegunSession,
  { device, secondFactorAt }: { readonly device: string; readonly secondFactorAt: Date | null },
): Promise<string> {
  const session = {
    id: uuidv7(),
    tokenHash: Buffer.from(tokenHash(token), 'hex'),
    subjectId: caller.subjectId,
    kind: caller.kind === 'citizen' ? ('citizen' as const) : ('officer' as const),
    createdAt: tx.at,
    lastSeenAt: tx.at,
    expiresAt: caller.expiresAt,
    awaits: caller.awaits ?? null,
    secondFactorAt,
    device,
  };
  await tx.manager.insert(SessionRow, session);
  return session.id;
}

/**
 * The second factor was shown. A session that lacked it ends, and a whole one begins under a new token, so that what was planted before is
 * worth nothing; a whole session goes on.
 * @param tokenHash of the session in which it was shown, hexadecimal
 */
export async function completeSession(tx: Tx, hash: string, sessionMinutes: number): Promise<BegunSession | undefined> {
  const [former] = await tx.query<{
    awaits: string | null;
    device: string;
    subject_id: string;
    kind: 'citizen' | 'officer';
  }>(
    `update session set second_factor_at = $2 where token_hash = $1 and ended_at is null
     returning awaits, device, subject_id, kind`,
    [Buffer.from(hash, 'hex'), tx.at],
  );
  if (!former) throw new SignInRequired();
  if (former.awaits === null) return undefined;
  const begun = newSession({ id: former.subject_id, kind: former.kind }, tx.at, { awaits: undefined, sessionMinutes });
  await endSession(tx, hash);
  await beginSession(tx, begun, { device: former.device, secondFactorAt: tx.at });
  return begun;
}
