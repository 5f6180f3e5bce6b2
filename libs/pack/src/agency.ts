import { z } from 'zod';
import { BilingualText, CivilDate, Code, Mark, NonBlank, validity } from './legal-value.js';
import { demand } from './schema-demand.js';

/** `vertical` agencies (tax, police, insurance) sit at the counter but answer to their ministry. */
export const AgencyKind = z.enum(['province', 'department', 'commune', 'counter', 'vertical']);
export type AgencyKind = z.infer<typeof AgencyKind>;

/** An agency during one period of validity; the key is (code, validFrom). A commune's one-stop centre is the commune itself. */
export const Agency = z.strictObject({
  code: Code,
  /**
   * Agency e-identifier, level 1 first.
   * @source Quyết định 20/2020/QĐ-TTg
   */
  eid: z
    .string()
    .max(35)
    .regex(
      /^[0-9A-Z]+(\.[0-9A-Z]+)*$/,
      demand({
        vi: 'mã định danh điện tử chỉ gồm chữ hoa, chữ số và dấu chấm đơn',
        en: 'an e-identifier has capitals, digits and single dots',
      }),
    ),
  eidMark: Mark,
  name: BilingualText,
  kind: AgencyKind,
  parent: Code.exactOptional(),
  adminUnitCode: NonBlank.exactOptional(),
  ...validity,
  /** Who takes over its dossiers, and from which day. */
  successors: z
    .array(z.strictObject({ code: Code, from: CivilDate }))
    .min(1)
    .exactOptional(),
  legalBasis: NonBlank.exactOptional(),
  mark: Mark,
});
export type Agency = z.infer<typeof Agency>;

export const Agencies = z.strictObject({ agencies: z.array(Agency).min(1) });

export const Role = z.enum(['intake', 'process', 'approve', 'oversee', 'administer']);
export type Role = z.infer<typeof Role>;

/** A post that an officer may hold at agencies of certain kinds, and what it lets them do there. */
export const Position = z.strictObject({
  code: Code,
  title: BilingualText,
  roles: z.array(Role).min(1),
  agencyKinds: z.array(AgencyKind).min(1),
});
export type Position = z.infer<typeof Position>;

export const Positions = z.strictObject({ positions: z.array(Position).min(1) });
export type Positions = z.infer<typeof Positions>;
