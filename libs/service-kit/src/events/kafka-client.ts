import type { ConnectionOptions } from 'node:tls';
import kafkajs, { type Kafka } from 'kafkajs';
import type { Logger } from '../logs/index.js';

export interface KafkaSettings {
  /** `host:port` of some brokers; the others are found through them. */
  readonly brokers: readonly string[];
  readonly tls?: ConnectionOptions;
  readonly login?: { readonly username: string; readonly password: string };
  /** Stands before the names of topics and groups, where one cluster serves several platforms. */
  readonly prefix?: string;
}

const connectionTimeoutMs = 5_000;
const requestTimeoutMs = 10_000;

/** A client of the Kafka cluster; nothing is connected yet. What it says goes to the log as debug: it or its user outlives what it calls errors. */
export function createKafka({ brokers, tls, login }: KafkaSettings, clientId: string, log: Logger): Kafka {
  return new kafkajs.Kafka({
    clientId,
    brokers: [...brokers],
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: requestTimeoutMs,
    retry: { retries: 3, initialRetryTime: 100, maxRetryTime: 2_000 },
    ...(tls && { ssl: tls }),
    ...(login && { sasl: { mechanism: 'scram-sha-512' as const, ...login } }),
    logLevel: kafkajs.logLevel.WARN,
    logCreator: () => (entry) => {
      const { message, error } = entry.log;
      log.debug({ event: 'kafka.client', text: message, reason: typeof error === 'string' ? error : undefined });
    },
  });
}
