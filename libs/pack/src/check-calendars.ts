import { checkCalendar } from '@motcua/working-time';
import type { Agency } from './agency.js';
import { NOT_COVERED, type Calendars } from './calendar.js';
import { checkValidity } from './check-validity.js';
import { groupBy } from './group-by.js';
import type { Part } from './read-part.js';

export function checkCalendars(part: Part<Calendars>): void {
  const { value, refuse } = part;
  const codes = new Set<string>();
  for (const [index, calendar] of value.calendars.entries()) {
    const path = ['calendars', index];
    if (codes.has(calendar.code))
      refuse([...path, 'code'], {
        vi: `lịch ${calendar.code} được nêu hai lần`,
        en: `the calendar ${calendar.code} stands here twice`,
      });
    codes.add(calendar.code);
    if (calendar.coveredFrom === NOT_COVERED) {
      refuse([...path, 'daysOffOf'], {
        vi: 'không có lịch nào như vậy với ngày nghỉ riêng',
        en: 'there is no such calendar with days off of its own',
      });
      continue;
    }
    // What another calendar has its days off from is told of there.
    const told = value.calendars.slice(0, index).filter(({ holidays }) => holidays === calendar.holidays);
    const known = new Set(told.flatMap(checkCalendar).map(({ path: at, reason }) => `${at} ${reason.en}`));
    for (const { path: at, reason } of checkCalendar(calendar)) {
      if (!known.has(`${at} ${reason.en}`)) refuse([...path, ...at.split('/').slice(1)], reason);
    }
  }
  if (!codes.has(value.default))
    refuse(['default'], { vi: `không có lịch ${value.default}`, en: `there is no calendar ${value.default}` });
}

/** Who works by which calendar: both must exist, on each day at most one is said of the same, and by then it has working weeks. */
export function checkAssignments(part: Part<Calendars>, agencies: readonly Agency[]): void {
  const { value, refuse } = part;
  const assignments = (value.assignments ?? []).map((entry, index) => ({ ...entry, path: ['assignments', index] }));
  for (const { path, agency, calendar, validFrom } of assignments) {
    if (agency !== undefined && !agencies.some(({ code }) => code === agency)) {
      refuse([...path, 'agency'], { vi: `không có cơ quan ${agency}`, en: `there is no agency ${agency}` });
    }
    const named = value.calendars.find(({ code }) => code === calendar);
    if (!named)
      refuse([...path, 'calendar'], { vi: `không có lịch ${calendar}`, en: `there is no calendar ${calendar}` });
    else if (!named.weeks.some((week) => week.validFrom <= validFrom)) {
      refuse([...path, 'validFrom'], {
        vi: `lịch ${calendar} không có tuần làm việc nào vào ngày ${validFrom}`,
        en: `the calendar ${calendar} has no working week on ${validFrom}`,
      });
    }
  }
  const said = groupBy(assignments, ({ agency, agencyKind, subtree }) => JSON.stringify([agency, agencyKind, subtree]));
  for (const entries of said.values()) {
    const [{ agency, agencyKind, subtree } = {}] = entries;
    const whose =
      agency === undefined
        ? { vi: `các cơ quan loại ${String(agencyKind)}`, en: `kind ${String(agencyKind)}` }
        : {
            vi: `cơ quan ${agency}${subtree ? ' và các cơ quan trực thuộc' : ''}`,
            en: `agency ${agency}${subtree ? ' and below' : ''}`,
          };
    checkValidity(part, { vi: `lịch của ${whose.vi}`, en: `the calendar of ${whose.en}` }, entries);
  }
}
