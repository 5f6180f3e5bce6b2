import { z } from 'zod';
import { AgencyKind } from './agency.js';
import { BilingualText, CivilDate, Code, Mark, NonBlank, validity } from './legal-value.js';
import { demand } from './schema-demand.js';

/** The first day covered by a calendar whose days off are those of one that is not there. */
export const NOT_COVERED = '0001-01-01';

const WallTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, demand({ vi: 'giờ được viết HH:MM', en: 'a time is written HH:MM' }));
const Shifts = z.array(
  z
    .string()
    .regex(
      /^\d\d:\d\d-\d\d:\d\d$/,
      demand({ vi: 'ca làm việc được viết HH:MM-HH:MM', en: 'a shift is written HH:MM-HH:MM' }),
    ),
);

const fields = {
  code: Code,
  name: BilingualText,
  /** What sets the office hours. */
  legalBasis: NonBlank.exactOptional(),
  cutoff: WallTime,
  dayRule: z.enum(['nextDay', 'precise']),
  halfDayCounts: z.boolean(),
  weeks: z
    .array(
      z.strictObject({
        validFrom: CivilDate,
        shifts: z.strictObject({
          mon: Shifts.exactOptional(),
          tue: Shifts.exactOptional(),
          wed: Shifts.exactOptional(),
          thu: Shifts.exactOptional(),
          fri: Shifts.exactOptional(),
          sat: Shifts.exactOptional(),
          sun: Shifts.exactOptional(),
        }),
      }),
    )
    .min(1),
  holidays: z.array(
    z.strictObject({
      date: CivilDate,
      name: BilingualText,
      legalBasis: NonBlank.exactOptional(),
      compensates: CivilDate.exactOptional(),
    }),
  ),
  swaps: z.array(z.strictObject({ off: CivilDate, worked: CivilDate, legalBasis: NonBlank.exactOptional() })),
  halfDays: z.array(z.strictObject({ date: CivilDate, shifts: Shifts })).exactOptional(),
  closures: z.array(z.strictObject({ date: CivilDate, reason: BilingualText })).exactOptional(),
  coveredFrom: CivilDate,
  coveredTo: CivilDate,
};

/** The shape of a calendar; what its days mean is checked by `working-time`. */
export type Calendar = Omit<z.infer<typeof WrittenCalendar>, 'daysOffOf' | DayOff> &
  Required<Pick<z.infer<typeof WrittenCalendar>, DayOff>>;

type DayOff = (typeof daysOff)[number];
const daysOff = ['holidays', 'swaps', 'coveredFrom', 'coveredTo'] as const;

/** As it is written: with days off of its own, or with those of another calendar of the file. */
const WrittenCalendar = z
  .strictObject({
    ...fields,
    holidays: fields.holidays.exactOptional(),
    swaps: fields.swaps.exactOptional(),
    coveredFrom: CivilDate.exactOptional(),
    coveredTo: CivilDate.exactOptional(),
    daysOffOf: Code.exactOptional(),
  })
  .superRefine((calendar, context) => {
    for (const key of daysOff) {
      const isGiven = calendar[key] !== undefined;
      if (isGiven === (calendar.daysOffOf === undefined)) continue;
      const reason = isGiven
        ? { vi: 'đã lấy từ lịch mà daysOffOf nêu', en: 'comes from the calendar that daysOffOf names' }
        : { vi: 'còn thiếu', en: 'is missing' };
      context.addIssue({ code: 'custom', path: [key], message: demand(reason).error });
    }
  });

/**
 * Who works by which calendar and when: an agency, with `subtree` also those that answer to it, or all agencies of a kind. Of several that
 * apply on a day the nearest counts: the agency's own, then that of the nearest agency above, then that of its kind.
 */
export const CalendarAssignment = z
  .strictObject({
    agency: Code.exactOptional(),
    subtree: z.boolean().exactOptional(),
    agencyKind: AgencyKind.exactOptional(),
    calendar: Code,
    ...validity,
    legalBasis: NonBlank,
    mark: Mark,
  })
  .refine(
    ({ agency, agencyKind }) => (agency === undefined) !== (agencyKind === undefined),
    demand({ vi: 'nêu hoặc một cơ quan, hoặc một loại cơ quan', en: 'names either an agency or a kind of agencies' }),
  )
  .refine(
    ({ agency, subtree }) => agency !== undefined || subtree === undefined,
    demand({ vi: 'subtree chỉ đi cùng một cơ quan', en: 'subtree goes with an agency' }),
  );
export type CalendarAssignment = z.infer<typeof CalendarAssignment>;

/** `default` is the calendar of every agency to which none is assigned. A procedure that names one is counted by that everywhere. */
export const Calendars = z
  .strictObject({
    default: Code,
    calendars: z.array(WrittenCalendar).min(1),
    assignments: z.array(CalendarAssignment).exactOptional(),
  })
  .transform(({ calendars, ...rest }) => ({
    ...rest,
    calendars: calendars.map((calendar): Calendar => {
      const { daysOffOf, ...own } = calendar;
      // Where that one is not there `checkCalendars` says so.
      const of = daysOffOf === undefined ? own : calendars.find((each) => each.code === daysOffOf && !each.daysOffOf);
      const { holidays = [], swaps = [], coveredFrom = NOT_COVERED, coveredTo = NOT_COVERED } = of ?? {};
      return { ...own, holidays, swaps, coveredFrom, coveredTo };
    }),
  }));
export type Calendars = z.infer<typeof Calendars>;
