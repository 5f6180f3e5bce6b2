export { KafkaUnavailable } from './kafka-unavailable.js';
export { startKafka, type KafkaOptions, type RunningKafka } from './start-kafka.js';
