import { systemCaller } from '@motcua/service-kit/caller';
import { event, type Commands, type Queries } from '@motcua/service-kit/database';
import type { Clock } from '@motcua/service-kit/service';
import type { PasswordHashes } from '../account/password-hashes.js';
import type { BreachedPasswords } from '../password/breached-passwords.js';
import { PasswordBreached } from '../password/password.problems.js';
import { endSessionsOf } from '../session/end-session.js';
import { hashOfCode } from './invite-officer.js';
import type { ActivateOfficerInput } from './officer.schemas.js';
import { ActivationRefused } from './officer.problems.js';

/** Has an officer choose a password by the code that an administrator gave them. It works once, and what was signed in before ends. */
export class ActivateOfficer {
  constructor(
    private readonly commands: Commands,
    private readonly queries: Queries,
    private readonly passwords: PasswordHashes,
    private readonly breached: BreachedPasswords,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws ActivationRefused (422) alike for an unknown officer, a wrong code and a void one
   * @throws PasswordBreached (422)
   */
  async execute({ username, code, newPassword }: ActivateOfficerInput): Promise<void> {
    const at = this.clock.now();
    const codeHash = hashOfCode(code);
    const isOf = `c.code_hash = $2 and c.expires_at > $3 and o.username = $1 and o.disabled_at is null and not o.demo`;
    const values = [username.normalize('NFC'), codeHash, at];
    const [known] = await this.queries.read<{ id: string }>(
      `select o.id from activation_code c join officer o on o.id = c.officer_id where ${isOf}`,
      values,
    );
    if (!known) throw new ActivationRefused();
    if (await this.breached.has(newPassword)) {
      const text = { vi: 'Hãy chọn một mật khẩu khác.', en: 'Choose another password.' };
      throw new PasswordBreached(undefined, { faults: [{ pointer: '/newPassword', code: 'breached', text }] });
    }
    const passwordHash = await this.passwords.make(newPassword);
    await this.commands.run(systemCaller('identity'), at, async (tx) => {
      // Whoever comes second with the same code finds it gone.
      const [used] = await tx.query<{ officer_id: string }>(
        `delete from activation_code c using officer o where o.id = c.officer_id and ${isOf} returning c.officer_id`,
        values,
      );
      if (!used) throw new ActivationRefused();
      const officerId = used.officer_id;
      await tx.query('update officer set password_hash = $2 where id = $1', [officerId, passwordHash]);
      await endSessionsOf(tx, [officerId]);
      tx.record(event('officer.activated', officerId, { officerId }));
      return {};
    });
  }
}
