import { systemCaller } from '@motcua/service-kit/caller';
import { event, type Commands } from '@motcua/service-kit/database';
import type { Clock } from '@motcua/service-kit/service';
import { civilDayOf } from '../civil-day.js';

const lookAgainAfterMs = 600_000;
const atOnce = 100;

interface Expiring {
  readonly api_client_id: string;
  readonly client_id: string;
  readonly kid: string;
  readonly expires_at: Date;
  readonly days: 30 | 7;
}

/** Says 30 and 7 days ahead, once each, that a key runs out which no later one of its system follows. */
export class AnnounceExpiry {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
  ) {}

  /** @returns in how many milliseconds to look again */
  async execute(): Promise<number> {
    const { told } = await this.commands.run(systemCaller('identity'), this.clock.now(), async (tx) => {
      const expiring = await tx.query<Expiring>(
        `with due as (
           select k.api_client_id, k.kid, k.expires_at, c.client_id,
                  case when k.expires_at <= $1::timestamptz + interval '7 days' then 7 else 30 end as days
             from api_client_key k join api_client c on c.id = k.api_client_id
            where k.revoked_at is null and c.suspended_at is null and k.expires_at > $1
              and (k.expires_at <= $1::timestamptz + interval '7 days' and k.told_days is distinct from 7
                   or k.expires_at <= $1::timestamptz + interval '30 days' and k.told_days is null)
              and not exists (select from api_client_key later where later.api_client_id = k.api_client_id
                                 and later.revoked_at is null and later.expires_at > $1::timestamptz + interval '30 days')
            order by k.expires_at limit ${atOnce} for no key update of c)
         update api_client_key k set told_days = due.days from due
          where (k.api_client_id, k.kid) = (due.api_client_id, due.kid)
         returning due.*`,
        [tx.at],
      );
      if (expiring.length === 0) return { told: 0 };
      const administrators = await tx.query<{ officer_id: string }>(
        `select distinct h.officer_id from held_position h join officer o on o.id = h.officer_id
          where o.disabled_at is null and 'administer' = any (h.roles) and h.days @> $1::date limit 100`,
        [civilDayOf(tx.at)],
      );
      tx.record(
        ...expiring.map(({ api_client_id: id, client_id: clientId, kid, expires_at: expiresAt, days }) =>
          event('apiclient.expiring', id, {
            clientId,
            kid,
            expiresAt,
            days,
            administratorIds: administrators.map(({ officer_id: officerId }) => officerId),
          }),
        ),
      );
      return { told: expiring.length };
    });
    return told === atOnce ? 0 : lookAgainAfterMs;
  }
}
