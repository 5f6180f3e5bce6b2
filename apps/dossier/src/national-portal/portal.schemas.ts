import { z } from 'zod';
import { Named, Text } from '../procedure/procedure.schemas.js';

const Instant = z.iso.datetime();
const State = z.int().min(1).max(10);

/** `differing`: the portal says another state than we; `lagging`: a state waits for longer than it should; `refused`: the portal will not have one. */
export const PortalFilter = z.enum(['differing', 'lagging', 'refused']);
export type PortalFilter = z.infer<typeof PortalFilter>;

export const PortalDossiersQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().max(200).optional(),
  filter: PortalFilter.optional(),
  /** The portal's number, or ours. */
  q: z.string().trim().max(100).optional(),
});
export type PortalDossiersQuery = z.infer<typeof PortalDossiersQuery>;

export const PortalReportQuery = z.strictObject({ filter: PortalFilter.optional() });
export type PortalReportQuery = z.infer<typeof PortalReportQuery>;

export const PortalDossier = z
  .object({
    dossierId: z.uuid(),
    /** The portal's own. */
    number: z.string(),
    trackingNumber: z.string(),
    code: z.string().optional(),
    procedure: Named,
    competentAgency: Named,
    receivedAt: Instant,
    arrivedAt: Instant,
    ourState: State,
    ourStateAt: Instant,
    /** As the portal says it; absent before it has said anything. */
    theirs: z.object({ code: z.string(), state: State.optional(), saidAt: Instant }).optional(),
    /** How many of our states the portal has not confirmed. */
    waiting: z.int(),
    /** Since when the oldest of them is true here. */
    waitingSince: Instant.optional(),
    /** Seconds from then to now. */
    lagSeconds: z.int().optional(),
    isDiffering: z.boolean(),
    isLagging: z.boolean(),
    isRefused: z.boolean(),
    attempts: z.int(),
    nextAttemptAt: Instant.optional(),
    fault: z.object({ at: Instant, words: z.string() }).optional(),
  })
  .meta({ id: 'PortalDossier' });
export type PortalDossier = z.infer<typeof PortalDossier>;

export const PortalDossierList = z
  .object({ items: z.array(PortalDossier), next: z.string().optional() })
  .meta({ id: 'PortalDossierList' });
export type PortalDossierList = z.infer<typeof PortalDossierList>;

export const PortalSummary = z
  .object({
    /** Whether a portal is configured at all. */
    isConnected: z.boolean(),
    reachedAt: Instant.optional(),
    awaySince: Instant.optional(),
    fault: z.string().optional(),
    comparedAt: Instant.optional(),
    /** Of the dossiers that the caller oversees. */
    dossiers: z.int(),
    differing: z.int(),
    lagging: z.int(),
    refused: z.int(),
    /** Handed over by the portal, and not dossiers yet. */
    arrivalsWaiting: z.int(),
    arrivalsRefused: z.int(),
    /** Supplements and withdrawals that citizens gave there, and are not done yet, or were refused. */
    followUpsWaiting: z.int(),
    followUpsRefused: z.int(),
  })
  .meta({ id: 'PortalSummary' });
export type PortalSummary = z.infer<typeof PortalSummary>;

export const ResendInput = z.strictObject({ filter: PortalFilter }).meta({ id: 'ResendPortalStates' });
export type ResendInput = z.infer<typeof ResendInput>;

export const Resent = z.object({ dossiers: z.int() }).meta({ id: 'ResentPortalStates' });
export type Resent = z.infer<typeof Resent>;

/** A page of what the portal handed over of one kind. */
export const PortalQueueQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().max(300).optional(),
  state: z.enum(['waiting', 'refused']).default('refused'),
});
export type PortalQueueQuery = z.infer<typeof PortalQueueQuery>;

/** Why something that the portal handed over was not taken. */
const PortalRefusal = z.object({
  type: z.string(),
  title: Text,
  detail: Text,
  faults: z.array(z.object({ pointer: z.string(), code: z.string(), text: Text })),
});

export const PortalArrivalList = z
  .object({
    items: z.array(
      z.object({
        number: z.string(),
        state: z.enum(['waiting', 'refused']),
        procedureCode: z.string().optional(),
        /** As the portal names it. */
        competentAgencyCode: z.string().optional(),
        receivedAt: Instant,
        arrivedAt: Instant,
        refusal: PortalRefusal.optional(),
        attempts: z.int(),
        nextAttemptAt: Instant.optional(),
        fault: z.string().optional(),
      }),
    ),
    next: z.string().optional(),
  })
  .meta({ id: 'PortalArrivalList' });
export type PortalArrivalList = z.infer<typeof PortalArrivalList>;

export const PortalFollowUpList = z
  .object({
    items: z.array(
      z.object({
        number: z.string(),
        kind: z.enum(['supplement', 'withdrawal']).optional(),
        state: z.enum(['waiting', 'refused']),
        /** The portal's number of the dossier that it is about. */
        dossierNumber: z.string().optional(),
        /** Ours, with its code or tracking number. */
        dossier: z.object({ id: z.uuid(), name: z.string() }).optional(),
        givenAt: Instant,
        arrivedAt: Instant,
        refusal: PortalRefusal.optional(),
        settledAt: Instant.optional(),
        /** When the portal heard of the refusal. */
        toldAt: Instant.optional(),
        attempts: z.int(),
        nextAttemptAt: Instant.optional(),
        fault: z.string().optional(),
      }),
    ),
    next: z.string().optional(),
  })
  .meta({ id: 'PortalFollowUpList' });
export type PortalFollowUpList = z.infer<typeof PortalFollowUpList>;
