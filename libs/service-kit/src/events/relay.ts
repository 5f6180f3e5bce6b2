import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { CloudEvent } from '@motcua/contracts/cloud-event';
import type { Topic } from '@motcua/contracts/events';
import { chainHash, genesisHash, storedEventColumns, type StoredEventRow } from '../chain/index.js';
import type { Logger } from '../logs/index.js';
import { beginSpan, SpanKind } from '../telemetry/index.js';
import type { Bus } from './bus.js';
import { eventsPublished, publishSeconds } from './event-metrics.js';
import { cloudEvent } from './stored-event.js';

interface RelayOptions {
  readonly service: string;
  readonly topic: Topic;
  readonly login: {
    readonly host: string;
    readonly port: number;
    readonly database: string;
    readonly user: string;
    readonly password: string;
    readonly ssl?: { readonly ca: string };
  };
  readonly bus: Bus;
  readonly log: Logger;
}

const channel = 'motcua_outbox';
const batchSize = 500;
const pollEveryMs = 1_000;
const notifyDebounceMs = 10;
const retryAfterMs = 500;

/**
 * The server frees the lock of a leader that is gone or stands still: a machine that lost its power never closes its connection, and one
 * that hangs keeps it open. A leader asks each second, and may take a minute to publish a batch.
 */
const serverSettings =
  '-c idle_session_timeout=60s -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=15s';

/** Any number, the same for every replica of a service: who holds it leads. */
const leaderLock = 7_702_912;

/**
 * Publishes what commands left in the outbox, in order, and writes the gap-free position and the hash chain. One leader a service;
 * it wakes on NOTIFY and looks each second in any case. An event is published before it is marked, so at least once.
 */
export class Relay {
  private client: Client | undefined;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private wakeUp: (() => void) | undefined;
  private awake = false;
  private notifyTimer: NodeJS.Timeout | undefined;
  private leading = false;

  constructor(private readonly options: RelayOptions) {}

  start(): void {
    this.running = this.run();
  }

  /** Tells all replicas after a commit. NOTIFY takes a global lock at commit, so it is debounced and never part of a command. */
  notify(): void {
    this.wake();
    this.notifyTimer ??= setTimeout(() => {
      this.notifyTimer = undefined;
      if (!this.leading) this.client?.query(`notify ${channel}`).catch(() => undefined);
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
    while (!this.stopping.signal.aborted) {
      const client = new Client({
        ...this.options.login,
        application_name: `motcua-${this.options.service}-relay`,
        options: serverSettings,
        connectionTimeoutMillis: 5_000,
        statement_timeout: 15_000,
        query_timeout: 20_000,
        lock_timeout: 10_000,
        idle_in_transaction_session_timeout: 15_000,
        keepAlive: true,
        keepAliveInitialDelayMillis: 5_000,
      });
      client.on('notification', () => this.wake());
      client.on('error', () => undefined); // the query that was under way rejects; this is the same fault again
      try {
        await client.connect();
        await client.query(`listen ${channel}`);
        this.client = client;
        await this.lead(client);
      } catch (error) {
        this.options.log.warn({ event: 'relay.interrupted', error });
      } finally {
        this.client = undefined;
        this.leading = false;
        await client.end().catch(() => undefined);
      }
      // No commit shortens it: while publishing fails, each would bring another attempt.
      await pause(retryAfterMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private async lead(client: Client): Promise<void> {
    while (!this.stopping.signal.aborted) {
      if (!this.leading) {
        const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [
          leaderLock,
        ]);
        this.leading = rows[0]?.locked === true;
      }
      this.awake = false;
      const published = this.leading ? await this.publishBatch(client) : 0;
      if (published < batchSize && !this.awake) await this.sleep(pollEveryMs);
    }
    if (this.leading) while ((await this.publishBatch(client)) > 0);
  }

  private async publishBatch(client: Client): Promise<number> {
    const { rows } = await client.query<StoredEventRow & { outbox_id: string }>({
      name: 'outbox-batch',
      text: `select o.id as outbox_id, ${storedEventColumns} from outbox o join event_log l using (aggregate_id, sequence) order by o.id limit $1`,
      values: [batchSize],
    });
    if (rows.length === 0) return 0;
    const { topic, service, bus } = this.options;
    const said = rows.map((row) => beginSaying(topic, cloudEvent(service, row)));
    const measured = publishSeconds.startTimer({ service });
    try {
      await bus.publish(
        topic,
        said.map(({ event }) => event),
      );
      measured({ outcome: 'published' });
      eventsPublished.inc({ service }, said.length);
    } catch (error) {
      measured({ outcome: 'failed' });
      throw error;
    } finally {
      for (const { end } of said) end();
    }
    await this.mark(client, rows);
    return rows.length;
  }

  private async mark(client: Client, rows: readonly (StoredEventRow & { outbox_id: string })[]): Promise<void> {
    await client.query('begin');
    try {
      const tip = await client.query<{ position: string; hash: Buffer }>({
        name: 'chain-tip',
        text: 'select position, hash from event_position order by position desc limit 1',
      });
      let position = Number(tip.rows[0]?.position ?? 0);
      let hash = tip.rows[0]?.hash ?? genesisHash;
      const links = rows.map((row) => {
        const previous = hash;
        hash = chainHash(++position, row, previous);
        return { position, previous, hash };
      });
      await client.query({
        name: 'chain-append',
        text: `with published as (delete from outbox where id = any ($1::bigint[]))
               insert into event_position (position, aggregate_id, sequence, previous_hash, hash)
               select * from unnest($2::bigint[], $3::uuid[], $4::integer[], $5::bytea[], $6::bytea[])`,
        values: [
          rows.map((row) => row.outbox_id),
          links.map((link) => link.position),
          rows.map((row) => row.aggregate_id),
          rows.map((row) => row.sequence),
          links.map((link) => link.previous),
          links.map((link) => link.hash),
        ],
      });
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
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

/** The span of an event's publication, which those who take the event belong to. */
function beginSaying(topic: Topic, event: CloudEvent): { event: CloudEvent; end: () => void } {
  if (event.traceparent === undefined) return { event, end: () => undefined };
  const { span, traceParent } = beginSpan(`publish ${event.type}`, {
    kind: SpanKind.PRODUCER,
    parent: event.traceparent,
    attributes: { 'messaging.destination.name': topic, 'cloudevents.event_id': event.id },
  });
  return { event: { ...event, traceparent: traceParent }, end: () => span.end() };
}
