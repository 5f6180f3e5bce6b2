import { z } from 'zod';
import { Text } from '../procedure/procedure.schemas.js';

const Instant = z.iso.datetime();
const Named = z.object({ code: z.string(), name: Text });

export const PlaceInput = z
  .strictObject({
    agencyCode: z.string().max(80).meta({ description: 'The successor in whose area the address lies' }),
  })
  .meta({ id: 'PlaceDossier' });
export type PlaceInput = z.infer<typeof PlaceInput>;

export const PlacedDossierView = z
  .object({
    moved: z.boolean().meta({ description: 'false: another of its agencies was split too, and is still to be said' }),
  })
  .meta({ id: 'PlacedDossier' });
export type PlacedDossierView = z.infer<typeof PlacedDossierView>;

export const WaitingQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  after: z.uuid().optional(),
});
export type WaitingQuery = z.infer<typeof WaitingQuery>;

export const WaitingForPlace = z
  .object({
    items: z.array(
      z.object({
        dossierId: z.uuid(),
        version: z.int(),
        code: z.string().optional(),
        trackingNumber: z.string(),
        procedureName: Text,
        agency: Named.meta({ description: 'Who had it' }),
        candidates: z.array(Named).meta({ description: 'Between whom it waits' }),
        dueAt: Instant.optional(),
      }),
    ),
    next: z.uuid().optional(),
  })
  .meta({ id: 'WaitingForPlace' });
export type WaitingForPlace = z.infer<typeof WaitingForPlace>;

export const TransferPreview = z.object({
  from: z.string(),
  to: z.string(),
  /** Dossiers on their way that the agency decides, or whose counter it is. */
  openDossiers: z.int(),
  /** Steps that are open at it. */
  openSteps: z.int(),
});

export const ReorganisationPreview = z
  .object({
    code: z.string(),
    state: z.enum(['planned', 'moving', 'moved', 'undoing', 'undone']),
    transfers: z.array(TransferPreview),
    /** Dossiers of which nothing says where they go. */
    undecided: z.int(),
    moved: z.int(),
    agencies: z.array(
      z.object({
        agency: Named,
        /** Dossiers in its register book. */
        registered: z.int(),
        /** The last code that it gave, and the day. */
        lastNumber: z.object({ day: z.iso.date(), number: z.int() }).optional(),
      }),
    ),
  })
  .meta({ id: 'ReorganisationPreview' });
export type ReorganisationPreview = z.infer<typeof ReorganisationPreview>;

export const PreviewQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(30),
  after: z.uuid().optional(),
  /** Only what goes from this agency. */
  from: z.string().max(80).optional(),
});
export type PreviewQuery = z.infer<typeof PreviewQuery>;

export const PreviewedDossiers = z
  .object({
    items: z.array(
      z.object({
        dossierId: z.uuid(),
        code: z.string().optional(),
        trackingNumber: z.string(),
        from: Named,
        /** Absent where nothing says to whom. */
        to: Named.optional(),
        dueAt: Instant.optional(),
      }),
    ),
    next: z.uuid().optional(),
  })
  .meta({ id: 'PreviewedDossiers' });
export type PreviewedDossiers = z.infer<typeof PreviewedDossiers>;
