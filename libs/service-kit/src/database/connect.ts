import { DataSource, type EntityTarget, type ObjectLiteral, type ValueTransformer } from 'typeorm';

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
}

/** Milliseconds after which the server cuts a statement: a page nobody waits for any more must not hold a connection. */
const statementTimeoutMs = 15_000;

export function createDataSource(
  service: string,
  login: DatabaseLogin,
  options: { poolSize: number; entities?: EntityTarget<ObjectLiteral>[] },
): DataSource {
  return new DataSource({
    type: 'postgres',
    host: login.host,
    port: login.port,
    database: login.database,
    username: login.user,
    password: login.password,
    applicationName: `motcua-${service}`,
    poolSize: options.poolSize,
    connectTimeoutMS: 5_000,
    synchronize: false,
    installExtensions: false,
    ...(login.ssl && { ssl: { ca: login.ssl.ca, rejectUnauthorized: true } }),
    entities: (options.entities ?? []).map((entity) => entityClass(entity)),
    extra: {
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: statementTimeoutMs,
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
