import { v7 as uuidv7 } from 'uuid';
import { systemCaller } from '@motcua/service-kit/caller';
import { event, type Commands } from '@motcua/service-kit/database';
import type { Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import { nameCell } from '../account/open-name.js';
import { civilDayOf } from '../civil-day.js';
import { hasAdministrator, lockAdministrators } from './administrators-left.js';
import { assignPosition } from './assign-position.js';
import { invite } from './invite-officer.js';
import { CreateOfficerInput, type ActivationCode } from './officer.schemas.js';

/**
 * How the first administrator of a province comes to be: an operator, who may run the service anyway, names them and hands them a code. Once there
 * is an administrator this gives nobody anything any more.
 */
export class FirstAdministrator {
  constructor(
    private readonly commands: Commands,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  /**
   * May be repeated until the code was used: each time gives a new one.
   * @param args user name, full name, code of the agency, code of a position that administers
   * @throws Error in words for a terminal
   */
  async execute([username, fullName, agencyCode, positionCode]: readonly (
    string | undefined
  )[]): Promise<ActivationCode> {
    const at = this.clock.now();
    const position = { agencyCode, positionCode, validFrom: civilDayOf(at) };
    const { success, data } = CreateOfficerInput.safeParse({ username, fullName, position });
    if (!success) throw new Error('first-administrator USERNAME FULL-NAME AGENCY-CODE POSITION-CODE');
    let invitation: ActivationCode | undefined;
    await this.commands.run(systemCaller('operator'), at, async (tx) => {
      await lockAdministrators(tx);
      if (await hasAdministrator(tx, civilDayOf(at)))
        throw new Error('There is an administrator already, who adds others.');
      const [waiting] = await tx.query<{ id: string }>(
        'select id from officer where username = $1 and password_hash is null and disabled_at is null for no key update',
        [data.username],
      );
      const id = waiting?.id ?? uuidv7();
      if (!waiting) {
        await tx.query('insert into officer (id, username, full_name, created_at) values ($1, $2, $3, $4)', [
          id,
          data.username,
          this.sealer.seal(data.fullName.normalize('NFC'), nameCell('officer', id)),
          at,
        ]);
        tx.record(event('officer.created', id, { officerId: id }));
        await assignPosition(tx, id, data.position);
      }
      const administers = await tx.query(
        `select from held_position where officer_id = $1 and 'administer' = any (roles) and days @> $2::date`,
        [id, civilDayOf(at)],
      );
      if (administers.length === 0) throw new Error(`The position "${positionCode}" does not administer the province.`);
      invitation = await invite(tx, id);
      return {};
    });
    if (!invitation) throw new Error('a command that was committed has given its code');
    return invitation;
  }
}
