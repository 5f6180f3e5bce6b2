import { z } from 'zod';
import type { Province } from '@motcua/pack';
import { Text } from '../bilingual-text.js';

/** What this service keeps at hand of a province that was staged whole; the rest of the pack stays in the database. */
export const StagedProvince = z.object({
  province: z.object({
    code: z.string(),
    name: Text,
    brand: z.object({ primary: z.string(), strong: z.string() }),
    secondFactor: z.object({ roles: z.array(z.string()) }).exactOptional(),
    /** Checked when the pack was read. */
    personalData: z.custom<NonNullable<Province['personalData']>>((given) => Array.isArray(given)).exactOptional(),
  }),
  agencies: z.array(
    z.object({ code: z.string(), name: Text, validFrom: z.string(), validTo: z.string().exactOptional() }),
  ),
  positions: z.array(z.object({ code: z.string(), title: Text })),
  demo: z
    .object({
      password: z.string(),
      officers: z.array(
        z.object({
          username: z.string(),
          fullName: z.string(),
          assignments: z.array(z.object({ agency: z.string(), position: z.string() })),
        }),
      ),
      citizens: z.array(z.object({ identityNumber: z.string(), fullName: z.string() })),
    })
    .exactOptional(),
});
export type StagedProvince = z.infer<typeof StagedProvince>;
