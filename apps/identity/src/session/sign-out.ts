import { systemCaller, type Caller } from '@motcua/service-kit/caller';
import type { Commands } from '@motcua/service-kit/database';
import { tokenHash } from '@motcua/service-kit/http';
import type { Clock } from '@motcua/service-kit/service';
import { endSession } from './end-session.js';

/** Ends the session of the token. Without a session nothing is left to end, and that is no fault. */
export class SignOut {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
  ) {}

  async execute(caller: Caller | undefined, token: string | undefined): Promise<void> {
    if (!token) return;
    // Half a session has no caller on a public route, and ends like a whole one.
    await this.commands.run(caller ?? systemCaller('identity'), this.clock.now(), async (tx) => {
      await endSession(tx, tokenHash(token));
      return {};
    });
  }
}
