import { importJWK, SignJWT } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import type { Queries } from '@motcua/service-kit/database';
import type { Logger } from '@motcua/service-kit/logs';
import { issuerOf } from './openid-addresses.js';
import type { OpenidClients } from './openid-clients.js';
import { signingAlg, type SigningKeys } from './signing-keys.js';

const timeoutMs = 5_000;
const lookAgainAfterMs = 1_000;
const atOnce = 20;

interface Row {
  readonly id: string;
  readonly client_id: string;
  readonly subject_id: string;
  readonly sid: string;
}

/** Tells applications that somebody signed out (OpenID Connect Back-Channel Logout 1.0), again and again for a day where one is away. */
export class SendLogouts {
  constructor(
    private readonly queries: Queries,
    private readonly keys: SigningKeys,
    private readonly clients: () => Promise<OpenidClients>,
    private readonly publicUrl: string,
    private readonly log: Logger,
  ) {}

  /** One round. Gives in how many milliseconds to look again. */
  async execute(): Promise<number> {
    await this.queries.read('delete from openid_state where expires_at < clock_timestamp()');
    await this.queries.read(`delete from openid_logout where queued_at < clock_timestamp() - interval '1 day'`);
    const due = await this.queries.read<Row>(
      `select id, client_id, subject_id, sid from openid_logout
        where next_attempt_at <= clock_timestamp() order by next_attempt_at limit ${atOnce}`,
    );
    await Promise.all(due.map((row) => this.send(row)));
    return due.length === atOnce ? 0 : lookAgainAfterMs;
  }

  private async send(row: Row): Promise<void> {
    const client = (await this.clients()).get(row.client_id);
    const address = client?.kind === 'application' ? client.backchannelLogoutUri : undefined;
    try {
      if (address) {
        const response = await fetch(address, {
          method: 'POST',
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
          body: new URLSearchParams({ logout_token: await this.logoutToken(row) }),
        });
        await response.body?.cancel();
        if (!response.ok) throw new Error(`answered ${response.status}`);
      }
      await this.queries.read('delete from openid_logout where id = $1', [row.id]);
    } catch (error) {
      this.log.warn({ event: 'openid.logout.failed', clientId: row.client_id, error });
      await this.queries.read(
        `update openid_logout set attempts = attempts + 1,
                next_attempt_at = clock_timestamp() + make_interval(secs => least(2 ^ attempts, 3600)) where id = $1`,
        [row.id],
      );
    }
  }

  private async logoutToken({ client_id, subject_id, sid }: Row): Promise<string> {
    const [key] = (await this.keys.published()).keys;
    if (!key) throw new Error('No key signs yet');
    return new SignJWT({ sid, events: { 'http://schemas.openid.net/event/backchannel-logout': {} } })
      .setProtectedHeader({ alg: signingAlg, kid: key.kid, typ: 'logout+jwt' })
      .setIssuer(issuerOf(this.publicUrl))
      .setAudience(client_id)
      .setSubject(subject_id)
      .setJti(uuidv7())
      .setIssuedAt()
      .setExpirationTime('2m')
      .sign(await importJWK(key.privateJwk, signingAlg));
  }
}
