import { z } from 'zod';
import { BilingualText, CivilDate, Code, NonBlank } from './legal-value.js';

const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'a time is written HH:MM' });
const Shifts = z.array(z.string().regex(/^\d\d:\d\d-\d\d:\d\d$/, { error: 'a shift is written HH:MM-HH:MM' }));

/** The shape of a calendar file's entry; what its days mean is checked by `working-time`. */
export const Calendar = z.strictObject({
  code: Code,
  name: BilingualText,
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
});
export type Calendar = z.infer<typeof Calendar>;

/** `default` is the calendar of every agency and procedure that names none. */
export const Calendars = z.strictObject({ default: Code, calendars: z.array(Calendar).min(1) });
export type Calendars = z.infer<typeof Calendars>;
