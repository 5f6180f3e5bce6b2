import { z } from 'zod';

/** A text that a person reads, in both languages. */
export const Text = z.object({ vi: z.string(), en: z.string() }).meta({ id: 'Text' });
export type Text = z.infer<typeof Text>;
