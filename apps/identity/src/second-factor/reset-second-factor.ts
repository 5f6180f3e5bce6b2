import { systemCaller } from '@motcua/service-kit/caller';
import type { Commands, Tx } from '@motcua/service-kit/database';
import type { Clock } from '@motcua/service-kit/service';
import { lockPerson } from '../account/lock-person.js';
import { endSessionsOf } from '../session/end-session.js';
import { factorRemoved } from './factor-log.js';

/**
 * For an officer who lost the telephone, the key and the paper: an operator, who has seen them in person, takes their second factor away.
 * Their sessions end, and they add a new one at the next sign-in where their role asks for it.
 */
export class ResetSecondFactor {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
  ) {}

  /** @returns what was removed; undefined where no officer has the user name */
  async execute(username: string): Promise<{ removed: number } | undefined> {
    const answer = await this.commands.run(systemCaller('operator'), this.clock.now(), async (tx) => {
      const [officer] = await tx.query<{ id: string }>('select id from officer where username = $1', [username]);
      if (!officer) return { removed: -1 };
      const { id } = officer;
      await lockPerson(tx, { subjectId: id, kind: 'officer' });
      return { removed: await removeFactorsOf(tx, id) };
    });
    return answer.removed < 0 ? undefined : answer;
  }
}

/**
 * Of an officer whose row is locked. Their sessions end.
 * @returns how many there were
 */
export async function removeFactorsOf(tx: Tx, officerId: string): Promise<number> {
  const totp = await tx.query('delete from totp where subject_id = $1 returning subject_id', [officerId]);
  const keys = await tx.query('delete from passkey where subject_id = $1 returning id', [officerId]);
  await tx.query('delete from recovery_code where subject_id = $1', [officerId]);
  await endSessionsOf(tx, [officerId]);
  tx.record(
    ...totp.map(() => factorRemoved(officerId, 'totp')),
    ...keys.map(() => factorRemoved(officerId, 'passkey')),
  );
  return totp.length + keys.length;
}
