import type { Tx } from '@motcua/service-kit/database';
import { PasskeyNotRight } from './second-factor.problems.js';

/** Minutes for which a device may sign a challenge. */
const challengeMinutes = 5;

/** Keeps what the next passkey of a session has to sign; one at a time. */
export async function keepChallenge(tx: Tx, tokenHash: string, challenge: string): Promise<void> {
  await tx.query(
    'update session set challenge = $2, challenge_until = $3::timestamptz + make_interval(mins => $4) where token_hash = $1',
    [Buffer.from(tokenHash, 'hex'), challenge, tx.at, challengeMinutes],
  );
}

/**
 * Takes the challenge of a session: it is signed once.
 * @throws PasskeyNotRight (422) there is none, or it is too old
 */
export async function takeChallenge(tx: Tx, tokenHash: string): Promise<string> {
  const [taken] = await tx.query<{ challenge: string }>(
    `with found as (
       select id, challenge from session
        where token_hash = $1 and ended_at is null and challenge is not null and challenge_until > $2 for update)
     update session s set challenge = null from found f where s.id = f.id returning f.challenge`,
    [Buffer.from(tokenHash, 'hex'), tx.at],
  );
  if (!taken) throw new PasskeyNotRight();
  return taken.challenge;
}
