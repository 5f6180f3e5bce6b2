import type { Queries } from '../database/index.js';
import { gauge } from '../health/index.js';

interface PoolUse {
  readonly total: number;
  readonly idle: number;
  readonly waiting: number;
}

/** What Prometheus asks of every service: what waits in its outbox, what is parked, and whether its connections suffice. */
export function watchService(service: string, queries: Queries, poolUse: () => PoolUse): void {
  const count = async (sql: string) => {
    const [row] = await queries.read<{ value: number | null }>(sql);
    return row?.value ?? 0;
  };
  gauge('motcua_outbox_age_seconds', 'Age of the oldest event not yet published.', service, () =>
    count('select extract(epoch from clock_timestamp() - min(queued_at))::float8 as value from outbox'),
  );
  gauge('motcua_parked_events', 'Events whose effect failed and that wait to be tried again.', service, () =>
    count('select count(*)::integer as value from parked_event'),
  );
  gauge('motcua_database_connections', 'Open connections of the pool.', service, () => poolUse().total);
  gauge('motcua_database_connections_idle', 'Connections of the pool that nobody uses.', service, () => poolUse().idle);
  gauge('motcua_database_waiting', 'Commands and reads that wait for a connection.', service, () => poolUse().waiting);
}
