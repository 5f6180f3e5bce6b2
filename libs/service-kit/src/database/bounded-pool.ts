import pg, { type PoolClient, type PoolConfig } from 'pg';
import { TemporarilyUnavailable } from '../errors/index.js';

type Acquired = (error: Error | undefined, client: PoolClient | undefined, release: (reason?: unknown) => void) => void;

interface BoundedPoolConfig extends PoolConfig {
  /** How many may wait for a connection; any number without it. */
  readonly maxWaiting?: number;
}

/**
 * A pool of connections that refuses at once when too many wait for one, in place of a queue in which everybody would wait in vain. A
 * connection whose server keeps silent is given up: the statement may still run on it, and whoever came next would wait behind it.
 */
export class BoundedPool extends pg.Pool {
  private readonly maxWaiting: number;

  constructor(config: BoundedPoolConfig = {}) {
    super(config);
    this.maxWaiting = config.maxWaiting ?? Number.POSITIVE_INFINITY;
    this.on('connect', (client) => {
      // The statement under way rejects when its server goes away; this is the same fault again, and nobody else listens while one is out.
      client.on('error', () => undefined);
      giveUpWhenSilent(client);
    });
  }

  override connect(): Promise<PoolClient>;
  override connect(acquired: Acquired): void;
  override connect(acquired?: Acquired): Promise<PoolClient> | void {
    const busy = this.totalCount >= (this.options.max ?? 0) && this.idleCount === 0;
    if (busy && this.waitingCount >= this.maxWaiting) {
      const refusal = new TemporarilyUnavailable(undefined, { retryAfterSeconds: 1 });
      if (!acquired) return Promise.reject(refusal);
      return void process.nextTick(acquired, refusal, undefined, () => undefined);
    }
    return acquired ? super.connect(acquired) : super.connect();
  }
}

/** What node-postgres says when a statement gets no answer within `query_timeout`. */
const silence = 'Query read timeout';

function giveUpWhenSilent(client: PoolClient): void {
  Object.assign(client, {
    query(...statement: unknown[]): unknown {
      const query: unknown = Reflect.get(pg.Client.prototype, 'query');
      if (typeof query !== 'function') throw new TypeError('The driver is not node-postgres');
      const answer: unknown = Reflect.apply(query, client, statement);
      if (answer instanceof Promise) {
        answer.catch((error: unknown) => {
          if (error instanceof Error && error.message === silence && client instanceof pg.Client) void client.end();
        });
      }
      return answer;
    },
  });
}
