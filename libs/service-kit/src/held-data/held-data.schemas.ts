import { z } from 'zod';
import { dataClasses } from './held-column.js';

const Words = z.object({ vi: z.string(), en: z.string() });

/** Personal data of one kind that a service holds, in both languages. */
export const HeldData = z
  .object({
    /** Where it lies, such as `dossier.answers`: for who keeps the databases. */
    column: z.string(),
    what: Words,
    dataClass: z.enum(dataClasses),
    why: Words,
    legalGround: Words,
    keptFor: Words,
  })
  .meta({ id: 'HeldData' });
export type HeldData = z.infer<typeof HeldData>;

export const HeldDataList = z.object({ items: z.array(HeldData) }).meta({ id: 'HeldDataList' });
export type HeldDataList = z.infer<typeof HeldDataList>;

/** How far the cells of a column are sealed under the current key. */
export const ResealedColumn = z
  .object({
    column: z.string(),
    /** Rows that were looked at since the key became the current one. More than there are when a second walk was needed. */
    walked: z.number().int(),
    /** Cells that were sealed anew since then. */
    resealed: z.number().int(),
    /** When a whole walk last found no cell under another key; absent while some may be left. */
    cleanAt: z.iso.datetime().exactOptional(),
  })
  .meta({ id: 'ResealedColumn' });
export type ResealedColumn = z.infer<typeof ResealedColumn>;

export const Resealing = z
  .object({
    /** The key under which cells are sealed now. */
    currentKey: z.string(),
    /** Every other key may be taken away when this is so for every service. */
    clean: z.boolean(),
    items: z.array(ResealedColumn),
  })
  .meta({ id: 'Resealing' });
export type Resealing = z.infer<typeof Resealing>;
