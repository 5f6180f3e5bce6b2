import { setTimeout as pause } from 'node:timers/promises';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { CloudEvent } from '@motcua/contracts/cloud-event';
import type { Logger } from '../logs/index.js';
import type { Deliver } from './bus.js';
import { eventOf } from './cloud-event-message.js';
import { consumerLag } from './event-metrics.js';

interface SubscriptionOptions {
  readonly kafka: Kafka;
  readonly topic: string;
  readonly groupId: string;
  /** Where a group begins that was never there: with the oldest record that is kept, or with the next. */
  readonly fromBeginning: boolean;
  readonly deliver: Deliver;
  readonly log: Logger;
}

/** A process that stands still for longer loses its partitions to other replicas. */
const sessionTimeoutMs = 10_000;
const heartbeatEveryMs = 3_000;
const longestWaitForRecordsMs = 500;
/** Records in one transaction of the consumer. */
const batchSize = 500;
const partitionsAtOnce = 3;
const shortestBackoffMs = 250;
const longestBackoffMs = 10_000;

/**
 * One group's part of one topic in this process. Offsets are committed after the delivery, so a record is brought at least once. A
 * delivery that fails is an outage, for a poison event parks: its partition waits and is brought again from the same record, the
 * others go on. A client that gives up is replaced.
 */
export class KafkaSubscription {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  /** Failed deliveries in a row, by partition. */
  private readonly failures = new Map<number, number>();
  /** Partitions whose lag is shown. */
  private readonly measured = new Set<number>();
  private beginnings = 0;
  private isHearing = false;

  constructor(private readonly options: SubscriptionOptions) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Lets the batches under way end and leaves the group. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Changes when something may have been missed, where the group begins with the next record; undefined while nothing is heard. */
  get heard(): number | undefined {
    return this.isHearing ? this.beginnings : undefined;
  }

  private async run(): Promise<void> {
    for (let attempt = 0; !this.stopping.signal.aborted; attempt++) {
      const consumer = this.options.kafka.consumer({
        groupId: this.options.groupId,
        sessionTimeout: sessionTimeoutMs,
        heartbeatInterval: heartbeatEveryMs,
        maxWaitTimeInMs: longestWaitForRecordsMs,
        allowAutoTopicCreation: false,
        // Whatever it was, a new client takes over; that is one way to recover, not two.
        retry: { retries: 5, initialRetryTime: 100, maxRetryTime: 2_000, restartOnFailure: async () => false },
      });
      const startedAt = Date.now();
      try {
        await this.consume(consumer);
      } catch (error) {
        this.options.log.warn({ event: 'kafka.subscription.interrupted', topic: this.options.topic, error });
      }
      this.isHearing = false;
      await consumer.disconnect().catch(() => undefined);
      if (Date.now() - startedAt > longestBackoffMs) attempt = 0;
      await this.wait(attempt);
    }
  }

  /** Resolves when the subscription is stopped, rejects when the client gives up. */
  private async consume(consumer: Consumer): Promise<void> {
    const crashed = new Promise<never>((_, reject) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    });
    crashed.catch(() => undefined);
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      this.isHearing = false;
      this.forgetLags(payload.memberAssignment[this.options.topic] ?? []);
    });
    // With the first one the place is found from which on everything comes.
    consumer.on(consumer.events.FETCH, () => {
      if (!this.isHearing) this.beginnings += 1;
      this.isHearing = true;
    });
    await consumer.connect();
    await consumer.subscribe({ topic: this.options.topic, fromBeginning: this.options.fromBeginning });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: partitionsAtOnce,
      eachBatch: (payload) => this.take(payload),
    });
    const { signal } = this.stopping;
    const stopped = new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await Promise.race([stopped, crashed]);
    await consumer.stop();
  }

  private async take(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const { topic, partition, messages } = batch;
    for (let from = 0; from < messages.length; from += batchSize) {
      if (!payload.isRunning() || payload.isStale() || this.stopping.signal.aborted) return;
      const part = messages.slice(from, from + batchSize);
      const [first, last] = [part[0], part.at(-1)];
      if (!first || !last) return;
      const lag = (offset: string) => Number(BigInt(batch.highWatermark) - BigInt(offset));
      const labels = this.labelsOf(partition);
      this.measured.add(partition);
      consumerLag.set(labels, lag(first.offset));
      try {
        await this.options.deliver(part.map((message) => this.read(message)).filter((event) => event !== undefined));
      } catch (error) {
        this.holdBack(partition, payload.pause(), error);
        return;
      }
      this.failures.delete(partition);
      payload.resolveOffset(last.offset);
      consumerLag.set(labels, lag(last.offset) - 1);
      const next = (BigInt(last.offset) + 1n).toString();
      await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset: next }] }] });
      await payload.heartbeat();
    }
  }

  /** What another replica takes now is not for this one to measure. */
  private forgetLags(assigned: readonly number[]): void {
    for (const partition of this.measured) {
      if (assigned.includes(partition)) continue;
      this.measured.delete(partition);
      consumerLag.remove(this.labelsOf(partition));
    }
  }

  private labelsOf(partition: number) {
    const { groupId, topic } = this.options;
    return { group: groupId, topic, partition: String(partition) };
  }

  private read(message: EachBatchPayload['batch']['messages'][number]): CloudEvent | undefined {
    const event = eventOf(message);
    // Only the owner of a topic may write to it, so this is an intruder's or an operator's mistake, and nothing that could be retried.
    if (!event) this.options.log.error({ event: 'kafka.record.foreign', topic: this.options.topic });
    return event;
  }

  /** The partition rests and is then brought again from the record that could not be delivered. */
  private holdBack(partition: number, resume: () => void, error: unknown): void {
    const failures = this.failures.get(partition) ?? 0;
    this.failures.set(partition, failures + 1);
    this.options.log.warn({ event: 'kafka.partition.held', topic: this.options.topic, partition, error });
    setTimeout(resume, backoffMs(failures)).unref();
  }

  private async wait(attempt: number): Promise<void> {
    await pause(backoffMs(attempt), undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

function backoffMs(failures: number): number {
  return Math.min(shortestBackoffMs * 2 ** failures, longestBackoffMs);
}
