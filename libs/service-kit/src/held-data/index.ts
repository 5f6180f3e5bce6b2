export type { DataClass, HeldColumn, HeldPurpose } from './held-column.js';
export { HeldDataModule } from './held-data.module.js';
export { HeldDataOfService } from './held-data-of-service.js';
export { Reseal } from './reseal.js';
