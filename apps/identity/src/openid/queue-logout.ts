import { v7 as uuidv7 } from 'uuid';
import type { Queries } from '@motcua/service-kit/database';

/** An application that has to hear that somebody signed out. */
export interface Logout {
  readonly clientId: string;
  readonly subjectId: string;
  /** The name by which the application knows the session. */
  readonly sid: string;
}

/** Leaves the word to whoever sends: an application that is away hears it later. */
export class QueueLogout {
  constructor(private readonly queries: Queries) {}

  async execute({ clientId, subjectId, sid }: Logout): Promise<void> {
    await this.queries.read('insert into openid_logout (id, client_id, subject_id, sid) values ($1, $2, $3, $4)', [
      uuidv7(),
      clientId,
      subjectId,
      sid,
    ]);
  }
}
