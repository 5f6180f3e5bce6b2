export { ParkedEvents } from './parked-events.js';
export { ParkedEventsModule } from './parked-events.module.js';
