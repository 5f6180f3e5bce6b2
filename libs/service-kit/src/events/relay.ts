import type { Client } from 'pg';
import type { CloudEvent } from '@motcua/contracts/cloud-event';
import type { Topic } from '@motcua/contracts/events';
import { chainHash, genesisHash, storedEventColumns, type StoredEventRow } from '../chain/index.js';
import { Leader } from '../leader/index.js';
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

const batchSize = 500;
const lookAgainAfterMs = 1_000;

/** It asks each second, and may take a minute to publish a batch. */
const silenceMs = 60_000;
const leaderLock = 7_702_912;

/**
 * Publishes what commands left in the outbox, in order, and writes the gap-free position and the hash chain. One leader a service;
 * it wakes on NOTIFY and looks each second in any case. An event is published before it is marked, so at least once.
 */
export class Relay {
  private readonly leader: Leader;

  constructor(private readonly options: RelayOptions) {
    const { service, login, log } = options;
    this.leader = new Leader({
      service,
      name: 'relay',
      login,
      lock: leaderLock,
      channel: 'motcua_outbox',
      silenceMs,
      log,
      work: async (client) => ((await this.publishBatch(client)) < batchSize ? lookAgainAfterMs : 0),
      finish: async (client) => {
        while ((await this.publishBatch(client)) > 0);
      },
    });
  }

  start(): void {
    this.leader.start();
  }

  /** Tells all replicas after a commit. */
  notify(): void {
    this.leader.notify();
  }

  stop(): Promise<void> {
    return this.leader.stop();
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
