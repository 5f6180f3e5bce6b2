import { systemCaller } from '@motcua/service-kit/caller';
import type { Commands } from '@motcua/service-kit/database';
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
      const totp = await tx.query('delete from totp where subject_id = $1 returning subject_id', [id]);
      const keys = await tx.query('delete from passkey where subject_id = $1 returning id', [id]);
      await tx.query('delete from recovery_code where subject_id = $1', [id]);
      await endSessionsOf(tx, [id]);
      tx.record(...totp.map(() => factorRemoved(id, 'totp')), ...keys.map(() => factorRemoved(id, 'passkey')));
      return { removed: totp.length + keys.length };
    });
    return answer.removed < 0 ? undefined : answer;
  }
}
