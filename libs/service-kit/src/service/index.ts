export * from './platform-keys.js';
export { modeSettings, processSettings } from './process-settings.js';
export { embeddedProductionFaults } from './production-faults.js';
export * from './run-service.js';
export * from './service-ground.js';
export * from './write-api-description.js';
