import { createHash, randomInt } from 'node:crypto';
import type { Caller } from '@motcua/service-kit/caller';
import { event, type Commands, type Tx } from '@motcua/service-kit/database';
import { NotFound } from '@motcua/service-kit/errors';
import type { Clock } from '@motcua/service-kit/service';
import { onceOnly } from '../account/lock-person.js';
import type { ActivationCode } from './officer.schemas.js';
import { PasswordOfDemonstration } from '../password/password.problems.js';
import { OfficerIsDisabled, OwnAccount } from './officer.problems.js';

/** Without I, L, O and U: read from paper and typed, none is taken for another (Crockford). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Long enough for a weekend, short enough for a slip of paper that lies about. */
const validHours = 72;

/** Gives an officer a code by which they choose a password: the first one, or another for one that is forgotten. */
export class InviteOfficer {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
  ) {}

  /**
   * The code is answered once; a former one is void. The password holds until the officer chooses another.
   * @throws NotFound (404)
   * @throws OwnAccount (409), OfficerIsDisabled (409), PasswordOfDemonstration (409)
   */
  async execute(caller: Caller, id: string): Promise<ActivationCode> {
    if (id === caller.subjectId) throw new OwnAccount();
    let invitation: ActivationCode | undefined;
    await this.commands.run(onceOnly(caller), this.clock.now(), async (tx) => {
      const [officer] = await tx.query<{ disabled: boolean; demo: boolean }>(
        'select disabled_at is not null as disabled, demo from officer where id = $1 for no key update',
        [id],
      );
      if (!officer) throw new NotFound();
      if (officer.demo) throw new PasswordOfDemonstration();
      if (officer.disabled) throw new OfficerIsDisabled();
      invitation = await invite(tx, id);
      return {};
    });
    if (!invitation) throw new Error('a command that was committed has given its code');
    return invitation;
  }
}

/** Makes the code of an officer whose row is locked, or new. */
export async function invite(tx: Tx, officerId: string): Promise<ActivationCode> {
  const groups = Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join(''),
  );
  const code = groups.join('-');
  const expiresAt = new Date(tx.at.getTime() + validHours * 3_600_000);
  await tx.query(
    `insert into activation_code (officer_id, code_hash, issued_at, expires_at) values ($1, $2, $3, $4)
     on conflict (officer_id) do update set code_hash = excluded.code_hash, issued_at = excluded.issued_at, expires_at = excluded.expires_at`,
    [officerId, hashOfCode(code), tx.at, expiresAt],
  );
  tx.record(event('officer.invited', officerId, { officerId, expiresAt }));
  return { code, expiresAt: expiresAt.toISOString() };
}

/** Of a code as it was typed from paper. Eighty random bits need no slow hash. */
export function hashOfCode(typed: string): Buffer {
  const plain = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return createHash('sha256').update(plain).digest();
}
