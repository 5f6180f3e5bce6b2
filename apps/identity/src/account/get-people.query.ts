import type { GetPeopleResponse } from '@motcua/contracts/identity/v1/identity';
import type { Queries } from '@motcua/service-kit/database';
import type { Sealed, Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import { civilDayOf } from '../civil-day.js';
import { askedPeople } from './asked-people.js';
import { openName } from './open-name.js';

interface Row {
  readonly subject_id: string;
  readonly kind: 'citizen' | 'officer';
  readonly full_name: Sealed;
  readonly positions: { agencyCode: string; positionCode: string; roles: string[] }[];
}

/** Names people, with their positions today; those whose accounts are disabled too, since timelines name them still. */
export class GetPeople {
  constructor(
    private readonly queries: Queries,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  async execute(subjectIds: readonly string[]): Promise<GetPeopleResponse> {
    const rows = await this.queries.read<Row>(
      `select p.subject_id, p.kind, p.full_name,
              (select coalesce(jsonb_agg(jsonb_build_object('agencyCode', agency_code, 'positionCode', position_code, 'roles', roles)
                                         order by agency_code, position_code), '[]')
                 from held_position where officer_id = p.subject_id and days @> $2::date) as positions
         from person p where p.subject_id = any ($1::uuid[])`,
      [askedPeople(subjectIds), civilDayOf(this.clock.now())],
    );
    return {
      people: rows.map((row) => ({
        subjectId: row.subject_id,
        displayName: openName(this.sealer, row),
        positions: row.positions,
      })),
    };
  }
}
