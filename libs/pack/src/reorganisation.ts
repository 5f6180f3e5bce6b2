import { z } from 'zod';
import { BilingualText, CivilDate, Code, Mark, NonBlank } from './legal-value.js';

/** How much of an agency goes to a successor: all of it, what is named, or what is left when the parts are gone. */
export const Extent = z.enum(['whole', 'part', 'rest']);
export type Extent = z.infer<typeof Extent>;

/** What one agency hands to another. */
export const Transfer = z.strictObject({
  from: Code,
  to: Code,
  extent: Extent,
  /** Communes of today whose dossiers a part takes over: a dossier goes where its address says. */
  units: z.array(NonBlank).min(1).exactOptional(),
  /** Procedures whose dossiers a part takes over, wherever the address is. */
  procedures: z.array(NonBlank).min(1).exactOptional(),
  /** Who moves along: everybody (the rule of a whole), or those who hold these positions. Nobody moves with a part that names none. */
  officers: z.array(Code).exactOptional(),
  /** What positions become where the successor has not the same ones. */
  positions: z.array(z.strictObject({ from: Code, to: Code })).exactOptional(),
});
export type Transfer = z.infer<typeof Transfer>;

/** Agencies that merge, split, or take over functions from one another on one day. */
export const Reorganisation = z.strictObject({
  code: Code,
  name: BilingualText,
  /** The first day of the new order. */
  day: CivilDate,
  legalBasis: NonBlank,
  mark: Mark,
  transfers: z.array(Transfer).min(1).exactOptional(),
  /** The committees of communes go where `admin-units/` says that their communes went. */
  followsAdminUnits: z.boolean().exactOptional(),
});
export type Reorganisation = Omit<z.infer<typeof Reorganisation>, 'transfers' | 'followsAdminUnits'> & {
  /** All of them, those that follow the administrative units included. */
  transfers: Transfer[];
};

export const Reorganisations = z.strictObject({ reorganisations: z.array(Reorganisation) });
export type WrittenReorganisations = z.infer<typeof Reorganisations>;
