import { existsSync } from 'node:fs';
import { anchorsFile, appendAnchors, readAnchors, takeAnchor, type Anchor } from '@motcua/service-kit/audit';
import type { DatabaseLogin } from '@motcua/service-kit/database';
import type { Logger } from '@motcua/service-kit/logs';
import { Client } from 'pg';

const everyMs = 3_600_000;

interface DailyAnchorsOptions {
  readonly dataDir: string;
  /** By the name of the service. */
  readonly logins: Readonly<Record<string, DatabaseLogin>>;
  readonly clock: { now(): Date };
  readonly log: Logger;
}

/**
 * Writes down once a day what the chain of each service ends with: at the start, then with the first hour of a new day, at the latest at
 * the end. Days are those of UTC, so one begins at seven in the morning in Vietnam.
 */
export class DailyAnchors {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(private readonly options: DailyAnchorsOptions) {}

  start(): void {
    this.timer = setInterval(() => this.run(), everyMs);
    this.run();
  }

  /** Takes what the day still lacks: the first day of a platform may be shorter than an hour. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
    this.run();
    await this.running;
  }

  private run(): void {
    this.running ??= this.execute()
      .catch((error: unknown) => this.options.log.warn({ event: 'anchors.interrupted', error }))
      .finally(() => {
        this.running = undefined;
      });
  }

  /** Does nothing for a service that has its anchor of the day, nor for one with nothing to hold fast yet. */
  async execute(): Promise<void> {
    const { dataDir, logins, clock } = this.options;
    const file = anchorsFile(dataDir);
    const now = clock.now();
    const kept = existsSync(file) ? (await readAnchors(file)).anchors : [];
    const done = new Set(kept.filter(({ at }) => isSameDay(new Date(at), now)).map(({ service }) => service));
    const fresh: Anchor[] = [];
    for (const [service, login] of Object.entries(logins)) {
      const anchor = done.has(service) ? undefined : await this.takeAnchor(service, login, now);
      if (anchor) fresh.push(anchor);
    }
    if (fresh.length > 0) await appendAnchors(file, fresh);
  }

  private async takeAnchor(service: string, login: DatabaseLogin, at: Date): Promise<Anchor | undefined> {
    const client = new Client({ ...login, connectionTimeoutMillis: 5_000, query_timeout: 15_000 });
    client.on('error', () => undefined); // the query that was under way rejects; this is the same fault again
    await client.connect();
    try {
      return await takeAnchor(client, service, at);
    } finally {
      await client.end();
    }
  }
}

function isSameDay(one: Date, other: Date): boolean {
  return one.toISOString().slice(0, 10) === other.toISOString().slice(0, 10);
}
