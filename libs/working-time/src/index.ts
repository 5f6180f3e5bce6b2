export type {
  Bilingual,
  CalendarDefinition,
  CalendarStretch,
  ClosureDefinition,
  HalfDayDefinition,
  HolidayDefinition,
  SwapDefinition,
  WeekDefinition,
  Weekday,
} from './calendar-definition.js';
export type { Calendar } from './calendar.js';
export { compileCalendar, compileStretches } from './calendar.js';
export { CalendarFaulty } from './calendar-faulty.js';
export type { UsedCalendar } from './calendars-used.js';
export { calendarsUsed } from './calendars-used.js';
export type { CalendarFault } from './check-calendar.js';
export { checkCalendar } from './check-calendar.js';
export type { CivilDate } from './civil-date.js';
export { civilDateAt } from './civil-date.js';
export type { ClockEntry, ClockLedger, ClockState, PauseGround, ResumeRule } from './clock-ledger.js';
export {
  ClockMisused,
  clockState,
  computeDue,
  extendClock,
  lengthenClock,
  pauseClock,
  recomputeClock,
  resumeClock,
  startClock,
  stopClock,
} from './clock-ledger.js';
export type { ExplainedAct, ExplainedClockDay } from './explain-clock.js';
export { explainClock } from './explain-clock.js';
export type { Due } from './due.js';
export { countedLimit, due } from './due.js';
export type { ExplainedDay, ExplainedDue } from './explain-due.js';
export { explainDue } from './explain-due.js';
export type { Limit, LimitUnit } from './limit.js';
export type { LunarDate } from './lunar-calendar.js';
export { lunarNewYear, lunarToSolar, solarToLunar } from './lunar-calendar.js';
export { measure } from './measure.js';
export { isOpen, nextOpening } from './opening.js';
export { OutOfRange } from './out-of-range.js';
export type { ProposedHolidays } from './propose-holidays.js';
export { proposeHolidays } from './propose-holidays.js';
export type { Remaining, Timeliness } from './timeliness.js';
export { remaining, soonUntil, timeliness } from './timeliness.js';
