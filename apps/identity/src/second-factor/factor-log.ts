import { Factor } from '@motcua/contracts/identity/v1/events';
import { event, type Tx } from '@motcua/service-kit/database';
import type { Sealer } from '@motcua/service-kit/sealed';
import { makeRecoveryCodes } from './recovery-codes.js';

export type FactorName = 'totp' | 'passkey' | 'recoveryCodes';

const factors = {
  totp: Factor.FACTOR_TOTP,
  passkey: Factor.FACTOR_PASSKEY,
  recoveryCodes: Factor.FACTOR_RECOVERY_CODES,
} as const satisfies Record<FactorName, Factor>;

export function factorAdded(subjectId: string, factor: FactorName) {
  return event('factor.added', subjectId, { subjectId, factor: factors[factor] });
}

export function factorRemoved(subjectId: string, factor: FactorName) {
  return event('factor.removed', subjectId, { subjectId, factor: factors[factor] });
}

/** What is stored of a code on paper: an HMAC under a key of this service, for which sixty random bits are enough. */
export function recoveryCodeHash(sealer: Sealer, subjectId: string, code: string): Buffer {
  return sealer.blindIndex(`${subjectId}\n${code}`, 'recovery-code');
}

/** Ten new codes in the place of those that there were. They are shown once. */
export async function replaceRecoveryCodes(tx: Tx, sealer: Sealer, subjectId: string): Promise<string[]> {
  const codes = makeRecoveryCodes();
  await tx.query('delete from recovery_code where subject_id = $1', [subjectId]);
  await tx.query(
    'insert into recovery_code (subject_id, code_hash, created_at) select $1, *, $3 from unnest($2::bytea[])',
    [subjectId, codes.map((code) => recoveryCodeHash(sealer, subjectId, code)), tx.at],
  );
  tx.record(factorAdded(subjectId, 'recoveryCodes'));
  return codes;
}

/** The codes on paper that come with the first factor; none with a later one. */
export async function firstRecoveryCodes(tx: Tx, sealer: Sealer, subjectId: string): Promise<string[] | undefined> {
  const [kept] = await tx.query('select from recovery_code where subject_id = $1 limit 1', [subjectId]);
  return kept ? undefined : replaceRecoveryCodes(tx, sealer, subjectId);
}
