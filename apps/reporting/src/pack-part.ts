import { z } from 'zod';
import { inForce } from '@motcua/pack';

export const Text = z.object({ vi: z.string(), en: z.string() });
export type Text = z.infer<typeof Text>;

const Named = z.object({
  code: z.string(),
  name: Text,
  validFrom: z.string(),
  validTo: z.string().exactOptional(),
});
type Named = z.infer<typeof Named>;

/** What this service reads of its part of a province; libs/pack checked the whole. */
export const ReportingPart = z.object({ agencies: z.array(Named), procedures: z.array(Named) });
export type ReportingPart = z.infer<typeof ReportingPart>;

/** A code with the name it bears on a civil date; the latest one when it is no longer in force, the code itself when it has none. */
export function nameOn(entries: readonly Named[], code: string, on: string): { code: string; name: Text } {
  const ofCode = entries.filter((entry) => entry.code === code);
  const latest = ofCode.toSorted((a, b) => a.validFrom.localeCompare(b.validFrom)).at(-1);
  return { code, name: (inForce(ofCode, on) ?? latest)?.name ?? { vi: code, en: code } };
}
