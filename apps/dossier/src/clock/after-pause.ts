import { due, measure, type Calendar, type Limit } from '@motcua/working-time';

/**
 * When a deadline is due after a pause: what was left of it when the pause began is counted from its end. One that had passed before the
 * pause stays passed.
 */
export function afterPause(calendar: Calendar, dueAt: Date, limit: Limit | undefined, pausedAt: Date, at: Date): Date {
  if (dueAt <= pausedAt) return dueAt;
  if (limit?.unit === 'sameDay') return due(calendar, at, limit).dueAt;
  const inDays = limit !== undefined && limit.unit !== 'workingHour' && Number.isInteger(limit.n);
  const unit = inDays ? limit.unit : 'workingHour';
  return due(calendar, at, { n: measure(calendar, pausedAt, dueAt, unit), unit }).dueAt;
}
