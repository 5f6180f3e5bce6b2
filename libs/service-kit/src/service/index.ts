export * from './platform-keys.js';
export { processSettings } from './process-settings.js';
export * from './run-service.js';
export * from './service-ground.js';
export * from './write-api-description.js';
