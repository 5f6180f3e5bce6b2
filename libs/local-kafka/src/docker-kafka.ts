import { freePort } from './free-port.js';
import type { RunningKafka } from './start-kafka.js';

/** The image of Apache Kafka that a container runs. */
const image = 'apache/kafka:4.3.1';
const startWithinMs = 120_000;

// Loaded when a broker is wanted: it is large, and most who could start one never do.
const load = () => import('testcontainers');

/** Whether a Docker engine can be reached, and has the image or can pull it. */
export async function dockerAnswers(): Promise<boolean> {
  try {
    const { getContainerRuntimeClient } = await load();
    await getContainerRuntimeClient();
    return true;
  } catch {
    return false;
  }
}

/** Runs a broker in a container, on a port of loopback. */
export async function startKafkaInDocker(log: (line: string) => void): Promise<RunningKafka> {
  log(`Starting the Kafka broker in Docker (${image})`);
  const { GenericContainer, Wait } = await load();
  const port = await freePort();
  const container = await new GenericContainer(image)
    .withExposedPorts({ container: 9092, host: port })
    .withEnvironment({
      KAFKA_NODE_ID: '1',
      KAFKA_PROCESS_ROLES: 'broker,controller',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
      KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
      KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
    })
    .withWaitStrategy(Wait.forListeningPorts())
    .withStartupTimeout(startWithinMs)
    .start();
  return {
    from: 'docker',
    brokers: [`127.0.0.1:${port}`],
    stop: async () => {
      await container.stop();
    },
  };
}
