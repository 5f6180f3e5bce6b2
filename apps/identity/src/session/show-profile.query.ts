import { z } from 'zod';
import { permissionsOf, type Caller, type Role } from '@motcua/service-kit/caller';
import type { Queries } from '@motcua/service-kit/database';
import { SignInRequired } from '@motcua/service-kit/errors';
import type { Sealed, Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import { openName } from '../account/open-name.js';
import { Text } from '../bilingual-text.js';
import { civilDayOf } from '../civil-day.js';

export const ProfilePosition = z
  .object({
    agencyCode: z.string(),
    agencyName: Text,
    positionCode: z.string(),
    title: Text,
    roles: z.array(z.enum(['intake', 'process', 'approve', 'oversee', 'administer'])),
  })
  .meta({ id: 'ProfilePosition' });

export const Profile = z
  .object({
    subjectId: z.uuid(),
    kind: z.enum(['citizen', 'officer']),
    displayName: z.string(),
    language: z.enum(['vi', 'en']),
    permissions: z.array(
      z.enum([
        'dossier.submit',
        'dossier.intake',
        'dossier.process',
        'dossier.approve',
        'dossier.oversee',
        'province.administer',
      ]),
    ),
    positions: z.array(ProfilePosition),
    expiresAt: z.iso.datetime(),
    awaits: z
      .enum(['secondFactor', 'enrolment'])
      .exactOptional()
      .meta({ description: 'What the session still lacks; until then there are no permissions and no positions' }),
    factors: z
      .array(z.enum(['passkey', 'totp', 'recoveryCode']))
      .exactOptional()
      .meta({ description: 'With what the second factor can be shown' }),
  })
  .meta({ id: 'Profile' });
export type Profile = z.infer<typeof Profile>;

interface Row {
  readonly subject_id: string;
  readonly kind: 'citizen' | 'officer';
  readonly full_name: Sealed;
  readonly language: 'vi' | 'en';
  readonly factors: ('passkey' | 'totp' | 'recoveryCode')[];
  readonly positions: {
    agencyCode: string;
    agencyName: Text;
    positionCode: string;
    title: Text;
    roles: Role[];
  }[];
}

/** What the portal shows of who is signed in: name, positions today, and what these allow. */
export class ShowProfile {
  constructor(
    private readonly queries: Queries,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  async execute(caller: Caller): Promise<Profile> {
    const [row] = await this.queries.read<Row>(
      `select p.subject_id, p.kind, p.full_name, p.language,
              array(select 'passkey' from passkey where subject_id = p.subject_id
                    union select 'totp' from totp where subject_id = p.subject_id and confirmed_at is not null
                    union select 'recoveryCode' from recovery_code where subject_id = p.subject_id and used_at is null) as factors,
              (select coalesce(jsonb_agg(jsonb_build_object(
                        'agencyCode', agency_code, 'agencyName', jsonb_build_object('vi', agency_name_vi, 'en', agency_name_en),
                        'positionCode', position_code, 'title', jsonb_build_object('vi', title_vi, 'en', title_en),
                        'roles', roles) order by agency_code, position_code), '[]')
                 from held_position where officer_id = p.subject_id and days @> $2::date) as positions
         from person p where p.subject_id = $1`,
      [caller.subjectId, civilDayOf(this.clock.now())],
    );
    if (!row) throw new SignInRequired();
    const { awaits } = caller;
    if (awaits) {
      return {
        subjectId: row.subject_id,
        kind: row.kind,
        displayName: openName(this.sealer, row),
        language: row.language,
        permissions: [],
        positions: [],
        expiresAt: caller.expiresAt.toISOString(),
        awaits,
        ...(awaits === 'secondFactor' && { factors: row.factors }),
      };
    }
    return {
      subjectId: row.subject_id,
      kind: row.kind,
      displayName: openName(this.sealer, row),
      language: row.language,
      permissions: [...permissionsOf({ kind: row.kind, positions: row.positions })],
      positions: row.positions,
      expiresAt: caller.expiresAt.toISOString(),
    };
  }
}
