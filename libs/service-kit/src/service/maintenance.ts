import type { DataSource } from 'typeorm';
import type { Logger } from '../logs/index.js';

const everyMs = 3_600_000;
const batchSize = 5_000;

/** Twice as long as a topic keeps an event: nothing can bring one again that is older. */
const keepInboxDays = 14;
const keepAnswersDays = 7;

interface MaintenanceOptions {
  readonly dataSource: DataSource;
  readonly clock: { now(): Date };
  readonly log: Logger;
}

/** Removes what would grow for ever: inbox rows, stored answers and counts that nobody can ask for any more. At the start, then every hour. */
export class Maintenance {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private stopping = false;

  constructor(private readonly options: MaintenanceOptions) {}

  start(): void {
    this.timer = setInterval(() => this.run(), everyMs);
    this.run();
  }

  /** Lets the statement under way end. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.running;
  }

  private run(): void {
    this.running ??= this.execute()
      .catch((error: unknown) => this.options.log.warn({ event: 'maintenance.interrupted', error }))
      .finally(() => {
        this.running = undefined;
      });
  }

  /** Running it at any time, also in several replicas at once, does no harm. */
  async execute(): Promise<void> {
    // The inbox goes by the days of the events, which are the platform's; answers by the database's own time.
    await this.remove('inbox', `day < ($2::timestamptz at time zone 'utc')::date - $3::integer`, [
      this.options.clock.now(),
      keepInboxDays,
    ]);
    await this.remove('idempotency_key', 'answered_at < clock_timestamp() - make_interval(days => $2)', [
      keepAnswersDays,
    ]);
    await this.remove('rate_limit', 'expire < $2', [Date.now()]);
  }

  /** In batches, so that no statement holds its locks for long. */
  private async remove(
    table: 'inbox' | 'idempotency_key' | 'rate_limit',
    expired: string,
    values: readonly unknown[],
  ): Promise<void> {
    let removed = batchSize;
    while (removed === batchSize && !this.stopping) {
      const rows: unknown[] = await this.options.dataSource.query(
        `with expired as (select ctid from ${table} where ${expired} limit $1 for update skip locked),
              gone as (delete from ${table} where ctid in (select ctid from expired) returning 1)
         select from gone`,
        [batchSize, ...values],
      );
      removed = rows.length;
    }
  }
}
