import { z } from 'zod';
import type { Commands, Queries } from '@motcua/service-kit/database';
import { tokenHash } from '@motcua/service-kit/http';
import type { Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import { citizenIndex } from '../account/citizen-index.js';
import type { PasswordHashes } from '../account/password-hashes.js';
import type { DemandedFactor } from '../second-factor/demanded-factor.js';
import { beginSession, newSession, type BegunSession } from './begin-session.js';
import { endSession } from './end-session.js';
import { SignInFailed } from './session.problems.js';
import type { SignInAttempts } from './sign-in-attempts.js';

export const SignInInput = z
  .strictObject({
    identifier: z.string().trim().min(1).max(100).meta({ description: 'Personal identity number, or user name' }),
    password: z.string().min(1).max(200),
  })
  .meta({ id: 'SignIn' });
export type SignInInput = z.infer<typeof SignInInput>;

/** Where the request came from, and the session that the browser still held. */
export interface SignInOrigin {
  readonly address: string;
  readonly formerToken: string | undefined;
  /** `<browser>/<system>` */
  readonly device: string;
}

interface Account {
  readonly id: string;
  readonly kind: 'citizen' | 'officer';
  /** Null for who has not chosen one yet. */
  readonly password_hash: string | null;
}

/**
 * Begins a session, always under a new token; the one that the browser held before ends. Where the password is not enough, the session
 * opens nothing but what it lacks.
 * @throws SignInFailed (401) alike, and after the same time, for an unknown account and for a wrong password
 * @throws TooManyRequests (429) after failures in a row
 */
export class SignIn {
  constructor(
    private readonly commands: Commands,
    private readonly queries: Queries,
    private readonly sealer: Sealer,
    private readonly passwords: PasswordHashes,
    private readonly attempts: SignInAttempts,
    private readonly demanded: DemandedFactor,
    private readonly clock: Clock,
    private readonly config: { readonly demo: boolean; readonly sessionMinutes: number },
  ) {}

  async execute(input: SignInInput, origin: SignInOrigin): Promise<BegunSession> {
    const at = this.clock.now();
    const identifier = input.identifier.normalize('NFC').toLowerCase();
    await this.attempts.begin(identifier, origin.address, at);
    const account = await this.findAccount(identifier);
    const isRight = await this.passwords.matches(input.password, account?.password_hash ?? undefined);
    if (!account || !isRight) throw new SignInFailed();

    const awaits = await this.demanded.awaitedOf(account, at);
    const begun = newSession(account, at, { awaits, sessionMinutes: this.config.sessionMinutes });
    await this.commands.run(begun.caller, at, async (tx) => {
      await this.attempts.succeed(tx, identifier, origin.address);
      if (origin.formerToken) await endSession(tx, tokenHash(origin.formerToken));
      await tx.query('delete from session where subject_id = $1 and expires_at <= $2', [account.id, at]);
      return { sessionId: await beginSession(tx, begun, { device: origin.device, secondFactorAt: null }) };
    });
    return begun;
  }

  /** Twelve digits are a citizen's number, anything else is an officer's user name. Demonstration accounts need demonstration mode. */
  private async findAccount(identifier: string): Promise<Account | undefined> {
    const [account] = /^\d{12}$/.test(identifier)
      ? await this.queries.read<Account>(
          `select id, 'citizen' as kind, password_hash from citizen
            where identity_number_index = $1 and disabled_at is null and (not demo or $2)`,
          [citizenIndex(this.sealer, identifier), this.config.demo],
        )
      : await this.queries.read<Account>(
          `select id, 'officer' as kind, password_hash from officer
            where username = $1 and disabled_at is null and (not demo or $2)`,
          [identifier, this.config.demo],
        );
    return account;
  }
}
