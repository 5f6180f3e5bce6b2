import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import type { Commands, Queries } from '@motcua/service-kit/database';
import { tokenHash } from '@motcua/service-kit/http';
import type { Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import { citizenIndex } from '../account/citizen-index.js';
import type { PasswordHashes } from '../account/password-hashes.js';
import { endSession } from './end-session.js';
import { SessionRow } from './session.entity.js';
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
}

/** A session that began. The token goes into the cookie and nowhere else. */
export interface BegunSession {
  readonly token: string;
  readonly caller: Caller;
}

interface Account {
  readonly id: string;
  readonly kind: 'citizen' | 'officer';
  readonly password_hash: string;
}

/**
 * Begins a session, always under a new token; the one that the browser held before ends.
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
    private readonly clock: Clock,
    private readonly config: { readonly demo: boolean; readonly sessionMinutes: number },
  ) {}

  async execute(input: SignInInput, origin: SignInOrigin): Promise<BegunSession> {
    const at = this.clock.now();
    const identifier = input.identifier.normalize('NFC').toLowerCase();
    await this.attempts.begin(identifier, origin.address, at);
    const account = await this.findAccount(identifier);
    const isRight = await this.passwords.matches(input.password, account?.password_hash);
    if (!account || !isRight) throw new SignInFailed();

    const token = randomBytes(32).toString('base64url');
    const caller = this.callerOf(account, at);
    await this.commands.run(caller, at, async (tx) => {
      await this.attempts.succeed(tx, identifier, origin.address);
      if (origin.formerToken) await endSession(tx, tokenHash(origin.formerToken));
      await tx.query('delete from session where subject_id = $1 and expires_at <= $2', [account.id, at]);
      const session = {
        id: uuidv7(),
        tokenHash: Buffer.from(tokenHash(token), 'hex'),
        subjectId: account.id,
        kind: account.kind,
        createdAt: at,
        lastSeenAt: at,
        expiresAt: caller.expiresAt,
      };
      await tx.manager.insert(SessionRow, session);
      return { sessionId: session.id };
    });
    return { token, caller };
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

  private callerOf({ id, kind }: Account, at: Date): Caller {
    const expiresAt = new Date(at.getTime() + this.config.sessionMinutes * 60_000);
    return { subjectId: id, kind, positions: [], agencyCodes: [], language: 'vi', expiresAt };
  }
}
