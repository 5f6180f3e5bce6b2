import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '@motcua/service-kit/caller';
import { event, type Commands } from '@motcua/service-kit/database';
import type { Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import { nameCell } from '../account/open-name.js';
import { assignPosition } from './assign-position.js';
import type { CreatedOfficer, CreateOfficerInput } from './officer.schemas.js';
import { UsernameTaken } from './officer.problems.js';

/** Adds an officer with a first position. They sign in once they were given a code and have chosen a password by it. */
export class CreateOfficer {
  constructor(
    private readonly commands: Commands,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws UsernameTaken (409)
   * @throws DaysNotPossible (422), PositionNotOffered (422)
   */
  execute(caller: Caller, { username, fullName, position }: CreateOfficerInput): Promise<CreatedOfficer> {
    return this.commands.run(caller, this.clock.now(), async (tx) => {
      const id = uuidv7();
      const added = await tx.query(
        `insert into officer (id, username, full_name, created_at) values ($1, $2, $3, $4)
         on conflict (username) do nothing returning id`,
        [id, username, this.sealer.seal(fullName.normalize('NFC'), nameCell('officer', id)), tx.at],
      );
      if (added.length === 0) throw new UsernameTaken();
      tx.record(event('officer.created', id, { officerId: id }));
      await assignPosition(tx, id, position, '/position');
      return { id };
    });
  }
}
