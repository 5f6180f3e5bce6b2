import { z } from 'zod';
import { CivilDate, Code, Mark, NonBlank } from './legal-value.js';
import { demand } from './schema-demand.js';

const Username = z.string().regex(
  /^[a-z0-9]+([.-][a-z0-9]+)*$/,
  demand({
    vi: 'tên đăng nhập chỉ gồm chữ cái thường không dấu và chữ số',
    en: 'a user name has lower-case letters and digits',
  }),
);

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
      identityNumber: z
        .string()
        .regex(
          /^\d{12}$/,
          demand({ vi: 'số định danh cá nhân có 12 chữ số', en: 'a personal identity number has 12 digits' }),
        ),
      fullName: NonBlank,
      dateOfBirth: CivilDate,
      phone: z.string().regex(
        /^0\d{9}$/,
        demand({
          vi: 'số điện thoại có 10 chữ số và bắt đầu bằng 0',
          en: 'a phone number has 10 digits and starts with 0',
        }),
      ),
      email: z.email(),
    }),
  ),
});
export type DemoAccounts = z.infer<typeof DemoAccounts>;
