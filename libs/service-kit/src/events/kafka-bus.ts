import { randomUUID } from 'node:crypto';
import type { Kafka, Producer } from 'kafkajs';
import type { CloudEvent } from '@motcua/contracts/cloud-event';
import type { Topic } from '@motcua/contracts/events';
import { TemporarilyUnavailable } from '../errors/index.js';
import type { Logger } from '../logs/index.js';
import type { Bus, Deliver, Heard } from './bus.js';
import { messageOf } from './cloud-event-message.js';
import { createKafka, type KafkaSettings } from './kafka-client.js';
import { KafkaSubscription } from './kafka-subscription.js';

interface KafkaBusOptions extends KafkaSettings {
  /** The service of this process. */
  readonly service: string;
  readonly log: Logger;
}

/** Who listens to a topic in this process, and what brings it to them. */
interface Listener {
  readonly subscription: KafkaSubscription;
  readonly delivers: Deliver[];
}

/**
 * The bus between processes. A batch is published when all replicas that Kafka asks for have it; the producer is idempotent, so Kafka's
 * own retries bring nothing twice. After a failure the producer is made anew: an idempotent one whose sequence broke never recovers.
 */
export class KafkaBus implements Bus {
  private readonly kafka: Kafka;
  private readonly prefix: string;
  private readonly subscriptions: KafkaSubscription[] = [];
  private readonly listeners = new Map<Topic, Listener>();
  private producer: Promise<Producer> | undefined;
  private readonly process = randomUUID();

  constructor(private readonly options: KafkaBusOptions) {
    this.prefix = options.prefix ?? '';
    this.kafka = createKafka(options, `motcua-${options.service}`, options.log);
  }

  async publish(topic: Topic, events: readonly CloudEvent[]): Promise<void> {
    const producer = await this.connected();
    try {
      await producer.send({ topic: this.prefix + topic, acks: -1, messages: events.map(messageOf) });
    } catch (error) {
      this.producer = undefined;
      producer.disconnect().catch(() => undefined);
      throw new TemporarilyUnavailable(undefined, { cause: error });
    }
  }

  subscribe(group: string, topic: Topic, deliver: Deliver): void {
    this.add(topic, deliver, `${this.prefix}motcua.${group}.${topic}`, true);
  }

  listen(topic: Topic, deliver: Deliver): Heard {
    // One consumer for all of a process: two in one group would each hear a part.
    const known = this.listeners.get(topic) ?? this.addListener(topic);
    known.delivers.push(deliver);
    return () => known.subscription.heard;
  }

  /** Begins to bring events to those who subscribed. Brokers that are away are waited for. */
  start(): void {
    for (const subscription of this.subscriptions) subscription.start();
  }

  /** Lets batches under way end and gives their partitions to other replicas; publishing goes on. */
  async stopConsuming(): Promise<void> {
    await Promise.all(this.subscriptions.map((subscription) => subscription.stop()));
  }

  async close(): Promise<void> {
    await this.stopConsuming();
    const producer = await this.producer?.catch(() => undefined);
    await producer?.disconnect().catch(() => undefined);
  }

  private addListener(topic: Topic): Listener {
    const delivers: Deliver[] = [];
    const subscription = this.add(
      topic,
      async (events) => void (await Promise.all(delivers.map((deliver) => deliver(events)))),
      `${this.prefix}motcua.${this.options.service}.listener.${this.process}`,
      false,
    );
    const listener = { subscription, delivers };
    this.listeners.set(topic, listener);
    return listener;
  }

  private add(topic: Topic, deliver: Deliver, groupId: string, fromBeginning: boolean): KafkaSubscription {
    const { kafka, prefix } = this;
    const { log } = this.options;
    const subscription = new KafkaSubscription({ kafka, topic: prefix + topic, groupId, fromBeginning, deliver, log });
    this.subscriptions.push(subscription);
    return subscription;
  }

  private connected(): Promise<Producer> {
    this.producer ??= this.connect();
    return this.producer;
  }

  private async connect(): Promise<Producer> {
    const producer = this.kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
    try {
      await producer.connect();
      return producer;
    } catch (error) {
      this.producer = undefined;
      producer.disconnect().catch(() => undefined);
      throw new TemporarilyUnavailable(undefined, { cause: error });
    }
  }
}
