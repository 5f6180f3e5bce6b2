import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { systemCaller } from '@motcua/service-kit/caller';
import type { Commands, Queries, Tx } from '@motcua/service-kit/database';
import type { Sealed, Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';

export const signingAlg = 'ES256';

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
/** So long a key is published before it signs: longer than anyone keeps the key set they fetched. */
export const publishedAheadMs = 15 * minuteMs;
/** So long a key stays published after the next one has begun to sign: longer than any token lives that it signed. */
export const publishedAfterMs = dayMs;

/** The lock under which keys are made, in this database alone. */
const lock = 7_219_004;

/** One key of the provider. */
export interface SigningKey {
  readonly kid: string;
  readonly publicJwk: JWK;
  readonly signsFrom: Date;
}

/** The keys that are published; the first one signs. */
export interface KeySet {
  readonly keys: readonly (SigningKey & { readonly privateJwk: JWK })[];
}

interface Row {
  readonly kid: string;
  readonly public_jwk: JWK;
  readonly private_jwk: Sealed;
  readonly signs_from: Date;
}

/**
 * The keys that tokens are signed with. A key is published before it signs and after it has, so that nobody who verifies tokens ever meets
 * an unknown one; replicas read the same rows and change over at the same instant.
 */
export class SigningKeys {
  constructor(
    private readonly commands: Commands,
    private readonly queries: Queries,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
    private readonly config: { readonly signingKeyDays: number },
  ) {}

  /** The keys published now, the one that signs first. Makes the first key, and the next one when it is due. */
  async published(): Promise<KeySet> {
    let rows = await this.read();
    const [newest] = rows;
    const now = this.clock.now().getTime();
    const lifeMs = this.config.signingKeyDays * dayMs;
    if (!newest || newest.signs_from.getTime() + lifeMs - dayMs <= now) {
      await this.commands.run(systemCaller('identity'), this.clock.now(), async (tx) => {
        const last = await lastKey(tx);
        if (!last) await this.insert(tx, tx.at);
        else if (last.getTime() + lifeMs - dayMs <= now) {
          await this.insert(tx, new Date(Math.max(last.getTime() + lifeMs, now + publishedAheadMs)));
        }
        return {};
      });
      rows = await this.read();
    }
    return { keys: this.order(rows, now) };
  }

  /** Publishes the next key now, which signs from a quarter of an hour on. One that waits already is left as it is. */
  async rotate(): Promise<{ readonly kid: string; readonly signsFrom: string }> {
    await this.published();
    return this.commands.run(systemCaller('identity'), this.clock.now(), async (tx) => {
      const last = await lastKey(tx);
      if (last && last > tx.at && last.getTime() <= tx.at.getTime() + publishedAheadMs) {
        const [waiting] = await tx.query<{ kid: string }>('select kid from signing_key where signs_from = $1', [last]);
        if (waiting) return { kid: waiting.kid, signsFrom: last.toISOString() };
      }
      // One that was to sign later gives way: it has signed nothing.
      await tx.query('delete from signing_key where signs_from > $1', [tx.at]);
      const signsFrom = new Date(tx.at.getTime() + publishedAheadMs);
      return { kid: await this.insert(tx, signsFrom), signsFrom: signsFrom.toISOString() };
    });
  }

  private order(rows: readonly Row[], now: number): KeySet['keys'] {
    const signing = rows.findIndex((row) => row.signs_from.getTime() <= now);
    const kept = rows.filter((_, index) => {
      const successor = rows[index - 1];
      return index <= signing || !successor || successor.signs_from.getTime() + publishedAfterMs > now;
    });
    const first = rows[signing];
    const ordered = first ? [first, ...kept.filter((row) => row !== first)] : kept;
    return ordered.map((row) => ({
      kid: row.kid,
      publicJwk: row.public_jwk,
      signsFrom: row.signs_from,
      privateJwk: JSON.parse(this.sealer.open(row.private_jwk, place(row.kid))) as JWK,
    }));
  }

  /** Newest first. */
  private read(): Promise<Row[]> {
    return this.queries.read<Row>(
      'select kid, public_jwk, private_jwk, signs_from from signing_key order by signs_from desc limit 20',
    );
  }

  private async insert(tx: Tx, signsFrom: Date): Promise<string> {
    const pair = await generateKeyPair(signingAlg, { extractable: true });
    const publicJwk = await exportJWK(pair.publicKey);
    const kid = await calculateJwkThumbprint(publicJwk);
    const use = { kid, alg: signingAlg, use: 'sig' };
    const privateJwk = { ...(await exportJWK(pair.privateKey)), ...use };
    await tx.query(
      'insert into signing_key (kid, public_jwk, private_jwk, created_at, signs_from) values ($1, $2, $3, $4, $5)',
      [kid, { ...publicJwk, ...use }, this.sealer.seal(JSON.stringify(privateJwk), place(kid)), tx.at, signsFrom],
    );
    return kid;
  }
}

/** Waits for whoever makes a key, then tells when the newest one signs. */
async function lastKey(tx: Tx): Promise<Date | undefined> {
  await tx.query('select pg_advisory_xact_lock($1)', [lock]);
  const [last] = await tx.query<{ signs_from: Date }>(
    'select signs_from from signing_key order by signs_from desc limit 1',
  );
  return last?.signs_from;
}

function place(kid: string): string {
  return `signing_key.private_jwk:${kid}`;
}
