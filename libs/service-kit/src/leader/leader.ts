import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Logger } from '../logs/index.js';

interface LeaderOptions {
  readonly service: string;
  /** Names the work in the log and on its connection, such as `relay`. */
  readonly name: string;
  readonly login: {
    readonly host: string;
    readonly port: number;
    readonly database: string;
    readonly user: string;
    readonly password: string;
    readonly ssl?: { readonly ca: string };
  };
  /** Any number, the same for every replica of a service and another for each work: who holds it leads. */
  readonly lock: number;
  /** On which the replicas wake the one that leads; without it nobody can. */
  readonly channel?: string;
  /** How long it may give no sign of life before the server frees the lock for another. */
  readonly silenceMs: number;
  /** The work is done over other connections, so the one that holds the lock gives signs of life of its own. */
  readonly elsewhere?: true;
  readonly log: Logger;
  /**
   * One round of the work.
   * @returns in how many milliseconds to look again; 0 when more is waiting already
   */
  readonly work: (connection: Client) => Promise<number>;
  /** What is still to be done when the service stops. */
  readonly finish?: (connection: Client) => Promise<void>;
}

const lookAgainAfterMs = 1_000;
const notifyDebounceMs = 10;
const retryAfterMs = 500;
/** How many of them fit into the silence that is allowed. */
const signsOfLife = 4;

/**
 * Work that one replica of a service does at a time: the one whose own connection holds an advisory lock. The server frees the lock of a
 * leader that died, or stands still: a machine that lost its power never closes its connection, and one that hangs keeps it open. A
 * leader that is cut off may work on for a moment beside the next one, so the work itself must bear that.
 */
export class Leader {
  private connection: Client | undefined;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private wakeUp: (() => void) | undefined;
  private awake = false;
  private notifyTimer: NodeJS.Timeout | undefined;
  private leading = false;

  constructor(private readonly options: LeaderOptions) {}

  start(): void {
    this.running = this.run();
  }

  /** Has whoever leads look at once, in whichever replica. NOTIFY takes a global lock at commit, so it is debounced and never part of a command. */
  notify(): void {
    this.wake();
    this.notifyTimer ??= setTimeout(() => {
      this.notifyTimer = undefined;
      const { channel } = this.options;
      if (channel && !this.leading) this.connection?.query(`notify ${channel}`).catch(() => undefined);
    }, notifyDebounceMs);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.notifyTimer);
    this.wake();
    await this.running;
  }

  private wake(): void {
    this.awake = true;
    this.wakeUp?.();
  }

  private async run(): Promise<void> {
    const { service, name, login, channel, silenceMs, log } = this.options;
    while (!this.stopping.signal.aborted) {
      const connection = new Client({
        ...login,
        application_name: `motcua-${service}-${name}`,
        options: `-c idle_session_timeout=${silenceMs} -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=15s`,
        connectionTimeoutMillis: 5_000,
        statement_timeout: 15_000,
        query_timeout: 20_000,
        lock_timeout: 10_000,
        idle_in_transaction_session_timeout: 15_000,
        keepAlive: true,
        keepAliveInitialDelayMillis: 5_000,
      });
      connection.on('notification', () => this.wake());
      connection.on('error', () => undefined); // the query that was under way rejects; this is the same fault again
      try {
        await connection.connect();
        if (channel) await connection.query(`listen ${channel}`);
        this.connection = connection;
        await this.lead(connection);
      } catch (error) {
        log.warn({ event: `${name}.interrupted`, error });
      } finally {
        this.connection = undefined;
        this.leading = false;
        await connection.end().catch(() => undefined);
      }
      // No commit shortens it: while the work fails, each would bring another attempt.
      await pause(retryAfterMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private async lead(connection: Client): Promise<void> {
    const { lock, elsewhere, silenceMs, work, finish } = this.options;
    let lost: Error | undefined;
    const live = () => {
      connection.query('select').catch((error: Error) => {
        lost = error;
        this.wake();
      });
    };
    let heart: NodeJS.Timeout | undefined;
    try {
      while (!this.stopping.signal.aborted) {
        if (lost) throw lost;
        if (!this.leading) {
          const { rows } = await connection.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
            lock,
          ]);
          this.leading = rows[0]?.locked === true;
          if (this.leading && elsewhere) heart = setInterval(live, silenceMs / signsOfLife);
        }
        this.awake = false;
        const againInMs = this.leading ? await work(connection) : lookAgainAfterMs;
        if (againInMs > 0 && !this.awake) await this.sleep(Math.min(againInMs, lookAgainAfterMs));
      }
      if (this.leading) await finish?.(connection);
    } finally {
      clearInterval(heart);
    }
  }

  private sleep(forMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, forMs);
      this.wakeUp = done;
      if (this.awake) done();
      function done() {
        clearTimeout(timer);
        resolve();
      }
    });
  }
}
