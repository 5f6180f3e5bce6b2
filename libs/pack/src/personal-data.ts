import { z } from 'zod';
import { BilingualText, Code, inForce } from './legal-value.js';
import type { Province } from './province.js';
import { demand } from './schema-demand.js';

/** What an officer may look at somebody's data for. */
export const DisclosurePurpose = z.strictObject({
  code: Code,
  name: BilingualText,
  /** Whether words of one's own belong to it. */
  note: z.enum(['none', 'optional', 'required']),
});
export type DisclosurePurpose = z.infer<typeof DisclosurePurpose>;

/** How personal data is shown in full. */
export const PersonalDataRules = z
  .strictObject({
    purposes: z.array(DisclosurePurpose).min(1),
    /**
     * What a file or form is opened for, which nobody is asked: by those who have the dossier to do, and by others who may read it.
     */
    automatic: z.strictObject({ inCharge: Code, others: Code }),
    /** Whether people read the name of the officer who looked at their data, beside agency and position. */
    officersNamed: z.boolean(),
    /** By which procedure people ask why somebody looked, and the agency that answers; without it they cannot ask here. */
    questions: z.strictObject({ procedure: z.string().min(1).max(40), agency: Code }).exactOptional(),
  })
  .refine(
    ({ purposes }) => new Set(purposes.map(({ code }) => code)).size === purposes.length,
    demand({ vi: 'hai mục đích có cùng mã', en: 'two purposes have the same code' }),
  )
  .refine(
    ({ purposes, automatic }) =>
      Object.values(automatic).every((code) => purposes.some((purpose) => purpose.code === code)),
    demand({ vi: 'mục đích tự động phải có trong danh sách', en: 'an automatic purpose must be one of the list' }),
  );
export type PersonalDataRules = z.infer<typeof PersonalDataRules>;

/** For a province that was applied before there were such rules: one purpose, to do one's work on the dossier. */
const withoutRules: PersonalDataRules = {
  purposes: [
    {
      code: 'processing',
      name: { vi: 'Xử lý hồ sơ', en: 'Processing the dossier' },
      note: 'none',
    },
  ],
  automatic: { inCharge: 'processing', others: 'processing' },
  officersNamed: false,
};

/**
 * The rules of a province on a day.
 * @param day civil day in Vietnam
 */
export function personalDataRules(province: Pick<Province, 'personalData'>, day: string): PersonalDataRules {
  return inForce(province.personalData ?? [], day)?.value ?? withoutRules;
}
