import type { DataSource, QueryRunner } from 'typeorm';
import type { CloudEvent } from '@motcua/contracts/cloud-event';
import { isKnownEventType, readPayload, type EventPayload, type EventType, type Topic } from '@motcua/contracts/events';
import { isOutage, TemporarilyUnavailable } from '../errors/index.js';
import { tellError, type Logger } from '../logs/index.js';
import { inSpan, inTrace, SpanKind } from '../telemetry/index.js';
import type { Bus } from './bus.js';
import { batchSeconds, eventDelay, eventsTaken } from './event-metrics.js';
import { inboxAge } from './inbox-age.js';

/** What an effect may use: the statement runner of the one transaction that also holds the inbox row. */
export interface EffectTx {
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** The effect of one event on this service's rows. Whatever it throws parks the event. */
export type Effect<T extends EventType> = (tx: EffectTx, payload: EventPayload<T>, event: CloudEvent) => Promise<void>;

export type Effects = { readonly [T in EventType]?: Effect<T> };

interface ConsumerOptions {
  /** The consuming service. */
  readonly group: string;
  readonly dataSource: DataSource;
  readonly bus: Bus;
  readonly log: Logger;
}

interface Taken {
  readonly event: CloudEvent;
  readonly outcome: 'applied' | 'parked' | 'known';
}

const retryParkedEveryMs = 1_000;
const longestBackoffSeconds = 300;

/**
 * Takes events into a service's database, each exactly once: inbox rows and effects of a batch are one transaction. When an effect fails,
 * the batch is undone and taken again with a savepoint an event: the event that fails is parked, and what follows it in the same aggregate
 * parks behind it; others go on. An outage of the database is no fault of the event: the batch is refused as a whole, and the bus brings
 * it again.
 */
export class Consumer {
  private readonly effects = new Map<string, (tx: EffectTx, event: CloudEvent) => Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private retrying: Promise<void> | undefined;

  constructor(private readonly options: ConsumerOptions) {}

  /** Adds the effects that events of a topic have here. */
  on(topic: Topic, effects: Effects): void {
    for (const type of Object.keys(effects)) if (isKnownEventType(type)) this.add(type, effects);
    this.options.bus.subscribe(this.options.group, topic, (events) => this.take(events));
  }

  start(): void {
    this.timer = setInterval(() => {
      this.retrying ??= this.retryParked()
        .catch((error: unknown) => {
          this.options.log.warn({ event: 'consumer.retry.interrupted', error });
        })
        .finally(() => {
          this.retrying = undefined;
        });
    }, retryParkedEveryMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.retrying;
  }

  private add<T extends EventType>(type: T, effects: Effects): void {
    const effect = effects[type];
    if (effect) this.effects.set(type, (tx, event) => effect(tx, readPayload(type, event.data), event));
  }

  private async take(events: readonly CloudEvent[]): Promise<void> {
    const relevant = events.filter((event) => this.effects.has(event.type));
    const [first] = relevant;
    if (!first) return;
    const labels = { service: this.options.group, source: first.source };
    const wasTaken = inboxAge.brought(this.options.group, first);
    const measured = batchSeconds.startTimer({ service: this.options.group });
    try {
      const taken = await this.takeAtOnce(relevant);
      measured({ outcome: 'committed' });
      wasTaken();
      for (const { event, outcome } of taken) {
        eventsTaken.inc({ service: this.options.group, type: event.type, outcome });
        if (outcome !== 'applied') continue;
        eventDelay.observe(labels, secondsSince(event.time));
        this.logApplied(event);
      }
    } catch (error) {
      measured({ outcome: 'refused' });
      throw error;
    }
  }

  /** Behind the commit, so that the line is true. */
  private logApplied({ type, id, subject, traceparent }: CloudEvent): void {
    inTrace(traceparent, () =>
      this.options.log.info({ event: 'consumer.event.applied', type, eventId: id, aggregateId: subject }),
    );
  }

  /** One transaction for all; gives what came of each event. Savepoints cost twice the statements, and hardly any batch needs them. */
  private async takeAtOnce(relevant: readonly CloudEvent[]): Promise<Taken[]> {
    try {
      return await this.takeAll(relevant, async (runner, tx, event) => {
        await this.runEffect(tx, event);
        return true;
      });
    } catch (error) {
      if (isOutage(error)) throw error;
      return this.takeAll(relevant, (runner, tx, event) => this.applyOrPark(runner, tx, event));
    }
  }

  /** @param apply gives whether the event had its effect; if not, it is parked */
  private async takeAll(
    relevant: readonly CloudEvent[],
    apply: (runner: QueryRunner, tx: EffectTx, event: CloudEvent) => Promise<boolean>,
  ): Promise<Taken[]> {
    return this.transaction(async (runner, tx) => {
      const taken: Taken[] = [];
      const fresh = await tx.query<{ event_id: string }>(
        `insert into inbox (day, event_id) select * from unnest($1::date[], $2::uuid[]) on conflict do nothing returning event_id`,
        [relevant.map((event) => event.time.slice(0, 10)), relevant.map((event) => event.id)],
      );
      const untaken = new Set(fresh.map((row) => row.event_id));
      const parked = await tx.query<{ source: string; aggregate_id: string }>(
        'select distinct source, aggregate_id from parked_event where aggregate_id = any ($1::uuid[])',
        [relevant.map((event) => event.subject)],
      );
      const blocked = new Set(parked.map((row) => `${row.source} ${row.aggregate_id}`));
      for (const event of relevant) {
        // `delete`, because a batch may hold the same event twice.
        if (!untaken.delete(event.id)) {
          taken.push({ event, outcome: 'known' });
          continue;
        }
        const aggregate = `${event.source} ${event.subject}`;
        if (blocked.has(aggregate)) {
          await this.park(tx, event, 'an earlier event of the same aggregate is parked');
        } else if (!(await apply(runner, tx, event))) {
          blocked.add(aggregate);
        }
        taken.push({ event, outcome: blocked.has(aggregate) ? 'parked' : 'applied' });
      }
      // An effect may have hidden that a statement failed; PostgreSQL would answer the COMMIT with a silent ROLLBACK.
      await tx.query('select');
      return taken;
    });
  }

  private async applyOrPark(runner: QueryRunner, tx: EffectTx, event: CloudEvent): Promise<boolean> {
    const reason = await this.apply(runner, tx, event);
    if (reason === undefined) return true;
    this.options.log.error({ event: 'consumer.event.parked', type: event.type, eventId: event.id, reason });
    await this.park(tx, event, reason);
    return false;
  }

  /** Runs the effect behind a savepoint; gives the reason when it failed, with its rows undone. */
  private async apply(runner: QueryRunner, tx: EffectTx, event: CloudEvent): Promise<string | undefined> {
    await runner.query('savepoint effect');
    try {
      await this.runEffect(tx, event);
      await runner.query('release savepoint effect');
      return undefined;
    } catch (error) {
      if (isOutage(error)) throw error;
      await runner.query('rollback to savepoint effect');
      return tellError(error).slice(0, 500);
    }
  }

  private async runEffect(tx: EffectTx, event: CloudEvent): Promise<void> {
    await inSpan(
      `${this.options.group} takes ${event.type}`,
      {
        kind: SpanKind.CONSUMER,
        parent: event.traceparent,
        attributes: { 'cloudevents.event_id': event.id, 'cloudevents.event_source': event.source },
      },
      async () => this.effects.get(event.type)?.(tx, event),
    );
  }

  private async park(tx: EffectTx, event: CloudEvent, reason: string): Promise<void> {
    await tx.query(
      `insert into parked_event (source, aggregate_id, sequence, event_id, envelope, reason) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [event.source, event.subject, event.sequence, event.id, JSON.stringify(event), reason],
    );
  }

  /** Tries the first parked event of each aggregate that is due; the ones behind it follow as soon as it succeeds. */
  private async retryParked(): Promise<void> {
    let progressed = true;
    while (progressed) {
      progressed = await this.transaction(async (runner, tx) => {
        const [row] = await tx.query<{ envelope: CloudEvent; attempts: number }>(
          `select envelope, attempts from parked_event p
            where next_attempt_at <= clock_timestamp()
              and not exists (select from parked_event e where e.source = p.source and e.aggregate_id = p.aggregate_id and e.sequence < p.sequence)
            order by next_attempt_at limit 1 for update skip locked`,
        );
        if (!row) return false;
        const reason = await this.retry(runner, tx, row.envelope);
        if (reason === undefined) {
          await tx.query('delete from parked_event where event_id = $1', [row.envelope.id]);
        } else {
          await tx.query(
            `update parked_event set attempts = attempts + 1, reason = $2, next_attempt_at = clock_timestamp() + make_interval(secs => $3) where event_id = $1`,
            [row.envelope.id, reason, Math.min(2 ** row.attempts, longestBackoffSeconds)],
          );
        }
        return true;
      });
    }
  }

  /** As `apply`; but a service that is away puts off this event alone, so that parked events that do not need it go on. */
  private async retry(runner: QueryRunner, tx: EffectTx, event: CloudEvent): Promise<string | undefined> {
    try {
      return await this.apply(runner, tx, event);
    } catch (error) {
      if (!(error instanceof TemporarilyUnavailable)) throw error;
      await runner.query('rollback to savepoint effect');
      return tellError(error);
    }
  }

  private async transaction<T>(work: (runner: QueryRunner, tx: EffectTx) => Promise<T>): Promise<T> {
    const runner = this.options.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      const result = await work(runner, {
        query: async <Row>(text: string, values: readonly unknown[] = []) => {
          const rows: unknown = await runner.query(text, [...values], true).then((answer) => answer.records as unknown);
          return rows as Row[];
        },
      });
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

/** Clocks of two processes may differ. */
function secondsSince(time: string): number {
  return Math.max(0, (Date.now() - Date.parse(time)) / 1_000);
}
