import type { Caller } from '@motcua/service-kit/caller';
import { event, type Commands, type Tx } from '@motcua/service-kit/database';
import { NotFound } from '@motcua/service-kit/errors';
import type { Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import { nameCell } from '../account/open-name.js';
import { civilDayOf } from '../civil-day.js';
import { removeFactorsOf } from '../second-factor/reset-second-factor.js';
import { endSessionsOf } from '../session/end-session.js';
import { lockAdministrators, refuseWithoutAdministrator } from './administrators-left.js';
import { assignPosition, past } from './assign-position.js';
import type { EndPositionInput, GivePositionInput, RenameOfficerInput } from './officer.schemas.js';
import { DaysNotPossible, OfficerIsDisabled, OwnAccount } from './officer.problems.js';

/** What an administrator does to an officer's account. @throws NotFound (404) there is no such officer */
export class ChangeOfficer {
  constructor(
    private readonly commands: Commands,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  async rename(caller: Caller, id: string, { fullName }: RenameOfficerInput): Promise<void> {
    await this.change(caller, id, async (tx) => {
      const sealed = this.sealer.seal(fullName.normalize('NFC'), nameCell('officer', id));
      await tx.query('update officer set full_name = $2 where id = $1', [id, sealed]);
    });
  }

  /** @throws DaysNotPossible (422), PositionNotOffered (422), PositionHeld (409) */
  async givePosition(caller: Caller, id: string, input: GivePositionInput): Promise<void> {
    await this.change(caller, id, (tx) => assignPosition(tx, id, input));
  }

  /**
   * Ends a position from a day on; one that was never held by then is gone.
   * @throws NotFound (404) the officer does not hold it until then
   * @throws DaysNotPossible (422) for a day that has passed
   * @throws LastAdministrator (409)
   */
  async endPosition(caller: Caller, id: string, input: EndPositionInput): Promise<void> {
    const { agencyCode, positionCode, validFrom, validTo } = input;
    await this.change(caller, id, async (tx) => {
      const today = civilDayOf(tx.at);
      if (validTo < today) throw new DaysNotPossible(undefined, { faults: [past('/validTo')] });
      const key = [id, agencyCode, positionCode, validFrom, validTo];
      const ended = await tx.query(
        `with gone as (
           delete from assignment
            where (officer_id, agency_code, position_code, valid_from) = ($1, $2, $3, $4::date) and valid_from >= $5::date returning 1),
         ended as (
           update assignment set valid_to = $5::date
            where (officer_id, agency_code, position_code, valid_from) = ($1, $2, $3, $4::date) and valid_from < $5::date
              and (valid_to is null or valid_to > $5::date) returning 1)
         select from gone union all select from ended`,
        key,
      );
      if (ended.length === 0) throw new NotFound();
      const administers = await tx.query(`select from position where code = $1 and 'administer' = any (roles)`, [
        positionCode,
      ]);
      if (administers.length > 0) await refuseWithoutAdministrator(tx, validTo);
      if (validTo === today) await endSessionsOf(tx, [id]);
      tx.record(event('officer.assigned', id, { officerId: id, agencyCode, positionCode, validFrom, validTo }));
    });
  }

  /**
   * Nobody signs in with the account any more, and what it holds ends. What the officer was to do waits for others of the position.
   * @throws OwnAccount (409), LastAdministrator (409)
   */
  async disable(caller: Caller, id: string): Promise<void> {
    if (id === caller.subjectId) throw new OwnAccount();
    await this.change(caller, id, async (tx, { disabled }) => {
      if (disabled) return;
      await tx.query('update officer set disabled_at = $2 where id = $1', [id, tx.at]);
      await tx.query('delete from activation_code where officer_id = $1', [id]);
      await refuseWithoutAdministrator(tx, civilDayOf(tx.at));
      await endSessionsOf(tx, [id]);
      tx.record(event('officer.disabled', id, { officerId: id }));
    });
  }

  async enable(caller: Caller, id: string): Promise<void> {
    await this.change(caller, id, async (tx, { disabled }) => {
      if (!disabled) return;
      await tx.query('update officer set disabled_at = null where id = $1', [id]);
      tx.record(event('officer.enabled', id, { officerId: id }));
    });
  }

  async endSessions(caller: Caller, id: string): Promise<void> {
    await this.change(caller, id, (tx) => endSessionsOf(tx, [id]));
  }

  /**
   * For who has lost the telephone, the key and the paper, and was seen in person.
   * @throws OwnAccount (409), OfficerIsDisabled (409)
   */
  async resetSecondFactor(caller: Caller, id: string): Promise<void> {
    if (id === caller.subjectId) throw new OwnAccount();
    await this.change(caller, id, async (tx, { disabled }) => {
      if (disabled) throw new OfficerIsDisabled();
      await removeFactorsOf(tx, id);
    });
  }

  private async change(
    caller: Caller,
    id: string,
    work: (tx: Tx, officer: { readonly disabled: boolean }) => Promise<void>,
  ): Promise<void> {
    await this.commands.run(caller, this.clock.now(), async (tx) => {
      await lockAdministrators(tx);
      const [officer] = await tx.query<{ disabled: boolean }>(
        'select disabled_at is not null as disabled from officer where id = $1 for no key update',
        [id],
      );
      if (!officer) throw new NotFound();
      await work(tx, officer);
      return {};
    });
  }
}
