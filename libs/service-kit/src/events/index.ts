export * from './bus.js';
export * from './consumer.js';
export * from './relay.js';
export * from './read-events.js';
