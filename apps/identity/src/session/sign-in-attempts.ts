import { systemCaller } from '@motcua/service-kit/caller';
import type { Commands, Tx } from '@motcua/service-kit/database';
import { TooManyRequests } from '@motcua/service-kit/errors';
import type { Sealer } from '@motcua/service-kit/sealed';

/** Failures in a row that cost nothing, and the longest wait in seconds; between them the wait doubles with each failure. */
interface Patience {
  readonly free: number;
  readonly longestSeconds: number;
}

/** Who mistypes waits at the own address alone. */
const oneAddress: Patience = { free: 10, longestSeconds: 900 };
/** Guesses from many addresses slow one another down; an address where the account signed in before is not held up by them. */
const allAddresses: Patience = { free: 50, longestSeconds: 60 };

/**
 * A password has many guesses in it, a code of six digits a million; but whoever guesses codes knows the password already, so that nobody
 * else is held up.
 */
const patience = {
  password: { ofOneAddress: oneAddress, ofAllAddresses: allAddresses },
  code: { ofOneAddress: { free: 5, longestSeconds: 900 }, ofAllAddresses: { free: 10, longestSeconds: 900 } },
} as const satisfies Record<string, Record<string, Patience>>;

/**
 * Slows down who guesses passwords, alike for accounts that exist and those that do not. No wait grows while it is sat out, so nobody is
 * locked out for good.
 */
export class SignInAttempts {
  constructor(
    private readonly commands: Commands,
    private readonly sealer: Sealer,
  ) {}

  /**
   * Counts an attempt as failed before it is judged, so that many at once do not slip through.
   * @throws TooManyRequests (429) while a wait lasts
   */
  async begin(
    identifier: string,
    address: string,
    at: Date,
    guessed: keyof typeof patience = 'password',
  ): Promise<void> {
    const { ofOneAddress, ofAllAddresses } = patience[guessed];
    const { refusedUntil } = await this.commands.run(systemCaller('identity'), at, async (tx) => {
      const own = await take(tx, this.keyOf(identifier, address), ofOneAddress);
      const isDecided = own.refused || own.succeeded_at !== null;
      const decisive = isDecided ? own : await take(tx, this.keyOf(identifier), ofAllAddresses);
      return { refusedUntil: decisive.refused ? decisive.blocked_until.getTime() : null };
    });
    if (refusedUntil === null) return;
    const waitMs = Math.max(refusedUntil - at.getTime(), 1_000);
    throw new TooManyRequests(undefined, { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
  }

  /** Forgets the failures of who got in, and attempts that nobody needs any more. */
  async succeed(tx: Tx, identifier: string, address: string): Promise<void> {
    // Rows are locked in the order in which `begin` locks them, and old ones only while nobody else holds them.
    await tx.query(
      'update sign_in_attempt set failures = 0, blocked_until = $2::timestamptz, succeeded_at = $2 where key = $1',
      [this.keyOf(identifier, address), tx.at],
    );
    await tx.query('update sign_in_attempt set failures = 0, blocked_until = $2 where key = $1', [
      this.keyOf(identifier),
      tx.at,
    ]);
    await tx.query(
      `delete from sign_in_attempt where key in (
         select key from sign_in_attempt where attempted_at < $1::timestamptz - interval '90 days' for update skip locked)`,
      [tx.at],
    );
  }

  private keyOf(...parts: string[]): Buffer {
    return this.sealer.blindIndex(parts.join('\n'), 'sign-in-attempt');
  }
}

interface Taken {
  readonly refused: boolean;
  readonly blocked_until: Date;
  readonly succeeded_at: Date | null;
}

/** Takes one attempt under a key, unless its wait still lasts. An hour of peace forgets earlier failures. */
async function take(tx: Tx, key: Buffer, { free, longestSeconds }: Patience): Promise<Taken> {
  const [taken] = await tx.query<Taken>(
    `with taken as (
       insert into sign_in_attempt as a (key, failures, attempted_at, blocked_until) values ($1, 1, $2, $2)
       on conflict (key) do update set (failures, attempted_at, blocked_until) = (
         select n, $2, $2 + make_interval(secs => case when n < $3 then 0 else least(2 ^ least(n - $3, 20), $4) end)
           from (select case when a.attempted_at < $2 - interval '1 hour' then 1 else a.failures + 1 end as n) as counted)
       where a.blocked_until <= $2
       returning blocked_until, succeeded_at)
     select false as refused, * from taken
     union all
     select true, blocked_until, succeeded_at from sign_in_attempt where key = $1 and not exists (select from taken)`,
    [key, tx.at, free, longestSeconds],
  );
  // Neither row: another attempt made the row a moment ago and waits already.
  return taken ?? { refused: true, blocked_until: tx.at, succeeded_at: null };
}
