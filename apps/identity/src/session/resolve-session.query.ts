import { CallerKind, SessionAwaits, type ResolveSessionResponse } from '@motcua/contracts/identity/v1/identity';
import type { Queries } from '@motcua/service-kit/database';
import { SignInRequired } from '@motcua/service-kit/errors';
import type { Clock } from '@motcua/service-kit/service';
import { civilDayOf } from '../civil-day.js';

interface Row {
  readonly session_id: string;
  readonly subject_id: string;
  readonly kind: 'citizen' | 'officer';
  readonly language: string;
  readonly expires_at: Date;
  readonly awaits: 'secondFactor' | 'enrolment' | null;
  readonly positions: { agencyCode: string; positionCode: string; roles: string[] }[];
  readonly agency_codes: string[];
}

const awaited = {
  secondFactor: SessionAwaits.SESSION_AWAITS_SECOND_FACTOR,
  enrolment: SessionAwaits.SESSION_AWAITS_ENROLMENT,
} as const;

/**
 * Tells who stands behind a session today. The scope is the agencies of the positions held (none while the session lacks its second
 * factor) and, below an agency that the position oversees, every agency that is or was; with each also the agencies that it has taken over as a whole, for their closed dossiers.
 * @throws SignInRequired the session is unknown, ended, expired or left idle, or the account is disabled, or for demonstration alone
 */
export class ResolveSession {
  constructor(
    private readonly queries: Queries,
    private readonly clock: Clock,
    private readonly config: { readonly demo: boolean; readonly officerIdleMinutes: number },
  ) {}

  /** @param tokenHash SHA-256 of the session token, hexadecimal */
  async execute(tokenHash: string): Promise<ResolveSessionResponse> {
    const now = this.clock.now();
    const [row] = await this.queries.read<Row>(
      `with recursive found as (
         select s.id, s.subject_id, s.kind, s.expires_at, s.last_seen_at, s.awaits, p.language
           from session s join person p on p.subject_id = s.subject_id and p.kind = s.kind
          where s.token_hash = $1 and s.ended_at is null and s.expires_at > $2::timestamptz and p.disabled_at is null
            and (not p.demo or $5)
            and (s.kind = 'citizen' or s.last_seen_at > $2::timestamptz - make_interval(mins => $4))),
       seen as (
         update session set last_seen_at = $2
          where id = (select id from found where last_seen_at <= $2::timestamptz - interval '1 minute')),
       held as (
         select h.* from found f join held_position h on h.officer_id = f.subject_id
          where h.days @> $3::date and f.awaits is null),
       scope (code, overseen) as (
         select agency_code, 'oversee' = any (roles) from held
         union
         select n.code, n.overseen from scope s cross join lateral (
           select g.code, true as overseen from agency g where s.overseen and g.parent_code = s.code and g.valid_from <= $3::date
           union all
           select f.code, s.overseen from agency_successor f
            where f.successor_code = s.code and f.extent <> 'part' and f.succeeds_from <= $3::date) n)
       select id as session_id, subject_id, kind, language, expires_at, awaits,
              (select coalesce(jsonb_agg(jsonb_build_object('agencyCode', agency_code, 'positionCode', position_code, 'roles', roles)
                                         order by agency_code, position_code), '[]') from held) as positions,
              (select coalesce(array_agg(distinct code order by code), '{}') from scope) as agency_codes
         from found`,
      [Buffer.from(tokenHash, 'hex'), now, civilDayOf(now), this.config.officerIdleMinutes, this.config.demo],
    );
    if (!row) throw new SignInRequired();
    return {
      sessionId: row.session_id,
      subjectId: row.subject_id,
      kind: row.kind === 'citizen' ? CallerKind.CALLER_KIND_CITIZEN : CallerKind.CALLER_KIND_OFFICER,
      positions: row.positions,
      agencyCodes: row.agency_codes,
      language: row.language,
      expiresAt: row.expires_at,
      awaits: row.awaits ? awaited[row.awaits] : undefined,
    };
  }
}
