import { Counter, Gauge, Histogram } from 'prom-client';

/** Up to a day: a consumer that was away for the night shows how far behind it is. */
const delayBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600, 3_600, 86_400];

/** How long after it happened an event had its effect here. */
export const eventDelay = new Histogram({
  name: 'motcua_event_delay_seconds',
  help: 'Time from an event to its effect in a consumer, by consuming service.',
  labelNames: ['service', 'source'],
  buckets: delayBuckets,
});

export const eventsTaken = new Counter({
  name: 'motcua_events_taken_total',
  help: 'Events that a consumer took, by what came of them: applied, parked, or known from an earlier delivery.',
  labelNames: ['service', 'type', 'outcome'],
});

export const batchSeconds = new Histogram({
  name: 'motcua_consumer_batch_seconds',
  help: 'Time to take a batch of events into the database, by outcome: committed, or refused in an outage.',
  labelNames: ['service', 'outcome'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
});

export const eventsPublished = new Counter({
  name: 'motcua_events_published_total',
  help: 'Events that the relay of a service published.',
  labelNames: ['service'],
});

export const publishSeconds = new Histogram({
  name: 'motcua_relay_publish_seconds',
  help: 'Time to publish a batch of the outbox, by outcome.',
  labelNames: ['service', 'outcome'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
});

export const consumerLag = new Gauge({
  name: 'motcua_consumer_lag',
  help: 'Records of a partition that a consumer group has not taken, as of the last batch that it was brought.',
  labelNames: ['group', 'topic', 'partition'],
});
