import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import { event, type Commands, type Queries } from '@motcua/service-kit/database';
import type { Clock } from '@motcua/service-kit/service';
import { lockPerson, onceOnly } from '../account/lock-person.js';
import type { PasswordHashes } from '../account/password-hashes.js';
import { endOtherSessions } from '../session/end-session.js';
import type { BreachedPasswords } from './breached-passwords.js';
import type { KnownPassword } from './known-password.js';
import { PasswordBreached, PasswordOfDemonstration } from './password.problems.js';

export const ChangePasswordInput = z
  .strictObject({ password: z.string().min(1).max(200), newPassword: z.string().min(10).max(200) })
  .meta({ id: 'ChangePassword' });
export type ChangePasswordInput = z.infer<typeof ChangePasswordInput>;

/** Gives a person another password, and ends their other sessions: whoever knew the old one is out. */
export class ChangePassword {
  constructor(
    private readonly commands: Commands,
    private readonly queries: Queries,
    private readonly passwords: PasswordHashes,
    private readonly known: KnownPassword,
    private readonly breached: BreachedPasswords,
    private readonly clock: Clock,
  ) {}

  /**
   * @param session of the caller: the hash of its token, hexadecimal, and where the request came from
   * @throws PasswordNotRight (422), PasswordBreached (422)
   * @throws PasswordOfDemonstration (409)
   */
  async execute(
    caller: Caller,
    { password, newPassword }: ChangePasswordInput,
    session: { readonly tokenHash: string; readonly address: string },
  ): Promise<void> {
    const at = this.clock.now();
    const { subjectId, kind } = caller;
    const [person] = await this.queries.read<{ demo: boolean }>('select demo from person where subject_id = $1', [
      subjectId,
    ]);
    if (person?.demo) throw new PasswordOfDemonstration();
    await this.known.check(caller, password, session.address, at);
    if (newPassword === password || (await this.breached.has(newPassword))) {
      const text = { vi: 'Hãy chọn một mật khẩu khác.', en: 'Choose another password.' };
      throw new PasswordBreached(undefined, { faults: [{ pointer: '/newPassword', code: 'breached', text }] });
    }
    const passwordHash = await this.passwords.make(newPassword);
    await this.commands.run(onceOnly(caller), at, async (tx) => {
      await lockPerson(tx, caller);
      const table = kind === 'citizen' ? 'citizen' : 'officer';
      await tx.query(`update ${table} set password_hash = $2 where id = $1`, [subjectId, passwordHash]);
      await endOtherSessions(tx, subjectId, session.tokenHash);
      tx.record(event('password.changed', subjectId, { subjectId }));
      return {};
    });
  }
}
