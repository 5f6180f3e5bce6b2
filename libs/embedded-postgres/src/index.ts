export { ensurePortFree } from './ensure-port-free.js';
export { asSuperuser, type Login, type PostgresAccess } from './postgres-access.js';
export { prepareDatabase, type DatabaseOptions, type ServiceDatabase } from './prepare-database.js';
export { StartFault, type StartFaultCode } from './start-fault.js';
export { findRunningPostgres, startPostgres, type PostgresOptions, type RunningPostgres } from './start-postgres.js';
