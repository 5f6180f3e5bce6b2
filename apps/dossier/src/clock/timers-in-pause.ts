import type { PreparedProcedure } from '../rules/rules.js';

/**
 * The timers of a drawing that run while the clock stands still, because it does so for what they measure: that of a wait which pauses the
 * clock, and those at the edge of such a wait or step. Gives the ids of their elements.
 */
export function timersInPause({ process, definition }: Pick<PreparedProcedure, 'process' | 'definition'>): string[] {
  const { steps, waits = {} } = definition;
  const pausing = (id: string) => (waits[id] ?? steps[id])?.pauses !== undefined;
  return process.elements
    .filter((element) => pausing(element.id) || ('attachedTo' in element && pausing(element.attachedTo)))
    .map(({ id }) => id);
}
