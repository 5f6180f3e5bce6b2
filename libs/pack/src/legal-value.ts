import { z } from 'zod';
import { demand } from './schema-demand.js';

/**
 * How certain a legal value is: stated by the text named (`sure`), a usable sample that must not be taken for law (`sample`),
 * or a rule whose number or present force is not confirmed (`uncertain`).
 */
export const Mark = z.enum(['sure', 'sample', 'uncertain']);
export type Mark = z.infer<typeof Mark>;

/** `YYYY-MM-DD`, a day that exists. */
export const CivilDate = z.iso.date(
  demand({ vi: 'ngày được viết YYYY-MM-DD và phải có thật', en: 'a date is written YYYY-MM-DD and must exist' }),
);
export type CivilDate = z.infer<typeof CivilDate>;

export const NonBlank = z.string().regex(/\S/, demand({ vi: 'không được để trống', en: 'must not be blank' }));

/** A text that a person reads; Vietnamese is the legal wording. */
export const BilingualText = z.strictObject({ vi: NonBlank, en: NonBlank });
export type BilingualText = z.infer<typeof BilingualText>;

const LimitUnit = z.enum(['workingDay', 'calendarDay', 'workingHour', 'sameDay']);

/** A duration in the words of the law; `sameDay` has n = 0. */
const limitFields = { n: z.number().min(0).max(3660), unit: LimitUnit };

function isLimit({ n, unit }: { n: number; unit: z.infer<typeof LimitUnit> }): boolean {
  return (unit === 'sameDay') === (n === 0);
}

const wrongLimit = demand({
  vi: 'n bằng 0 với sameDay và lớn hơn 0 với mọi đơn vị khác',
  en: 'n is 0 for sameDay and positive for every other unit',
});

export const TimeLimit = z.strictObject(limitFields).refine(isLimit, wrongLimit);
export type TimeLimit = z.infer<typeof TimeLimit>;

/** A limit that the law sets, with its basis; `calendar` is one of the province's calendars, else the default one. */
export const LegalTimeLimit = z
  .strictObject({ ...limitFields, calendar: z.string().exactOptional(), legalBasis: NonBlank, mark: Mark })
  .refine(isLimit, wrongLimit);
export type LegalTimeLimit = z.infer<typeof LegalTimeLimit>;

/** A stable name in lower-case letters, digits, hyphens: it appears in URLs and events. */
export const Code = z
  .string()
  .max(80)
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    demand({
      vi: 'mã chỉ gồm chữ cái thường không dấu, chữ số và dấu gạch nối đơn',
      en: 'a code has lower-case letters, digits and single hyphens',
    }),
  );

/** `validFrom` is the first day in force, `validTo` the first day no longer in force. */
export const validity = { validFrom: CivilDate, validTo: CivilDate.exactOptional() };

export interface Validity {
  validFrom: CivilDate;
  validTo?: CivilDate;
}

/** Successive values of one legal rule, each with its days in force, its basis and how certain it is. */
export function datedValues<T extends z.ZodType>(value: T) {
  return z
    .array(z.strictObject({ value, ...validity, legalBasis: NonBlank, mark: Mark }))
    .min(1, demand({ vi: 'cần ít nhất một giá trị', en: 'needs at least one value' }));
}

/** The entry in force on a day. At most one is, as entries of one thing never overlap in a pack. */
export function inForce<T extends Validity>(entries: readonly T[], on: CivilDate): T | undefined {
  return entries.find((entry) => entry.validFrom <= on && (entry.validTo === undefined || on < entry.validTo));
}
