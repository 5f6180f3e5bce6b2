import { z } from 'zod';
import { Text } from '../bilingual-text.js';

/** What an officer is called at the sign-in. Twelve digits would be a citizen. */
const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?!\d{12}$)[a-z0-9](?:[a-z0-9._-]{1,62})[a-z0-9]$/);

export const GivePositionInput = z
  .strictObject({
    agencyCode: z.string().min(1).max(80),
    positionCode: z.string().min(1).max(80),
    /** First day. */
    validFrom: z.iso.date(),
    /** The day after the last. */
    validTo: z.iso.date().exactOptional(),
  })
  .meta({ id: 'GivePosition' });
export type GivePositionInput = z.infer<typeof GivePositionInput>;

export const CreateOfficerInput = z
  .strictObject({
    username: Username,
    fullName: z.string().trim().min(1).max(120),
    position: GivePositionInput,
  })
  .meta({ id: 'CreateOfficer' });
export type CreateOfficerInput = z.infer<typeof CreateOfficerInput>;

export const EndPositionInput = z
  .strictObject({
    agencyCode: z.string().min(1).max(80),
    positionCode: z.string().min(1).max(80),
    /** Names the assignment. */
    validFrom: z.iso.date(),
    /** The first day on which it is held no more: today, or later. */
    validTo: z.iso.date(),
  })
  .meta({ id: 'EndPosition' });
export type EndPositionInput = z.infer<typeof EndPositionInput>;

export const RenameOfficerInput = z
  .strictObject({ fullName: z.string().trim().min(1).max(120) })
  .meta({ id: 'RenameOfficer' });
export type RenameOfficerInput = z.infer<typeof RenameOfficerInput>;

export const CreatedOfficer = z.object({ id: z.uuid() }).meta({ id: 'CreatedOfficer' });
export type CreatedOfficer = z.infer<typeof CreatedOfficer>;

export const ActivationCode = z
  .object({
    code: z.string().meta({ description: 'Shown this once alone' }),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'ActivationCode' });
export type ActivationCode = z.infer<typeof ActivationCode>;

export const ActivateOfficerInput = z
  .strictObject({
    username: z.string().trim().toLowerCase().min(1).max(100),
    code: z.string().trim().min(1).max(40),
    newPassword: z.string().min(10).max(200),
  })
  .meta({ id: 'ActivateOfficer' });
export type ActivateOfficerInput = z.infer<typeof ActivateOfficerInput>;

/** `invited` has no password yet. */
const OfficerState = z.enum(['active', 'invited', 'disabled']);

export const OfficersQuery = z.strictObject({
  /** Who holds a position there today. */
  agency: z.string().max(80).exactOptional(),
  /** Beginning of the user name. */
  q: z.string().trim().toLowerCase().max(64).exactOptional(),
  state: OfficerState.exactOptional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  /** The `next` of the page before. */
  after: z.string().max(64).exactOptional(),
});
export type OfficersQuery = z.infer<typeof OfficersQuery>;

export const OfficerPosition = z
  .object({
    agencyCode: z.string(),
    agencyName: Text,
    positionCode: z.string(),
    title: Text,
    validFrom: z.iso.date(),
    validTo: z.iso.date().exactOptional(),
  })
  .meta({ id: 'OfficerPosition' });
export type OfficerPosition = z.infer<typeof OfficerPosition>;

const officer = {
  id: z.uuid(),
  username: z.string(),
  fullName: z.string(),
  state: OfficerState,
};

export const OfficerListItem = z
  .object({ ...officer, positions: z.array(OfficerPosition).meta({ description: 'Held today' }) })
  .meta({ id: 'OfficerListItem' });
export type OfficerListItem = z.infer<typeof OfficerListItem>;

export const OfficerList = z
  .object({ items: z.array(OfficerListItem), next: z.string().exactOptional() })
  .meta({ id: 'OfficerList' });
export type OfficerList = z.infer<typeof OfficerList>;

export const Officer = z
  .object({
    ...officer,
    /** Came with the demonstration accounts of a province. */
    demo: z.boolean(),
    createdAt: z.iso.datetime(),
    /** A code waits to be used until then. */
    invitedUntil: z.iso.datetime().exactOptional(),
    runningSessions: z.number().int(),
    hasSecondFactor: z.boolean(),
    positions: z.array(OfficerPosition).meta({ description: 'Held, once held and to be held, the latest first' }),
  })
  .meta({ id: 'Officer' });
export type Officer = z.infer<typeof Officer>;

export const Position = z
  .object({
    code: z.string(),
    title: Text,
    /** Kinds of agencies that have it. */
    agencyKinds: z.array(z.string()),
  })
  .meta({ id: 'Position' });

export const PositionList = z.object({ items: z.array(Position) }).meta({ id: 'PositionList' });
export type PositionList = z.infer<typeof PositionList>;
