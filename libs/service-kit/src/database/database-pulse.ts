import { BoundedPool } from './bounded-pool.js';
import type { DatabaseLogin } from './connect.js';

const answerWithinMs = 1_500;

/**
 * Asks whether a database answers, over a connection of its own: a service whose connections are all at work is busy, not cut off, and
 * taking it out of the balance would leave its load to the others.
 */
export class DatabasePulse {
  private readonly pool: BoundedPool;
  private asked: Promise<void> | undefined;
  private closed: Promise<void> | undefined;

  constructor(service: string, login: DatabaseLogin) {
    this.pool = new BoundedPool({
      ...login,
      ssl: login.ssl && { ca: login.ssl.ca, rejectUnauthorized: true },
      application_name: `motcua-${service}-pulse`,
      max: 1,
      connectionTimeoutMillis: answerWithinMs,
      query_timeout: answerWithinMs,
      idleTimeoutMillis: 30_000,
    });
    this.pool.on('error', () => undefined); // the next question meets the same fault
  }

  /** However many ask at once, the database is asked once. */
  check(): Promise<void> {
    this.asked ??= this.ask().finally(() => {
      this.asked = undefined;
    });
    return this.asked;
  }

  close(): Promise<void> {
    this.closed ??= this.pool.end();
    return this.closed;
  }

  private async ask(): Promise<void> {
    await this.pool.query('select 1');
  }
}
