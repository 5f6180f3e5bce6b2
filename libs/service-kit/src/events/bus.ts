import type { CloudEvent } from '@motcua/contracts/cloud-event';
import type { Topic } from '@motcua/contracts/events';

/** Takes a batch of one topic in the order of publication; resolves when every event has had its effect or is parked. */
export type Deliver = (events: readonly CloudEvent[]) => Promise<void>;

/** Gives another number after something may have been missed, and undefined while something may be. */
export type Heard = () => number | undefined;

/**
 * Carries events from the relay of their owner to the consumers of others. In one process, or over Kafka: who publishes and who
 * consumes cannot tell.
 */
export interface Bus {
  /** Resolves when the events cannot be lost any more. Rejects when they may be: the relay then publishes them again. */
  publish(topic: Topic, events: readonly CloudEvent[]): Promise<void>;
  /** Adds a consumer group, named after its service. Every group gets every event, at least once, per aggregate in order. */
  subscribe(group: string, topic: Topic, deliver: Deliver): void;
  /**
   * Tells this process what happens from now on, for what it keeps in memory. What happened while it was cut off is not brought later.
   * @returns tells how well it hears; what is kept in memory must not outlive it
   */
  listen(topic: Topic, deliver: Deliver): Heard;
  close(): Promise<void>;
}

/**
 * The bus of one process. It keeps nothing: `publish` resolves when all groups have taken the batch into their databases, so the outbox
 * remains the only queue and a crash loses nothing.
 */
export class InProcessBus implements Bus {
  private readonly subscribers = new Map<Topic, Deliver[]>();

  async publish(topic: Topic, events: readonly CloudEvent[]): Promise<void> {
    const deliveries = await Promise.allSettled((this.subscribers.get(topic) ?? []).map((deliver) => deliver(events)));
    // Only now, so that no delivery is still under way when the relay publishes again or stops.
    for (const delivery of deliveries) if (delivery.status === 'rejected') throw delivery.reason;
  }

  subscribe(_group: string, topic: Topic, deliver: Deliver): void {
    this.listen(topic, deliver);
  }

  listen(topic: Topic, deliver: Deliver): Heard {
    this.subscribers.set(topic, [...(this.subscribers.get(topic) ?? []), deliver]);
    return () => 1;
  }

  close(): Promise<void> {
    this.subscribers.clear();
    return Promise.resolve();
  }
}
