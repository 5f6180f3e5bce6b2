export * from './service-ground.js';
export * from './write-api-description.js';
