import type { Caller } from '@motcua/service-kit/caller';
import type { Tx } from '@motcua/service-kit/database';

/** Locks the row of a person, whose history what follows is part of. */
export async function lockPerson(tx: Tx, { subjectId, kind }: Pick<Caller, 'subjectId' | 'kind'>): Promise<void> {
  const table = kind === 'citizen' ? 'citizen' : 'officer';
  await tx.query(`select from ${table} where id = $1 for no key update`, [subjectId]);
}

/** The caller of a command whose answer must not be kept for a repetition: it gives out a token or a secret. */
export function onceOnly({ subjectId, kind, positions, agencyCodes, language, expiresAt }: Caller): Caller {
  return { subjectId, kind, positions, agencyCodes, language, expiresAt };
}
