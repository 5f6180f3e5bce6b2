import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import type { Commands, Queries } from '@motcua/service-kit/database';
import type { Sealed, Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import { lockPerson, onceOnly } from '../account/lock-person.js';
import { openName } from '../account/open-name.js';
import { completeSession, type BegunSession } from '../session/begin-session.js';
import { factorAdded, firstRecoveryCodes } from './factor-log.js';
import { CodeNotRight, TotpSetUpAlready } from './second-factor.problems.js';
import { base32, findStep } from './totp.js';

export const TotpSecret = z
  .object({
    secret: z.string().meta({ description: 'Base32, to be typed where no picture can be read' }),
    uri: z.string().meta({ description: '`otpauth://` address, to be shown as a QR code' }),
  })
  .meta({ id: 'TotpSecret' });
export type TotpSecret = z.infer<typeof TotpSecret>;

export const TotpCode = z.string().regex(/^\d{6}$/);
export const ConfirmTotpInput = z.strictObject({ code: TotpCode }).meta({ id: 'ConfirmTotp' });
export type ConfirmTotpInput = z.infer<typeof ConfirmTotpInput>;

/** What came of adding a factor: a whole session where the one before lacked it, and codes on paper with the first one. */
export interface Enrolled {
  readonly session: BegunSession | undefined;
  readonly recoveryCodes: string[] | undefined;
}

/** Sets up an authenticator application, in two steps: a secret that counts for nothing, then a code that shows that it works. */
export class EnrolTotp {
  constructor(
    private readonly commands: Commands,
    private readonly queries: Queries,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
    private readonly config: { readonly sessionMinutes: number },
  ) {}

  /** @throws TotpSetUpAlready (409) */
  async begin(caller: Caller): Promise<TotpSecret> {
    const { subjectId } = caller;
    const [person] = await this.queries.read<Parameters<typeof openName>[1]>(
      'select subject_id, kind, full_name from person where subject_id = $1',
      [subjectId],
    );
    const secret = randomBytes(20);
    await this.commands.run(onceOnly(caller), this.clock.now(), async (tx) => {
      await lockPerson(tx, caller);
      const [written] = await tx.query(
        `insert into totp (subject_id, secret, created_at) values ($1, $2, $3)
         on conflict (subject_id) do update set secret = excluded.secret, created_at = excluded.created_at
          where totp.confirmed_at is null returning subject_id`,
        [subjectId, this.sealer.seal(secret.toString('base64url'), placeOf(subjectId)), tx.at],
      );
      if (!written) throw new TotpSetUpAlready();
      return {};
    });
    const label = encodeURIComponent(`motcua:${person ? openName(this.sealer, person) : ''}`);
    return { secret: base32(secret), uri: `otpauth://totp/${label}?secret=${base32(secret)}&issuer=motcua` };
  }

  /**
   * @param tokenHash of the session, hexadecimal
   * @throws CodeNotRight (422)
   */
  async confirm(caller: Caller, tokenHash: string, { code }: ConfirmTotpInput): Promise<Enrolled> {
    const { subjectId } = caller;
    let enrolled: Enrolled = { session: undefined, recoveryCodes: undefined };
    await this.commands.run(onceOnly(caller), this.clock.now(), async (tx) => {
      await lockPerson(tx, caller);
      const [row] = await tx.query<{ secret: Sealed }>(
        'select secret from totp where subject_id = $1 and confirmed_at is null',
        [subjectId],
      );
      const step = row && findStep(openSecret(this.sealer, subjectId, row.secret), code, tx.at, 0);
      if (step === undefined) throw new CodeNotRight();
      await tx.query('update totp set confirmed_at = $2, last_step = $3 where subject_id = $1', [
        subjectId,
        tx.at,
        step,
      ]);
      tx.record(factorAdded(subjectId, 'totp'));
      enrolled = {
        recoveryCodes: await firstRecoveryCodes(tx, this.sealer, subjectId),
        session: await completeSession(tx, tokenHash, this.config.sessionMinutes),
      };
      return {};
    });
    return enrolled;
  }
}

export function openSecret(sealer: Sealer, subjectId: string, secret: Sealed): Buffer {
  return Buffer.from(sealer.open(secret, placeOf(subjectId)), 'base64url');
}

function placeOf(subjectId: string): string {
  return `totp.secret:${subjectId}`;
}
