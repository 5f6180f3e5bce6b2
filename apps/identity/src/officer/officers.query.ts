import { NotFound } from '@motcua/service-kit/errors';
import type { Queries } from '@motcua/service-kit/database';
import type { Sealed, Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import { nameCell } from '../account/open-name.js';
import { civilDayOf } from '../civil-day.js';
import type {
  Officer,
  OfficerList,
  OfficerListItem,
  OfficerPosition,
  OfficersQuery,
  PositionList,
} from './officer.schemas.js';

interface Row {
  readonly id: string;
  readonly username: string;
  readonly full_name: Sealed;
  readonly state: Officer['state'];
  readonly positions: OfficerPosition[];
}

interface WholeRow extends Row {
  readonly demo: boolean;
  readonly created_at: Date;
  readonly invited_until: Date | null;
  readonly running_sessions: number;
  readonly has_second_factor: boolean;
}

const state = `case when o.disabled_at is not null then 'disabled' when o.password_hash is null then 'invited' else 'active' end`;

/** The positions of an officer `o` under a condition; an agency bears the name that it has on the first day, or had last. */
function positions(condition: string): string {
  return `array(
    select jsonb_strip_nulls(jsonb_build_object(
             'agencyCode', a.agency_code, 'agencyName', coalesce(g.name, jsonb_build_object('vi', a.agency_code, 'en', a.agency_code)),
             'positionCode', a.position_code,
             'title', jsonb_build_object('vi', coalesce(p.title_vi, a.position_code), 'en', coalesce(p.title_en, a.position_code)),
             'validFrom', a.valid_from, 'validTo', a.valid_to))
      from assignment a left join position p on p.code = a.position_code
      left join lateral (
        select jsonb_build_object('vi', name_vi, 'en', name_en) as name from agency
         where code = a.agency_code order by daterange(valid_from, valid_to) @> a.valid_from desc, valid_from desc limit 1) g on true
     where a.officer_id = o.id and ${condition}
     order by a.valid_from desc, a.agency_code, a.position_code)`;
}

/** The officers of the province as who administers it sees them. */
export class Officers {
  constructor(
    private readonly queries: Queries,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  /** By user name. */
  async list({ agency, q, state: wanted, limit, after }: OfficersQuery): Promise<OfficerList> {
    const today = civilDayOf(this.clock.now());
    const rows = await this.queries.read<Row>(
      `select o.id, o.username, o.full_name, ${state} as state, ${positions('daterange(a.valid_from, a.valid_to) @> $1::date')} as positions
         from officer o
        where o.username > $2 and ($3::text is null or starts_with(o.username, $3)) and ($4::text is null or ${state} = $4)
          and ($5::text is null or o.id in (
                select officer_id from assignment where agency_code = $5 and daterange(valid_from, valid_to) @> $1::date))
        order by o.username limit $6`,
      [today, after ?? '', q ?? null, wanted ?? null, agency ?? null, limit + 1],
    );
    const items = rows.slice(0, limit).map((row): OfficerListItem => this.toListItem(row));
    const last = items.at(-1);
    return { items, ...(rows.length > limit && last && { next: last.username }) };
  }

  /** @throws NotFound (404) */
  async one(id: string): Promise<Officer> {
    const now = this.clock.now();
    const [row] = await this.queries.read<WholeRow>(
      `select o.id, o.username, o.full_name, ${state} as state, ${positions('true')} as positions, o.demo, o.created_at,
              (select expires_at from activation_code where officer_id = o.id and expires_at > $2) as invited_until,
              (select count(*)::integer from session where subject_id = o.id and ended_at is null and expires_at > $2) as running_sessions,
              exists (select from totp where subject_id = o.id and confirmed_at is not null)
                or exists (select from passkey where subject_id = o.id) as has_second_factor
         from officer o where o.id = $1`,
      [id, now],
    );
    if (!row) throw new NotFound();
    return {
      ...this.toListItem(row),
      demo: row.demo,
      createdAt: row.created_at.toISOString(),
      ...(row.invited_until && { invitedUntil: row.invited_until.toISOString() }),
      runningSessions: row.running_sessions,
      hasSecondFactor: row.has_second_factor,
    };
  }

  /** What positions there are. */
  async positions(): Promise<PositionList> {
    const items = await this.queries.read<PositionList['items'][number]>(
      `select code, jsonb_build_object('vi', title_vi, 'en', title_en) as title, agency_kinds as "agencyKinds"
         from position order by title_vi collate "vi-x-icu", code`,
    );
    return { items };
  }

  private toListItem({ id, username, full_name, state: stands, positions: held }: Row): OfficerListItem {
    return {
      id,
      username,
      fullName: this.sealer.open(full_name, nameCell('officer', id)),
      state: stands,
      positions: held,
    };
  }
}
