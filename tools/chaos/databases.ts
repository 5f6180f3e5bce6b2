import { asSuperuser, type PostgresAccess } from '@motcua/embedded-postgres';
import type { Client, QueryResultRow } from 'pg';
import type { ServiceName } from '../start-services/service-cluster.js';

/** The databases of all services, as nobody but a test of faults may see them together. */
export class Databases {
  constructor(private readonly access: () => PostgresAccess) {}

  async select<Row extends QueryResultRow>(
    service: ServiceName,
    sql: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    return this.connected(service, async (client) => (await client.query<Row>(sql, [...values])).rows);
  }

  /** Does several things on one connection, as a lock needs it. */
  connected<Result>(service: ServiceName, work: (client: Client) => Promise<Result>): Promise<Result> {
    return asSuperuser(this.access(), `motcua_${service}`, work);
  }
}
