import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import type { Commands, Tx } from '@motcua/service-kit/database';
import { NotFound } from '@motcua/service-kit/errors';
import type { Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import { lockPerson, onceOnly } from '../account/lock-person.js';
import type { KnownPassword } from '../password/known-password.js';
import type { DemandedFactor } from './demanded-factor.js';
import { factorRemoved, replaceRecoveryCodes } from './factor-log.js';
import { SecondFactorNeeded } from './second-factor.problems.js';

export const GivenPassword = z.strictObject({ password: z.string().min(1).max(200) }).meta({ id: 'GivenPassword' });
export type GivenPassword = z.infer<typeof GivenPassword>;

/** The application, or a passkey by its id. */
export type RemovedFactor = { readonly factor: 'totp' } | { readonly factor: 'passkey'; readonly id: string };

/** Takes a second factor away, or gives new codes on paper; the password is asked for once more. */
export class RemoveFactor {
  constructor(
    private readonly commands: Commands,
    private readonly known: KnownPassword,
    private readonly demanded: DemandedFactor,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws PasswordNotRight (422)
   * @throws SecondFactorNeeded (409) it is the last one, and a role of the caller asks for one
   */
  async execute(caller: Caller, removed: RemovedFactor, { password }: GivenPassword, address: string): Promise<void> {
    const at = this.clock.now();
    const { subjectId, kind } = caller;
    await this.known.check(caller, password, address, at);
    const { required } = await this.demanded.of({ id: subjectId, kind: kind === 'citizen' ? kind : 'officer' }, at);
    await this.commands.run(onceOnly(caller), at, async (tx) => {
      await lockPerson(tx, caller);
      const [gone] = await remove(tx, subjectId, removed);
      if (!gone) throw new NotFound();
      tx.record(factorRemoved(subjectId, removed.factor));
      const [left] = await tx.query(
        `select from totp where subject_id = $1 and confirmed_at is not null union all select from passkey where subject_id = $1 limit 1`,
        [subjectId],
      );
      if (left) return {};
      if (required) throw new SecondFactorNeeded();
      await tx.query('delete from recovery_code where subject_id = $1', [subjectId]);
      return {};
    });
  }

  /** @throws PasswordNotRight (422) */
  async renewRecoveryCodes(caller: Caller, { password }: GivenPassword, address: string): Promise<string[]> {
    const at = this.clock.now();
    await this.known.check(caller, password, address, at);
    let codes: string[] = [];
    await this.commands.run(onceOnly(caller), at, async (tx) => {
      await lockPerson(tx, caller);
      codes = await replaceRecoveryCodes(tx, this.sealer, caller.subjectId);
      return {};
    });
    return codes;
  }
}

function remove(tx: Tx, subjectId: string, removed: RemovedFactor): Promise<object[]> {
  return removed.factor === 'totp'
    ? tx.query('delete from totp where subject_id = $1 and confirmed_at is not null returning subject_id', [subjectId])
    : tx.query('delete from passkey where subject_id = $1 and id = $2 returning id', [subjectId, removed.id]);
}
