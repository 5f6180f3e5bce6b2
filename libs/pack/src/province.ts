import { z } from 'zod';
import { Role } from './agency.js';
import { BilingualText, Code, NonBlank, TimeLimit, datedValues } from './legal-value.js';
import { PersonalDataRules } from './personal-data.js';
import { demand } from './schema-demand.js';

const Colour = z
  .string()
  .regex(
    /^#[0-9A-F]{6}$/,
    demand({ vi: 'màu được viết #RRGGBB với chữ hoa', en: 'a colour is written #RRGGBB with capital digits' }),
  );

/** What holds for the whole province (`province.yaml`). */
export const Province = z.strictObject({
  code: Code,
  name: BilingualText,
  /** All of Vietnam is at UTC+07:00; the platform computes with this zone alone. */
  timeZone: z.literal('Asia/Ho_Chi_Minh'),
  adminUnitCode: NonBlank,
  supportPhone: NonBlank,
  /** The province's own citizen pages: the whole, following a dossier alone, or none. */
  citizenPages: z.enum(['full', 'trackingOnly', 'off']),
  brand: z.strictObject({ primary: Colour, strong: Colour, accent: Colour }),
  /** Which set of statutory forms is in use; it gives a form its number. */
  formSet: datedValues(z.enum(['2018', '2025'])),
  /** `{agencyEid}`, `{YYMMDD}` (day of acceptance) and `{sequence:4}` (of the agency's day, at least four digits). */
  codeTemplate: datedValues(
    z
      .string()
      .regex(
        /^(\{agencyEid\}|\{YYMMDD\}|\{sequence:\d\}|[0-9A-Z.-])+$/,
        demand({ vi: 'có chỗ điền không được biết đến', en: 'has an unknown placeholder' }),
      )
      .refine(
        (template) => ['{agencyEid}', '{YYMMDD}', '{sequence:'].every((part) => template.includes(part)),
        demand({
          vi: 'cần {agencyEid}, {YYMMDD} và {sequence:N}, nếu không mã hồ sơ sẽ trùng',
          en: 'needs {agencyEid}, {YYMMDD} and {sequence:N}, else codes would repeat',
        }),
      ),
  ),
  /** How soon the counter answers a dossier that came online. */
  intakeReply: datedValues(TimeLimit),
  /** Asking the applicant for more: how often per stage, what the clock does then, when an unanswered dossier closes. */
  supplement: datedValues(
    z.strictObject({
      maxPerStage: z.int().min(1).max(9),
      clock: z.enum(['resume', 'restart']),
      closesAfter: TimeLimit,
    }),
  ),
  /** A new appointment with a letter of apology: how often, and how long before the due date at the latest. */
  extension: datedValues(z.strictObject({ max: z.int().min(0).max(9), noticeBefore: TimeLimit })),
  /** How long before a deadline those in charge are warned, and which positions of the agency hear of it once it has passed. Nobody does without. */
  escalation: datedValues(z.strictObject({ warnBefore: TimeLimit, positions: z.array(Code).min(1) })).exactOptional(),
  /** Officers with one of these roles sign in with a second factor beside their password. Nobody must without. */
  secondFactor: z.strictObject({ roles: z.array(Role).min(1) }).exactOptional(),
  /** Which due date counts for timeliness after an extension. */
  overdueBasis: datedValues(z.enum(['original', 'extended'])),
  /** What officers may see personal data in full for, and what those whom it is about are told of it. */
  personalData: datedValues(PersonalDataRules).exactOptional(),
});
export type Province = z.infer<typeof Province>;
