import type { Caller } from '@motcua/service-kit/caller';
import type { Commands } from '@motcua/service-kit/database';
import { NotFound } from '@motcua/service-kit/errors';
import type { Clock } from '@motcua/service-kit/service';
import { onceOnly } from '../account/lock-person.js';
import { endOtherSessions, endSession } from '../session/end-session.js';

/** Signs a person out elsewhere: of one device, or of all but the one at hand. */
export class EndOwnSessions {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound (404) the session is over, or another person's */
  async one(caller: Caller, sessionId: string): Promise<void> {
    await this.commands.run(onceOnly(caller), this.clock.now(), async (tx) => {
      const [session] = await tx.query<{ token_hash: string }>(
        `select encode(token_hash, 'hex') as token_hash from session where id = $1 and subject_id = $2 and ended_at is null`,
        [sessionId, caller.subjectId],
      );
      if (!session) throw new NotFound();
      await endSession(tx, session.token_hash);
      return {};
    });
  }

  /** @param keptHash of the token of the session at hand, hexadecimal */
  async allOthers(caller: Caller, keptHash: string): Promise<void> {
    await this.commands.run(onceOnly(caller), this.clock.now(), async (tx) => {
      await endOtherSessions(tx, caller.subjectId, keptHash);
      return {};
    });
  }
}
