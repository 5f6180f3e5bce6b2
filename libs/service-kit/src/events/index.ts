export * from './bus.js';
export * from './consumer.js';
export * from './relay.js';
export * from './read-events.js';
export * from './kafka-bus.js';
export * from './kafka-topics.js';
export * from './kafka-client.js';
