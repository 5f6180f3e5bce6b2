import { z } from 'zod';
import { readConfig, setting, type ConfigOf } from '../config/index.js';

const milliseconds = (otherwise: number) => z.coerce.number().int().min(50).max(600_000).default(otherwise);

/** How long a service waits for its database, and how many wait at once. */
export const databaseLimitSettings = {
  databaseMaxWaiting: setting(
    z.coerce.number().int().min(0).max(10_000).default(1_000),
    'Commands and reads that may wait for a connection; more are refused at once, with 503',
  ),
  databaseAcquireMs: setting(
    milliseconds(10_000),
    'Milliseconds that one of them waits before it is answered with 503; also the time to make a connection',
  ),
  databaseStatementMs: setting(
    milliseconds(15_000),
    'Milliseconds after which PostgreSQL cuts a statement: what nobody waits for any more must not hold a connection',
  ),
  databaseLockMs: setting(milliseconds(10_000), 'Milliseconds that a statement waits for a lock of others'),
  databaseIdleTransactionMs: setting(
    milliseconds(15_000),
    'Milliseconds that a transaction may stand idle before PostgreSQL ends it, and with it its locks',
  ),
};

export type DatabaseLimits = ConfigOf<typeof databaseLimitSettings>;

export const usualDatabaseLimits: DatabaseLimits = readConfig(databaseLimitSettings, {});
