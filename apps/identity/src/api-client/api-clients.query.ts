import type { ApiScope } from '@motcua/service-kit/caller';
import type { Queries } from '@motcua/service-kit/database';
import type { Clock } from '@motcua/service-kit/service';
import type { OpenidClient } from '../openid/openid-clients.js';
import type { ApiClient, ApiClientKey, ApiClientList, ApiClientsQuery } from './api-client.schemas.js';

interface Row {
  readonly id: string;
  readonly client_id: string;
  readonly agency_code: string;
  readonly agency_name: ApiClient['agencyName'];
  readonly name: ApiClient['name'];
  readonly scopes: ApiScope[];
  readonly requests_per_minute: number;
  readonly registered_at: Date;
  readonly suspended: boolean;
  readonly last_used_at: Date | null;
  readonly keys: ApiClientKey[];
}

interface SignInRow {
  readonly agency_code: string;
  readonly name: ApiClient['name'];
  readonly scopes: ApiScope[];
  readonly requests_per_minute: number;
  /** Judged when they were added. */
  readonly keys: Extract<OpenidClient, { kind: 'agency-system' }>['jwks']['keys'];
}

/** Whom suspended systems' tokens may still hold: a little longer than any does. */
const tokensHoldMinutes = 15;

/** The systems of agencies that an administrator registered. */
export class ApiClients {
  constructor(
    private readonly queries: Queries,
    private readonly clock: Clock,
  ) {}

  /** By their id. */
  async list({ limit, after }: ApiClientsQuery): Promise<ApiClientList> {
    const rows = await this.queries.read<Row>(
      `select c.id, c.client_id, c.agency_code, jsonb_build_object('vi', c.name_vi, 'en', c.name_en) as name, c.scopes, c.requests_per_minute,
              c.registered_at, c.suspended_at is not null as suspended, c.last_used_at,
              coalesce((select jsonb_build_object('vi', name_vi, 'en', name_en) from agency where code = c.agency_code order by valid_from desc limit 1),
                       jsonb_build_object('vi', c.agency_code, 'en', c.agency_code)) as agency_name,
              array(select jsonb_build_object(
                             'kid', k.kid, 'kind', k.public_jwk ->> 'kty', 'addedAt', k.added_at, 'expiresAt', k.expires_at,
                             'state', case when k.revoked_at is not null then 'revoked' when k.expires_at <= $2 then 'expired'
                                           when k.expires_at <= $2::timestamptz + interval '30 days' then 'expiring' else 'valid' end)
                      from api_client_key k where k.api_client_id = c.id order by k.added_at desc, k.kid limit 20) as keys
         from api_client c where c.client_id > $1 order by c.client_id limit $3`,
      [after ?? '', this.clock.now(), limit + 1],
    );
    const items = rows.slice(0, limit).map((row) => ({
      id: row.id,
      clientId: row.client_id,
      agencyCode: row.agency_code,
      agencyName: row.agency_name,
      name: row.name,
      scopes: row.scopes,
      requestsPerMinute: row.requests_per_minute,
      registeredAt: row.registered_at.toISOString(),
      suspended: row.suspended,
      ...(row.last_used_at && { lastUsedAt: row.last_used_at.toISOString() }),
      keys: row.keys,
    }));
    const last = items.at(-1);
    return { items, ...(rows.length > limit && last && { next: last.clientId }) };
  }

  /** As the OpenID provider knows it; undefined while it is suspended or has no key that holds. */
  async find(clientId: string): Promise<OpenidClient | undefined> {
    const [row] = await this.queries.read<SignInRow>(
      `select c.agency_code, jsonb_build_object('vi', c.name_vi, 'en', c.name_en) as name, c.scopes, c.requests_per_minute,
              array(select k.public_jwk from api_client_key k
                     where k.api_client_id = c.id and k.revoked_at is null and k.expires_at > $2 order by k.added_at desc) as keys
         from api_client c where c.client_id = $1 and c.suspended_at is null`,
      [clientId, this.clock.now()],
    );
    if (!row || row.keys.length === 0) return undefined;
    return {
      kind: 'agency-system',
      clientId,
      name: row.name,
      agencyCode: row.agency_code,
      scopes: row.scopes,
      requestsPerMinute: row.requests_per_minute,
      jwks: { keys: row.keys },
    };
  }

  /** Notes that a system got a token. */
  async noteUse(clientId: string): Promise<void> {
    await this.queries.read(
      `update api_client set last_used_at = date_trunc('minute', $2::timestamptz)
        where client_id = $1 and (last_used_at is null or last_used_at < date_trunc('minute', $2::timestamptz))`,
      [clientId, this.clock.now()],
    );
  }

  /** Ids of systems that were suspended a while ago, and may still have tokens. */
  async suspendedLately(): Promise<string[]> {
    const rows = await this.queries.read<{ client_id: string }>(
      `select client_id from api_client where suspended_at > $1::timestamptz - make_interval(mins => ${tokensHoldMinutes})`,
      [this.clock.now()],
    );
    return rows.map((row) => row.client_id);
  }
}
