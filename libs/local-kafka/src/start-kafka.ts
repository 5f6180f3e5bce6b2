import { dockerAnswers, startKafkaInDocker } from './docker-kafka.js';
import { fetchKafkaJars, javaIsThere, mavenIsThere } from './kafka-jars.js';
import { startKafkaFromJars } from './kafka-process.js';
import { KafkaUnavailable } from './kafka-unavailable.js';

export interface KafkaOptions {
  /** Holds the broker's log; it is made if need be. A container keeps its log itself. */
  readonly dataDir: string;
  /** Where the jars are kept for the next time. */
  readonly jarsDir: string;
  /** Brokers that are there already, `host:port` separated by commas: then nothing is started. */
  readonly given?: string | undefined;
  /** Port of a broker that is started from jars; any free one without it. */
  readonly port?: number;
  /** The port that such a broker tells its clients to come to, where something stands between; its own without it. */
  readonly advertisedPort?: number;
  readonly log: (line: string) => void;
}

export interface RunningKafka {
  readonly from: 'environment' | 'docker' | 'jars';
  /** `host:port` of each broker. */
  readonly brokers: readonly string[];
  /** The broker's process, where it runs from jars. */
  readonly pid?: number;
  stop(): Promise<void>;
}

/**
 * A real Kafka broker: one that is given, else one in Docker, else Apache Kafka's own jars through Maven and Java.
 * @throws KafkaUnavailable with the reason
 */
export async function startKafka(options: KafkaOptions): Promise<RunningKafka> {
  if (options.given) {
    const brokers = options.given.split(',').map((broker) => broker.trim());
    return { from: 'environment', brokers, stop: () => Promise.resolve() };
  }
  if (await dockerAnswers()) {
    try {
      return await startKafkaInDocker(options.log);
    } catch (error) {
      options.log(`Docker has no broker to offer: ${error instanceof Error ? error.message : 'no reason given'}`);
    }
  }
  if (!(await javaIsThere())) {
    throw new KafkaUnavailable(
      'A Kafka broker needs an address (MOTCUA_KAFKA_BROKERS), Docker, or Java 17 with Maven.',
    );
  }
  const jars = await fetchKafkaJars(options.jarsDir, { maven: await mavenIsThere(), log: options.log });
  return startKafkaFromJars({ ...options, jars });
}
