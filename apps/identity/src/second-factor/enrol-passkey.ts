import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import type { Commands, Queries } from '@motcua/service-kit/database';
import type { Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import { lockPerson, onceOnly } from '../account/lock-person.js';
import { openName } from '../account/open-name.js';
import { completeSession } from '../session/begin-session.js';
import { keepChallenge, takeChallenge } from './challenges.js';
import type { Enrolled } from './enrol-totp.js';
import { factorAdded, firstRecoveryCodes } from './factor-log.js';
import type { RelyingParty } from './relying-party.js';
import { PasskeyNotRight } from './second-factor.problems.js';

const Base64url = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(20_000);

/** What a browser hands over (WebAuthn level 3, 5.1); what is not needed of it is left out. */
export const AddPasskeyInput = z
  .strictObject({
    name: z.string().trim().min(1).max(60),
    response: z.object({
      id: Base64url,
      rawId: Base64url,
      type: z.literal('public-key'),
      response: z.object({
        clientDataJSON: Base64url,
        attestationObject: Base64url,
        transports: z.array(z.string().max(20)).max(10).default([]),
      }),
    }),
  })
  .meta({ id: 'AddPasskey' });
export type AddPasskeyInput = z.infer<typeof AddPasskeyInput>;

/** Options for `navigator.credentials`, as JSON (WebAuthn level 3, 5.1.8 and 5.1.9). */
export const PasskeyOptions = z.object({ options: z.record(z.string(), z.unknown()) }).meta({ id: 'PasskeyOptions' });
export type PasskeyOptions = z.infer<typeof PasskeyOptions>;

/** Adds a passkey: the device must have asked for a finger, a face or a number. */
export class EnrolPasskey {
  constructor(
    private readonly commands: Commands,
    private readonly queries: Queries,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
    private readonly config: { readonly sessionMinutes: number },
  ) {}

  async begin(caller: Caller, tokenHash: string, { host }: RelyingParty): Promise<PasskeyOptions> {
    const { subjectId } = caller;
    const [person] = await this.queries.read<Parameters<typeof openName>[1]>(
      'select subject_id, kind, full_name from person where subject_id = $1',
      [subjectId],
    );
    const known = await this.queries.read<{ credential_id: string }>(
      'select credential_id from passkey where subject_id = $1 and host = $2',
      [subjectId, host],
    );
    const name = person ? openName(this.sealer, person) : subjectId;
    const options = await generateRegistrationOptions({
      rpName: 'motcua',
      rpID: host,
      userName: name,
      userDisplayName: name,
      userID: new Uint8Array(Buffer.from(subjectId.replaceAll('-', ''), 'hex')),
      attestationType: 'none',
      excludeCredentials: known.map(({ credential_id: id }) => ({ id })),
      authenticatorSelection: { userVerification: 'required', residentKey: 'preferred' },
    });
    await this.commands.run(onceOnly(caller), this.clock.now(), async (tx) => {
      await keepChallenge(tx, tokenHash, options.challenge);
      return {};
    });
    return { options: { ...options } };
  }

  /** @throws PasskeyNotRight (422) */
  async finish(
    caller: Caller,
    tokenHash: string,
    { host, origin }: RelyingParty,
    { name, response }: AddPasskeyInput,
  ): Promise<Enrolled> {
    const { subjectId } = caller;
    let enrolled: Enrolled = { session: undefined, recoveryCodes: undefined };
    await this.commands.run(onceOnly(caller), this.clock.now(), async (tx) => {
      await lockPerson(tx, caller);
      const verified = await verifyRegistrationResponse({
        response: { ...response, response: { ...response.response }, clientExtensionResults: {} },
        expectedChallenge: await takeChallenge(tx, tokenHash),
        expectedOrigin: origin,
        expectedRPID: host,
        requireUserVerification: true,
      }).catch((cause: unknown) => {
        throw new PasskeyNotRight(undefined, { cause });
      });
      if (!verified.verified) throw new PasskeyNotRight();
      const { credential } = verified.registrationInfo;
      const [added] = await tx.query(
        `insert into passkey (id, subject_id, credential_id, public_key, counter, transports, host, name, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (credential_id) do nothing returning id`,
        [
          uuidv7(),
          subjectId,
          credential.id,
          Buffer.from(credential.publicKey),
          credential.counter,
          response.response.transports,
          host,
          name,
          tx.at,
        ],
      );
      if (!added) throw new PasskeyNotRight();
      tx.record(factorAdded(subjectId, 'passkey'));
      enrolled = {
        recoveryCodes: await firstRecoveryCodes(tx, this.sealer, subjectId),
        session: await completeSession(tx, tokenHash, this.config.sessionMinutes),
      };
      return {};
    });
    return enrolled;
  }
}
