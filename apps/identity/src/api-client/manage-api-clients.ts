import { calculateJwkThumbprint } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '@motcua/service-kit/caller';
import { event, type Commands, type Tx } from '@motcua/service-kit/database';
import { NotFound } from '@motcua/service-kit/errors';
import type { Clock } from '@motcua/service-kit/service';
import { civilDayOf } from '../civil-day.js';
import type { OpenidClients } from '../openid/openid-clients.js';
import { AgencyNotThere, ClientIdTaken, KeyKnown, KeyLifeNotPossible } from './api-client.problems.js';
import type {
  AddKeyInput,
  ChangeApiClientInput,
  RegisterApiClientInput,
  RegisteredApiClient,
} from './api-client.schemas.js';

const longestDays = 731;

interface Known {
  readonly client_id: string;
  readonly suspended: boolean;
}

/** What an administrator does to the systems of agencies that call the API. It counts at once, in every replica. */
export class ManageApiClients {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    /** Those of the operator's file. */
    private readonly fileClients: () => Promise<OpenidClients>,
  ) {}

  /** @throws ClientIdTaken (409), AgencyNotThere (422), KeyLifeNotPossible (422) */
  async register(caller: Caller, input: RegisterApiClientInput): Promise<RegisteredApiClient> {
    const { clientId, agencyCode, name, scopes, requestsPerMinute, firstKey } = input;
    if ((await this.fileClients()).has(clientId)) throw new ClientIdTaken();
    const kid = await kidOf(firstKey);
    return this.commands.run(caller, this.clock.now(), async (tx) => {
      const agencies = await tx.query(
        'select from agency where code = $1 and daterange(valid_from, valid_to) @> $2::date',
        [agencyCode, civilDayOf(tx.at)],
      );
      if (agencies.length === 0) {
        const text = { vi: 'Không có cơ quan này.', en: 'There is no such agency.' };
        throw new AgencyNotThere(undefined, { faults: [{ pointer: '/agencyCode', code: 'notThere', text }] });
      }
      const id = uuidv7();
      const added = await tx.query(
        `insert into api_client (id, client_id, agency_code, name_vi, name_en, scopes, requests_per_minute, registered_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (client_id) do nothing returning id`,
        [id, clientId, agencyCode, name.vi, name.en, scopes, requestsPerMinute, tx.at],
      );
      if (added.length === 0) throw new ClientIdTaken();
      tx.record(event('apiclient.registered', id, { clientId, agencyCode }));
      await addKey(tx, { id, clientId }, kid, firstKey, '/firstKey');
      return { id };
    });
  }

  async change(caller: Caller, id: string, { name, scopes, requestsPerMinute }: ChangeApiClientInput): Promise<void> {
    await this.command(caller, id, async (tx, { client_id: clientId }) => {
      await tx.query(
        'update api_client set name_vi = $2, name_en = $3, scopes = $4, requests_per_minute = $5 where id = $1',
        [id, name.vi, name.en, scopes, requestsPerMinute],
      );
      tx.record(event('apiclient.changed', id, { clientId }));
    });
  }

  /** Beside the keys that there are: the system takes the new one into use before the old one runs out. @throws KeyKnown (409), KeyLifeNotPossible (422) */
  async addKey(caller: Caller, id: string, input: AddKeyInput): Promise<void> {
    const kid = await kidOf(input);
    await this.command(caller, id, (tx, { client_id: clientId }) => addKey(tx, { id, clientId }, kid, input, ''));
  }

  /** @throws NotFound (404) */
  async revokeKey(caller: Caller, id: string, kid: string): Promise<void> {
    await this.command(caller, id, async (tx, { client_id: clientId }) => {
      const revoked = await tx.query(
        'update api_client_key set revoked_at = $3 where api_client_id = $1 and kid = $2 and revoked_at is null returning kid',
        [id, kid, tx.at],
      );
      if (revoked.length === 0) throw new NotFound();
      tx.record(event('apiclient.key-revoked', id, { clientId, kid }));
    });
  }

  /** It gets no token any more, and those that it has open nothing. */
  async suspend(caller: Caller, id: string): Promise<void> {
    await this.command(caller, id, async (tx, { client_id: clientId, suspended }) => {
      if (suspended) return;
      await tx.query('update api_client set suspended_at = $2 where id = $1', [id, tx.at]);
      tx.record(event('apiclient.suspended', id, { clientId }));
    });
  }

  async resume(caller: Caller, id: string): Promise<void> {
    await this.command(caller, id, async (tx, { client_id: clientId, suspended }) => {
      if (!suspended) return;
      await tx.query('update api_client set suspended_at = null where id = $1', [id]);
      tx.record(event('apiclient.resumed', id, { clientId }));
    });
  }

  private async command(caller: Caller, id: string, work: (tx: Tx, known: Known) => Promise<void>): Promise<void> {
    await this.commands.run(caller, this.clock.now(), async (tx) => {
      const [known] = await tx.query<Known>(
        'select client_id, suspended_at is not null as suspended from api_client where id = $1 for no key update',
        [id],
      );
      if (!known) throw new NotFound();
      await work(tx, known);
      return {};
    });
  }
}

/** The key's own id, or its thumbprint (RFC 7638). */
async function kidOf({ key }: AddKeyInput): Promise<string> {
  return key.kid ?? calculateJwkThumbprint(key);
}

async function addKey(
  tx: Tx,
  client: { readonly id: string; readonly clientId: string },
  kid: string,
  { key, lastDay }: AddKeyInput,
  pointer: string,
): Promise<void> {
  // Until the last day is over in Vietnam.
  const expiresAt = new Date(Date.parse(`${lastDay}T00:00:00+07:00`) + 86_400_000);
  if (expiresAt <= tx.at || expiresAt.getTime() > tx.at.getTime() + longestDays * 86_400_000) {
    const text = { vi: 'Chọn một ngày từ hôm nay đến hai năm tới.', en: 'Choose a day from today to two years ahead.' };
    throw new KeyLifeNotPossible(undefined, { faults: [{ pointer: `${pointer}/lastDay`, code: 'range', text }] });
  }
  const added = await tx.query(
    `insert into api_client_key (api_client_id, kid, public_jwk, added_at, expires_at) values ($1, $2, $3, $4, $5)
     on conflict on constraint api_client_key_pkey do nothing returning kid`,
    [client.id, kid, { ...key, kid }, tx.at, expiresAt],
  );
  if (added.length === 0) throw new KeyKnown();
  tx.record(event('apiclient.key-added', client.id, { clientId: client.clientId, kid, expiresAt }));
}
