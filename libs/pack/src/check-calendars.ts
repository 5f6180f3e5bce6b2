import { checkCalendar } from '@motcua/working-time';
import type { Calendars } from './calendar.js';
import type { Part } from './read-part.js';

export function checkCalendars({ value, refuse }: Part<Calendars>): void {
  const codes = new Set<string>();
  for (const [index, calendar] of value.calendars.entries()) {
    if (codes.has(calendar.code))
      refuse(['calendars', index, 'code'], `the calendar ${calendar.code} stands here twice`);
    codes.add(calendar.code);
    for (const { path, reason } of checkCalendar(calendar)) {
      refuse(['calendars', index, ...path.split('/').slice(1)], reason);
    }
  }
  if (!codes.has(value.default)) refuse(['default'], `there is no calendar ${value.default}`);
}
