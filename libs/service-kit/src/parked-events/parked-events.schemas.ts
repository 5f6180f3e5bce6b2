import { z } from 'zod';

export const ParkedEventsInput = z.strictObject({
  /** `next` of the page before. */
  after: z.uuid().exactOptional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type ParkedEventsInput = z.infer<typeof ParkedEventsInput>;

/** The first parked event of an aggregate; those behind it follow when it succeeds. */
export const ParkedEvent = z
  .object({
    eventId: z.uuid(),
    /** The service that said it. */
    sourceService: z.string(),
    /** Such as `dossier.accepted`. */
    eventType: z.string(),
    /** What the event is about, such as a dossier. */
    aggregateId: z.uuid(),
    /** Why its effect failed the last time. It quotes no value, so nothing personal is in it. */
    reason: z.string(),
    /** How often it was tried again. */
    attempts: z.number().int(),
    parkedAt: z.iso.datetime(),
    nextAttemptAt: z.iso.datetime(),
    /** The next attempt is due: it is under way, or will be within a second or so. */
    due: z.boolean(),
    /** How many later events of the aggregate wait behind it. */
    waitingBehind: z.number().int(),
  })
  .meta({ id: 'ParkedEvent' });
export type ParkedEvent = z.infer<typeof ParkedEvent>;

export const ParkedEventList = z
  .object({ items: z.array(ParkedEvent), next: z.string().exactOptional() })
  .meta({ id: 'ParkedEventList' });
export type ParkedEventList = z.infer<typeof ParkedEventList>;

export const RetriedParkedEvents = z
  .object({
    /** How many are tried now that had to wait before; what was being tried already is not counted. */
    count: z.number().int(),
  })
  .meta({ id: 'RetriedParkedEvents' });
export type RetriedParkedEvents = z.infer<typeof RetriedParkedEvents>;
