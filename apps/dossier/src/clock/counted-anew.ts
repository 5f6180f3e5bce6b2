import { due, measure, type Calendar, type Limit } from '@motcua/working-time';

/** Where a count begins, and by which days. */
export interface CountStart {
  readonly calendar: Calendar;
  readonly at: Date;
}

/**
 * A deadline that lies as far from one start as it lay from another: after a pause, or by other days off. One that had passed at its start
 * stays passed.
 * @param limit what the deadline came from; without one its distance is taken in working hours
 */
export function countedAnew(
  dueAt: Date,
  limit: Pick<Limit, 'unit'> & Partial<Limit>,
  from: CountStart,
  to: CountStart,
): Date {
  const { n, unit } = limit;
  const isSameCount = from.calendar === to.calendar && from.at.getTime() === to.at.getTime();
  if (isSameCount || dueAt <= from.at) return dueAt;
  if (unit === 'sameDay') return due(to.calendar, to.at, { n: 0, unit }).dueAt;
  if (n !== undefined && due(from.calendar, from.at, { n, unit }).dueAt.getTime() === dueAt.getTime())
    return due(to.calendar, to.at, { n, unit }).dueAt;
  const inDays = unit !== 'workingHour' && (n === undefined || Number.isInteger(n));
  const counted = inDays ? unit : 'workingHour';
  return due(to.calendar, to.at, { n: measure(from.calendar, from.at, dueAt, counted), unit: counted }).dueAt;
}
