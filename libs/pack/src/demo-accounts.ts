import { z } from 'zod';
import { CivilDate, Code, Mark, NonBlank } from './legal-value.js';

const Username = z
  .string()
  .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, { error: 'a user name has lower-case letters and digits' });

/** Invented people to try the platform with; a production installation leaves the file out. */
export const DemoAccounts = z.strictObject({
  mark: Mark.extract(['sample']),
  password: z.string().min(8),
  officers: z.array(
    z.strictObject({
      username: Username,
      fullName: NonBlank,
      assignments: z.array(z.strictObject({ agency: Code, position: Code })).min(1),
    }),
  ),
  citizens: z.array(
    z.strictObject({
      identityNumber: z.string().regex(/^\d{12}$/, { error: 'a personal identity number has 12 digits' }),
      fullName: NonBlank,
      dateOfBirth: CivilDate,
      phone: z.string().regex(/^0\d{9}$/, { error: 'a phone number has 10 digits and starts with 0' }),
      email: z.email(),
    }),
  ),
});
export type DemoAccounts = z.infer<typeof DemoAccounts>;
