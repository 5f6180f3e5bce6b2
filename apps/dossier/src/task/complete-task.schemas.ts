import { z } from 'zod';
import { Handover } from '../delivery/delivery.schemas.js';
import { mostAtOnce } from '../turn/one-of-many.js';

export const CompleteTaskInput = z
  .strictObject({
    /** One of the step's outcomes; required where it has some. */
    outcome: z.string().min(1).max(60).optional(),
    /** The reason, or a note to colleagues; required where the outcome asks for it. */
    note: z.string().trim().min(1).max(4000).optional(),
    /** Files of the result, uploaded before. */
    resultFileIds: z.array(z.uuid()).max(20).optional(),
    /** Who takes the result or which postal item brings it; for the step that hands it over, and no other. */
    ...Handover.shape,
  })
  .meta({ id: 'CompleteTaskInput' });
export type CompleteTaskInput = z.infer<typeof CompleteTaskInput>;

/** The same outcome for many steps, each as the officer saw it. */
export const CompleteManyInput = CompleteTaskInput.pick({ outcome: true, note: true })
  .extend({
    tasks: z
      .array(z.strictObject({ id: z.uuid(), version: z.int().min(1) }))
      .min(1)
      .max(mostAtOnce),
  })
  .meta({ id: 'CompleteManyInput' });
export type CompleteManyInput = z.infer<typeof CompleteManyInput>;
