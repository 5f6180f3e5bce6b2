import { z } from 'zod';
import { turnNames } from '../turn/allowed-turns.js';

export const AccessQuery = z.strictObject({
  /** The officer of whom it is asked; oneself without it. */
  officer: z.uuid().optional(),
});
export type AccessQuery = z.infer<typeof AccessQuery>;

const Text = z.object({ vi: z.string(), en: z.string() });
const Explained = z.object({
  allowed: z.boolean(),
  lines: z.array(z.object({ code: z.string(), holds: z.boolean(), text: Text })),
});

export const AccessExplanation = z
  .object({
    /** Who sees it: any line that holds is enough. */
    sees: Explained,
    /** What is done with the dossier as a whole: one of the relations must hold, and nothing else speak against it. */
    turns: z.array(Explained.extend({ turn: z.enum(turnNames) })),
    /** Its open steps: every line must hold. */
    steps: z.array(Explained.extend({ taskId: z.uuid(), elementId: z.string(), name: Text })),
  })
  .meta({ id: 'AccessExplanation' });
export type AccessExplanation = z.infer<typeof AccessExplanation>;
