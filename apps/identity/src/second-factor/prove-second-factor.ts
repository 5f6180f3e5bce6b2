import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server';
import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import { event, type Commands, type Queries, type Tx } from '@motcua/service-kit/database';
import type { Sealed, Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import { lockPerson, onceOnly } from '../account/lock-person.js';
import { completeSession, type BegunSession } from '../session/begin-session.js';
import type { SignInAttempts } from '../session/sign-in-attempts.js';
import { keepChallenge, takeChallenge } from './challenges.js';
import { openSecret, TotpCode } from './enrol-totp.js';
import type { PasskeyOptions } from './enrol-passkey.js';
import { recoveryCodeHash } from './factor-log.js';
import { readRecoveryCode } from './recovery-codes.js';
import type { RelyingParty } from './relying-party.js';
import { CodeNotRight, PasskeyNotRight } from './second-factor.problems.js';
import { findStep } from './totp.js';

const Base64url = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(20_000);

const SignedChallenge = z.object({
  id: Base64url,
  rawId: Base64url,
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: Base64url, authenticatorData: Base64url, signature: Base64url }),
});

export const ProveSecondFactorInput = z
  .discriminatedUnion('factor', [
    z.strictObject({ factor: z.literal('totp'), code: TotpCode }),
    z.strictObject({ factor: z.literal('recoveryCode'), code: z.string().trim().min(1).max(40) }),
    z.strictObject({ factor: z.literal('passkey'), response: SignedChallenge }),
  ])
  .meta({ id: 'ProveSecondFactor' });
export type ProveSecondFactorInput = z.infer<typeof ProveSecondFactorInput>;

/** Who shows the second factor, and from where. */
export interface ProofOrigin {
  /** Of the session that lacks it, hexadecimal. */
  readonly tokenHash: string;
  readonly address: string;
  readonly site: RelyingParty;
}

/** Finishes a sign-in of which the password was right. Nobody comes here without it, so nobody can hold up another person here. */
export class ProveSecondFactor {
  constructor(
    private readonly commands: Commands,
    private readonly queries: Queries,
    private readonly sealer: Sealer,
    private readonly attempts: SignInAttempts,
    private readonly clock: Clock,
    private readonly config: { readonly sessionMinutes: number },
  ) {}

  /** What a passkey has to sign. */
  async begin(caller: Caller, { tokenHash, site }: ProofOrigin): Promise<PasskeyOptions> {
    const keys = await this.queries.read<{ credential_id: string; transports: string[] }>(
      'select credential_id, transports from passkey where subject_id = $1 and host = $2',
      [caller.subjectId, site.host],
    );
    const options = await generateAuthenticationOptions({
      rpID: site.host,
      allowCredentials: keys.map(({ credential_id: id, transports }) => ({ id, transports })),
      userVerification: 'required',
    });
    await this.commands.run(onceOnly(caller), this.clock.now(), async (tx) => {
      await keepChallenge(tx, tokenHash, options.challenge);
      return {};
    });
    return { options: { ...options } };
  }

  /**
   * @throws CodeNotRight (422), PasskeyNotRight (422)
   * @throws TooManyRequests (429) after failures in a row; each kind of code waits for itself
   */
  async execute(caller: Caller, input: ProveSecondFactorInput, origin: ProofOrigin): Promise<BegunSession | undefined> {
    const at = this.clock.now();
    const account = `${input.factor}:${caller.subjectId}`;
    if (input.factor !== 'passkey') await this.attempts.begin(account, origin.address, at, 'code');
    let begun: BegunSession | undefined;
    await this.commands.run(onceOnly(caller), at, async (tx) => {
      await lockPerson(tx, caller);
      if (input.factor === 'totp') await this.takeTotp(tx, caller.subjectId, input.code);
      else if (input.factor === 'recoveryCode') await this.takeRecoveryCode(tx, caller.subjectId, input.code);
      else await this.takeSignature(tx, caller.subjectId, input.response, origin);
      if (input.factor !== 'passkey') await this.attempts.succeed(tx, account, origin.address);
      begun = await completeSession(tx, origin.tokenHash, this.config.sessionMinutes);
      return {};
    });
    return begun;
  }

  private async takeTotp(tx: Tx, subjectId: string, code: string): Promise<void> {
    const [row] = await tx.query<{ secret: Sealed; last_step: string }>(
      'select secret, last_step from totp where subject_id = $1 and confirmed_at is not null',
      [subjectId],
    );
    const step = row && findStep(openSecret(this.sealer, subjectId, row.secret), code, tx.at, Number(row.last_step));
    if (step === undefined) throw new CodeNotRight();
    await tx.query('update totp set last_step = $2 where subject_id = $1', [subjectId, step]);
  }

  private async takeRecoveryCode(tx: Tx, subjectId: string, typed: string): Promise<void> {
    const [used] = await tx.query(
      'update recovery_code set used_at = $3 where subject_id = $1 and code_hash = $2 and used_at is null returning subject_id',
      [subjectId, recoveryCodeHash(this.sealer, subjectId, readRecoveryCode(typed)), tx.at],
    );
    if (!used) throw new CodeNotRight();
    const [{ left } = { left: 0 }] = await tx.query<{ left: number }>(
      'select count(*)::integer as left from recovery_code where subject_id = $1 and used_at is null',
      [subjectId],
    );
    tx.record(event('recovery-code.used', subjectId, { subjectId, left }));
  }

  private async takeSignature(
    tx: Tx,
    subjectId: string,
    response: z.infer<typeof SignedChallenge>,
    { tokenHash, site }: ProofOrigin,
  ): Promise<void> {
    const expectedChallenge = await takeChallenge(tx, tokenHash);
    const [key] = await tx.query<{ id: string; public_key: Buffer; counter: string }>(
      'select id, public_key, counter from passkey where subject_id = $1 and credential_id = $2 and host = $3 for update',
      [subjectId, response.id, site.host],
    );
    if (!key) throw new PasskeyNotRight();
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...response, clientExtensionResults: {} },
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      credential: { id: response.id, publicKey: new Uint8Array(key.public_key), counter: Number(key.counter) },
      requireUserVerification: true,
    }).catch((cause: unknown) => {
      throw new PasskeyNotRight(undefined, { cause });
    });
    if (!verified) throw new PasskeyNotRight();
    await tx.query('update passkey set counter = $2, last_used_at = $3 where id = $1', [
      key.id,
      authenticationInfo.newCounter,
      tx.at,
    ]);
  }
}
