import { cutsOff } from './cut-off.js';
import { deadlines } from './deadlines.js';
import type { Fault } from './fault.js';
import { killings } from './killed.js';
import { wrongEvents } from './wrong-events.js';
import { wrongTimes } from './wrong-time.js';

/** Everything that goes wrong, in the order in which it is tried. */
export const faults: readonly Fault[] = [...killings, ...deadlines, ...cutsOff, ...wrongTimes, ...wrongEvents];
