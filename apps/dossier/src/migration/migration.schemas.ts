import { z } from 'zod';

const Version = z.int().min(1);
const ElementId = z.string().min(1).max(100);

export const MigrationInput = z
  .strictObject({
    fromVersion: Version,
    toVersion: Version,
    /** What elements become where their ids differ; all others become those of the same id. */
    mapping: z.record(ElementId, ElementId).optional(),
  })
  .meta({ id: 'MigrationInput' });
export type MigrationInput = z.infer<typeof MigrationInput>;

/** A page of a dry run. */
export const MigrationCheckInput = MigrationInput.extend({
  /** The last dossier of the page before. */
  after: z.uuid().optional(),
  /** Dossiers that are looked at. */
  limit: z.int().min(1).max(500).default(200),
}).meta({ id: 'MigrationCheckInput' });
export type MigrationCheckInput = z.infer<typeof MigrationCheckInput>;

const Reasons = z.array(z.object({ elementId: z.string(), reason: z.string() }));

const Unmoved = z.object({
  dossierId: z.uuid(),
  trackingNumber: z.string(),
  code: z.string().optional(),
  reasons: Reasons,
});

export const MigrationCheck = z
  .object({
    /** What each element becomes, by the pack under which dossiers of this page run. */
    plans: z.array(z.object({ packHash: z.string(), mapping: z.record(z.string(), z.string()), faults: Reasons })),
    checked: z.int(),
    movable: z.int(),
    /** Every dossier of this page that cannot move, and why. */
    refused: z.array(Unmoved),
    next: z.uuid().optional(),
  })
  .meta({ id: 'MigrationCheck' });
export type MigrationCheck = z.infer<typeof MigrationCheck>;

export const MigrationPage = z.strictObject({
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type MigrationPage = z.infer<typeof MigrationPage>;

export const MigrationRun = z
  .object({
    id: z.uuid(),
    procedureCode: z.string(),
    fromVersion: Version,
    toVersion: Version,
    state: z.enum(['running', 'finished']),
    askedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().optional(),
    moved: z.int(),
    refused: z.int(),
    /** A page of those that stay on their version. */
    unmoved: z.array(Unmoved),
    next: z.uuid().optional(),
  })
  .meta({ id: 'MigrationRun' });
export type MigrationRun = z.infer<typeof MigrationRun>;
