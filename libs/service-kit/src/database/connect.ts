import { DataSource, type EntityTarget, type ObjectLiteral, type ValueTransformer } from 'typeorm';
import { BoundedPool } from './bounded-pool.js';
import { usualDatabaseLimits, type DatabaseLimits } from './database-limits.js';

/** One login to one database. `host` may be the directory of a Unix socket. */
export interface DatabaseLogin {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  /** Certificates that the server is verified by; without them the connection is not encrypted. */
  readonly ssl?: { readonly ca: string };
}

/** A service's database: the owner migrates, the runtime role runs. */
export interface DatabaseSettings {
  readonly owner: DatabaseLogin;
  readonly runtime: DatabaseLogin;
  readonly poolSize: number;
  /** The defaults of the settings without them. */
  readonly limits?: DatabaseLimits | undefined;
}

/** How much longer than the server's own limit we wait for the end of a statement: a server that hangs does not keep to it. */
const silenceMs = 5_000;

export function createDataSource(
  service: string,
  login: DatabaseLogin,
  options: { poolSize: number; limits?: DatabaseLimits | undefined; entities?: EntityTarget<ObjectLiteral>[] },
): DataSource {
  const { limits = usualDatabaseLimits } = options;
  return new DataSource({
    type: 'postgres',
    host: login.host,
    port: login.port,
    database: login.database,
    username: login.user,
    password: login.password,
    applicationName: `motcua-${service}`,
    poolSize: options.poolSize,
    connectTimeoutMS: limits.databaseAcquireMs,
    driver: { Pool: BoundedPool },
    synchronize: false,
    installExtensions: false,
    ...(login.ssl && { ssl: { ca: login.ssl.ca, rejectUnauthorized: true } }),
    entities: (options.entities ?? []).map((entity) => entityClass(entity)),
    extra: {
      maxWaiting: limits.databaseMaxWaiting,
      statement_timeout: limits.databaseStatementMs,
      query_timeout: limits.databaseStatementMs + silenceMs,
      lock_timeout: limits.databaseLockMs,
      idle_in_transaction_session_timeout: limits.databaseIdleTransactionMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: 5_000,
      idleTimeoutMillis: 30_000,
      allowExitOnIdle: false,
    },
  });
}

/** How many connections of a pool are open, how many of them idle, and how many askers wait for one. */
export function poolUse(dataSource: DataSource): { total: number; idle: number; waiting: number } {
  const pool: unknown = Reflect.get(dataSource.driver, 'master');
  const count = (name: string) => Number(typeof pool === 'object' && pool !== null ? Reflect.get(pool, name) : 0);
  return { total: count('totalCount'), idle: count('idleCount'), waiting: count('waitingCount') };
}

function entityClass(entity: EntityTarget<ObjectLiteral>) {
  if (typeof entity === 'function') return entity;
  throw new TypeError('entities are classes');
}

/** `bigint` and `numeric` come as strings; đồng and positions are integers well below 2^53. */
export const integerColumn: ValueTransformer = {
  to: (value: number | null | undefined) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};
