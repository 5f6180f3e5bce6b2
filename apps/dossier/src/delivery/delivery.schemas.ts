import { z } from 'zod';

/** How the applicant wants the result; it can be changed until it is handed over. */
export const ResultWish = z
  .strictObject({
    resultBy: z.enum(['counter', 'postal']),
    /** Where the post brings it; required for `postal`. */
    postalAddress: z.string().trim().min(1).max(300).optional(),
  })
  .refine(({ resultBy, postalAddress }) => (resultBy === 'postal') === (postalAddress !== undefined), {
    path: ['postalAddress'],
  })
  .meta({ id: 'ResultWish' });
export type ResultWish = z.infer<typeof ResultWish>;

/** Who takes a result at the counter. */
export const Receiver = z.strictObject({
  fullName: z.string().trim().min(1).max(120),
  identityNumber: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  /** `authorised` comes with a paper that says so. */
  relation: z.enum(['holder', 'authorised']).optional(),
  /** Number or date of the authorisation. */
  authorisation: z.string().trim().min(1).max(200).optional(),
});
export type Receiver = z.infer<typeof Receiver>;

/** How a result is handed over: to somebody at the counter, or to the post. */
export const Handover = z.strictObject({
  receiver: Receiver.optional(),
  /** Tracking number of the postal item. */
  postalItem: z.string().trim().min(1).max(60).optional(),
  /** The originals were compared where the procedure asks for it. */
  originalsChecked: z.boolean().optional(),
});
export type Handover = z.infer<typeof Handover>;

/** What is kept of a handover beside the name of the receiver. */
export const Delivery = Receiver.pick({ identityNumber: true, relation: true, authorisation: true }).extend({
  postalItem: Handover.shape.postalItem,
  originalsChecked: Handover.shape.originalsChecked,
});
export type Delivery = z.infer<typeof Delivery>;
