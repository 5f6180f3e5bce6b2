import { z } from 'zod';
import { inForce, messageKinds } from '@motcua/pack';

const Text = z.object({ vi: z.string(), en: z.string() });
export type Text = z.infer<typeof Text>;

const Named = z.object({
  code: z.string(),
  name: Text,
  validFrom: z.string(),
  validTo: z.string().exactOptional(),
});
type Named = z.infer<typeof Named>;

const MessageTemplate = z.object({ subject: Text, text: Text });

/** What this service reads of its part of a province; libs/pack checked the whole. Nobody is told what the province has no words for. */
export const NotificationPart = z.object({
  messages: z.partialRecord(z.enum(messageKinds), MessageTemplate),
  procedures: z.array(Named),
  agencies: z.array(Named).default([]),
});
export type NotificationPart = z.infer<typeof NotificationPart>;

/** The name that a procedure or an agency bore on a civil date; its latest one when it was not in force then. */
export function findName(entries: readonly Named[], code: string, on: string): Text | undefined {
  const ofCode = entries.filter((entry) => entry.code === code);
  const latest = ofCode.toSorted((a, b) => a.validFrom.localeCompare(b.validFrom)).at(-1);
  return (inForce(ofCode, on) ?? latest)?.name;
}
