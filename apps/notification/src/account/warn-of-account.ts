import { v7 as uuidv7 } from 'uuid';
import { Factor } from '@motcua/contracts/identity/v1/events';
import type { CloudEvent } from '@motcua/contracts/cloud-event';
import type { Effects, EffectTx } from '@motcua/service-kit/events';
import type { Clock } from '@motcua/service-kit/service';
import {
  apiClientExpiringWords,
  factorAddedWords,
  factorRemovedWords,
  passwordChangedWords,
  recoveryCodeUsedWords,
  type AccountMessageKind,
  type FactorKind,
} from './account-words.js';

const factors: Readonly<Partial<Record<Factor, FactorKind>>> = {
  [Factor.FACTOR_TOTP]: 'totp',
  [Factor.FACTOR_PASSKEY]: 'passkey',
  [Factor.FACTOR_RECOVERY_CODES]: 'recoveryCodes',
};

/** Tells people what happened to their own account, so that they notice what they did not do themselves, and administrators what runs out. */
export class WarnOfAccount {
  readonly effects: Effects = {
    'factor.added': (tx, { subjectId, factor }, event) => {
      const kind = factors[factor];
      return kind
        ? this.write(tx, subjectId, 'account.factor.added', factorAddedWords(kind), event)
        : Promise.resolve();
    },
    'factor.removed': (tx, { subjectId, factor }, event) => {
      const kind = factors[factor];
      return kind
        ? this.write(tx, subjectId, 'account.factor.removed', factorRemovedWords(kind), event)
        : Promise.resolve();
    },
    'recovery-code.used': (tx, { subjectId, left }, event) =>
      this.write(tx, subjectId, 'account.recoveryCode.used', recoveryCodeUsedWords(left), event),
    'password.changed': (tx, { subjectId }, event) =>
      this.write(tx, subjectId, 'account.password.changed', passwordChangedWords(), event),
    'apiclient.expiring': async (tx, { clientId, days, expiresAt, administratorIds }, event) => {
      const words = apiClientExpiringWords(clientId, days, dayOf(expiresAt ?? new Date(event.time)));
      for (const administratorId of administratorIds)
        await this.write(tx, administratorId, 'account.apiClient.expiring', words, event);
    },
  };

  constructor(
    private readonly clock: Clock,
    private readonly options: { readonly byMail: boolean },
  ) {}

  private async write(
    tx: EffectTx,
    recipientId: string,
    kind: AccountMessageKind,
    { subject, text }: ReturnType<typeof passwordChangedWords>,
    event: CloudEvent,
  ): Promise<void> {
    await tx.query(
      `with written as (
         insert into message (id, event_id, recipient_id, kind, at, subject_vi, subject_en, text_vi, text_en)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict on constraint message_event_recipient_key do nothing returning id)
       insert into delivery (message_id, channel, next_attempt_at) select id, 'email', $10::timestamptz from written where $11::boolean`,
      [
        uuidv7(),
        event.id,
        recipientId,
        kind,
        event.time,
        subject.vi,
        subject.en,
        text.vi,
        text.en,
        this.clock.now(),
        this.options.byMail,
      ],
    );
  }
}

/** The last day in Vietnam before an instant, `31/12/2026`. */
function dayOf(expiresAt: Date): string {
  const inVietnam = new Date(expiresAt.getTime() - 1 + 7 * 3_600_000).toISOString().slice(0, 10);
  return inVietnam.split('-').reverse().join('/');
}
