import { z } from 'zod';
import { Text } from '../procedure/procedure.schemas.js';

export const Purpose = z.object({ code: z.string(), name: Text, note: z.enum(['none', 'optional', 'required']) });
export type Purpose = z.infer<typeof Purpose>;

/** What is hidden of a dossier, and what it may be asked for. */
export const Disclosure = z.object({
  /** JSON pointers into the dossier. */
  fields: z.array(z.string()),
  purposes: z.array(Purpose),
});
export type Disclosure = z.infer<typeof Disclosure>;

export const ShowInFullInput = z
  .strictObject({
    /** Of the list that the dossier came with. */
    purpose: z.string().max(80),
    /** In one's own words, where the purpose takes them. */
    note: z.string().trim().min(1).max(500).optional(),
    /** JSON pointers of what is to be shown, of those that are hidden. */
    fields: z.array(z.string().max(400)).min(1).max(400),
  })
  .meta({ id: 'ShowInFullInput' });
export type ShowInFullInput = z.infer<typeof ShowInFullInput>;

export const ShownInFull = z
  .object({
    shownAt: z.iso.datetime(),
    values: z.array(z.object({ pointer: z.string(), value: z.unknown() })),
  })
  .meta({ id: 'ShownInFull' });
export type ShownInFull = z.infer<typeof ShownInFull>;
