import { z } from 'zod';
import { inForce, type PackParts } from '@motcua/pack';
import { compileCalendar, type Calendar } from '@motcua/working-time';

export const Text = z.object({ vi: z.string(), en: z.string() });
export type Text = z.infer<typeof Text>;

const named = {
  code: z.string(),
  name: Text,
  validFrom: z.string(),
  validTo: z.string().exactOptional(),
};
const Named = z.object(named);
type Named = z.infer<typeof Named>;

/** What this service reads of its part of a province; libs/pack checked the whole. Parts of earlier releases have no calendars. */
const StoredPart = z.object({
  agencies: z.array(Named),
  procedures: z.array(z.object({ ...named, calendar: z.string().exactOptional() })),
  calendars: z
    .object({
      default: z.string(),
      calendars: z.array(z.custom<PackParts['reporting']['calendars']['calendars'][number]>()),
    })
    .exactOptional(),
});

/** The part with its calendars ready for use. */
export interface ReportingPart extends Omit<z.infer<typeof StoredPart>, 'calendars'> {
  readonly calendars: ReadonlyMap<string, Calendar>;
  readonly defaultCalendar: Calendar | undefined;
}

export function preparePart(stored: unknown): ReportingPart {
  const { calendars: given, ...part } = StoredPart.parse(stored);
  const calendars = new Map(given?.calendars.map((calendar) => [calendar.code, compileCalendar(calendar)]));
  return { ...part, calendars, defaultCalendar: calendars.get(given?.default ?? '') };
}

/** A code with the name it bears on a civil date; the latest one when it is no longer in force, the code itself when it has none. */
export function nameOn(entries: readonly Named[], code: string, on: string): { code: string; name: Text } {
  return { code, name: entryOn(entries, code, on)?.name ?? { vi: code, en: code } };
}

/** The calendar that a procedure's limit is counted by on a civil date. */
export function calendarOn(part: ReportingPart, procedureCode: string, on: string): Calendar | undefined {
  const own = entryOn(part.procedures, procedureCode, on)?.calendar;
  return own === undefined ? part.defaultCalendar : part.calendars.get(own);
}

function entryOn<Entry extends Named>(entries: readonly Entry[], code: string, on: string): Entry | undefined {
  const ofCode = entries.filter((entry) => entry.code === code);
  const latest = ofCode.toSorted((a, b) => a.validFrom.localeCompare(b.validFrom)).at(-1);
  return inForce(ofCode, on) ?? latest;
}
