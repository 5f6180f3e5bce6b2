import { createHash } from 'node:crypto';
import Provider, { errors, type Adapter, type AdapterPayload } from 'oidc-provider';
import { v7 as uuidv7 } from 'uuid';
import { systemCaller } from '@motcua/service-kit/caller';
import { event, type Commands, type Queries } from '@motcua/service-kit/database';
import type { Sealed, Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import { currentBrowser } from './browser.js';

interface Row {
  readonly id_hash: Buffer;
  readonly payload: Sealed;
  readonly consumed_at: Date | null;
}

export interface StateGround {
  readonly commands: Commands;
  readonly queries: Queries;
  readonly sealer: Sealer;
  readonly clock: Clock;
}

const hashOf = (value: string) => createHash('sha256').update(value).digest();

/** A session of the provider lives only while the session of the platform does under which it began. $1 is the platform's time. */
const isLive = `(o.kind <> 'Session' or o.session_id is null and o.clients = '{}'
  or exists (select from session s where s.id = o.session_id and s.ended_at is null and s.expires_at > $1::timestamptz))`;

/** Where the provider keeps one kind of its things. Times of expiry are the database's own, as the provider goes by real time. */
export class OpenidState implements Adapter {
  constructor(
    private readonly kind: string,
    private readonly ground: StateGround,
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresIn = 3_600): Promise<void> {
    const { queries, sealer } = this.ground;
    const idHash = hashOf(id);
    const sessionId = this.kind === 'Session' && payload.accountId ? await this.sessionOf(payload.accountId) : null;
    const clients = Object.entries(payload.authorizations ?? {}).flatMap(([client, { sid }]) =>
      sid ? [[client, sid]] : [],
    );
    await queries.read(
      `insert into openid_state as o (kind, id_hash, grant_hash, uid_hash, session_id, clients, payload, expires_at, subject_id, client_id)
       values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + make_interval(secs => $8), $9::uuid, $10)
       on conflict (kind, id_hash) do update
         set grant_hash = excluded.grant_hash, uid_hash = excluded.uid_hash, session_id = excluded.session_id,
             clients = excluded.clients, payload = excluded.payload, expires_at = excluded.expires_at,
             subject_id = excluded.subject_id, client_id = excluded.client_id`,
      [
        this.kind,
        idHash,
        payload.grantId ? hashOf(payload.grantId) : null,
        payload.uid ? hashOf(payload.uid) : null,
        sessionId,
        Object.fromEntries(clients),
        sealer.seal(JSON.stringify(payload), this.place(idHash)),
        expiresIn,
        ...(this.kind === 'Grant' ? [payload.accountId, payload.clientId] : [null, null]),
      ],
    );
  }

  /** A session that a browser names is found for the person alone who is signed in there now. */
  async find(id: string): Promise<AdapterPayload | undefined> {
    const { queries, clock } = this.ground;
    const tokenHash = currentBrowser.getStore()?.tokenHash;
    const [row] = await queries.read<Row>(
      `select id_hash, payload, consumed_at from openid_state o
        where kind = $2 and id_hash = $3 and expires_at > clock_timestamp() and ${isLive}
          and (kind <> 'Session' or session_id is null
               or session_id = (select s.id from session s where s.token_hash = $4))`,
      [clock.now(), this.kind, hashOf(id), tokenHash === undefined ? null : Buffer.from(tokenHash, 'hex')],
    );
    return row && this.open(row);
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    const [row] = await this.ground.queries.read<Row>(
      `select id_hash, payload, consumed_at from openid_state o
        where kind = $2 and uid_hash = $3 and expires_at > clock_timestamp() and ${isLive}`,
      [this.ground.clock.now(), this.kind, hashOf(uid)],
    );
    return row && this.open(row);
  }

  /** Codes for devices are not offered. */
  findByUserCode(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** Of two who come with the same code or refresh token at once, the second is refused, and the grant ends. */
  async consume(id: string): Promise<void> {
    const [row] = await this.ground.queries.read<{ open: boolean; payload: Sealed; id_hash: Buffer }>(
      `with consumed as (
         update openid_state set consumed_at = clock_timestamp() where kind = $1 and id_hash = $2 and consumed_at is null
         returning id_hash)
       select exists (select from consumed) as open, payload, id_hash from openid_state where kind = $1 and id_hash = $2`,
      [this.kind, hashOf(id)],
    );
    if (row?.open) return;
    const grantId = row && this.open({ ...row, consumed_at: null }).grantId;
    if (grantId) await new OpenidState('Grant', this.ground).destroy(grantId);
    throw new errors.InvalidGrant('already used');
  }

  async destroy(id: string): Promise<void> {
    const idHash = hashOf(id);
    if (this.kind === 'Grant') return this.endGrant(idHash);
    await this.ground.queries.read('delete from openid_state where kind = $1 and id_hash = $2', [this.kind, idHash]);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.ground.queries.read('delete from openid_state where kind = $1 and grant_hash = $2', [
      this.kind,
      hashOf(grantId),
    ]);
  }

  /** With all that came of it; the history says so. */
  private async endGrant(idHash: Buffer): Promise<void> {
    const { commands, clock } = this.ground;
    await commands.run(systemCaller('identity'), clock.now(), async (tx) => {
      await tx.query('delete from openid_state where grant_hash = $1', [idHash]);
      const [row] = await tx.query<Row>(
        `delete from openid_state where kind = 'Grant' and id_hash = $1 returning id_hash, payload, consumed_at`,
        [idHash],
      );
      const { clientId, accountId } = row ? this.open(row) : {};
      if (clientId && accountId) {
        tx.record(event('grant.ended', uuidv7(), { clientId, subjectId: accountId, reason: reasonNow() }));
      }
      return {};
    });
  }

  private async sessionOf(accountId: string): Promise<string> {
    const { queries, clock } = this.ground;
    const tokenHash = currentBrowser.getStore()?.tokenHash ?? '';
    const [session] = await queries.read<{ id: string }>(
      `select id from session where token_hash = $1 and subject_id = $2 and ended_at is null and expires_at > $3`,
      [Buffer.from(tokenHash, 'hex'), accountId, clock.now()],
    );
    if (!session) throw new errors.SessionNotFound('the person has signed out meanwhile');
    return session.id;
  }

  private open({ id_hash, payload, consumed_at }: Row): AdapterPayload {
    const opened = JSON.parse(this.ground.sealer.open(payload, this.place(id_hash))) as AdapterPayload;
    return consumed_at ? { ...opened, consumed: Math.floor(consumed_at.getTime() / 1_000) } : opened;
  }

  private place(idHash: Buffer): string {
    return `openid_state.payload:${this.kind}:${idHash.toString('hex')}`;
  }
}

/** A grant that ends at the token endpoint ends because something of it came a second time. */
function reasonNow(): 'replayed' | 'signed-out' | 'revoked' {
  const route = Provider.ctx?.oidc.route;
  if (route === 'token') return 'replayed';
  return route === 'revocation' ? 'revoked' : 'signed-out';
}
