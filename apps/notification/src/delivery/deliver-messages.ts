import type { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import { systemCaller } from '@motcua/service-kit/caller';
import { event, type Commands } from '@motcua/service-kit/database';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import { Personal, type Logger } from '@motcua/service-kit/logs';
import type { Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import { openText, type TextColumns } from '../message/message-text.js';
import { DeliveryEntity } from './delivery.entity.js';
import { MailRefused, type Mailer } from './mailer.js';

interface DueDelivery extends TextColumns {
  readonly message_id: string;
  readonly attempts: number;
  readonly recipient_id: string;
  readonly subject_vi: string;
  readonly subject_en: string;
}

type Conclusion =
  | { readonly state: 'delivered' | 'failed'; readonly attempts: number }
  | { readonly state: 'waiting'; readonly attempts: number; readonly nextAttemptAt: Date }
  | { readonly state: 'noAddress' };

interface DeliveryOptions {
  readonly attempts: number;
  readonly retryAfterSeconds: number;
  readonly timeoutMs: number;
}

const batchSize = 5;
const longestWaitMs = 6 * 3_600_000;
/** Beside the attempt itself: asking for the contacts, and writing down what came of it. */
const leaseMarginMs = 15_000;
const caller = systemCaller('notification');

/**
 * Sends the mails that are due. A worker leases a batch, so that no transaction is open while it talks to others; what a crashed one
 * leased comes due again, so a mail leaves at least once. Only what the mail server answers counts as an attempt.
 */
export class DeliverMessages {
  constructor(
    private readonly commands: Commands,
    private readonly identity: Pick<ServiceClient<typeof IdentityServiceService>, 'getContacts'>,
    private readonly mailer: Mailer,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
    private readonly log: Logger,
    private readonly options: DeliveryOptions,
  ) {}

  /**
   * One batch.
   * @returns how many were due
   * @throws TemporarilyUnavailable (503) identity does not tell where to send them; they come due again
   */
  async execute(stopping: AbortSignal): Promise<number> {
    const due = await this.lease();
    if (due.length === 0) return 0;
    const { contacts } = await this.identity.getContacts({
      subjectIds: [...new Set(due.map((delivery) => delivery.recipient_id))],
    });
    const contactOf = new Map(contacts.map((contact) => [contact.subjectId, contact]));
    await Promise.all(
      due.map(async (delivery) => {
        const contact = contactOf.get(delivery.recipient_id);
        const conclusion =
          contact?.email === undefined
            ? ({ state: 'noAddress' } as const)
            : await this.send(
                delivery,
                contact.language === 'en' ? 'en' : 'vi',
                new Personal({ name: contact.displayName, address: contact.email }),
                stopping,
              );
        if (conclusion) await this.conclude(delivery.message_id, conclusion);
      }),
    );
    return due.length;
  }

  private async lease(): Promise<DueDelivery[]> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + this.options.timeoutMs + leaseMarginMs);
    let due: DueDelivery[] = [];
    await this.commands.run(caller, now, async (tx) => {
      due = await tx.query<DueDelivery>(
        `with due as (
           select message_id, channel from delivery where state = 'waiting' and next_attempt_at <= $1
            order by next_attempt_at limit $3 for update skip locked)
         update delivery d set next_attempt_at = $2
           from due join message m on m.id = due.message_id
          where d.message_id = due.message_id and d.channel = due.channel
         returning d.message_id, d.attempts, m.recipient_id, m.subject_vi, m.subject_en, m.text_vi, m.text_en, m.text_sealed`,
        [now, until, batchSize],
      );
      return {};
    });
    return due;
  }

  /** Undefined when the process stops meanwhile: the lease runs out, and the mail is due again. */
  private async send(
    delivery: DueDelivery,
    language: 'vi' | 'en',
    to: Personal<{ name: string; address: string }>,
    stopping: AbortSignal,
  ): Promise<Conclusion | undefined> {
    const attempts = delivery.attempts + 1;
    try {
      await this.mailer.send(
        {
          messageId: delivery.message_id,
          to,
          subject: delivery[`subject_${language}`],
          text: openText(delivery, language, this.sealer, delivery.message_id),
        },
        stopping,
      );
      return { state: 'delivered', attempts };
    } catch (error) {
      if (!(error instanceof MailRefused)) throw error;
      if (stopping.aborted) return undefined;
      const { reason, forGood } = error;
      const gaveUp = forGood || attempts >= this.options.attempts;
      this.log.warn({ event: 'mail.refused', messageId: delivery.message_id, attempts, gaveUp, reason });
      if (gaveUp) return { state: 'failed', attempts };
      const waitMs = Math.min(this.options.retryAfterSeconds * 1_000 * 4 ** delivery.attempts, longestWaitMs);
      return { state: 'waiting', attempts, nextAttemptAt: new Date(this.clock.now().getTime() + waitMs) };
    }
  }

  /** The row is locked by its update, and only the first conclusion finds it waiting: one event for one delivery. */
  private async conclude(messageId: string, conclusion: Conclusion): Promise<void> {
    await this.commands.run(caller, this.clock.now(), async (tx) => {
      const channel = 'email';
      const { affected } = await tx.manager.update(
        DeliveryEntity,
        { messageId, channel, state: 'waiting' },
        { ...conclusion },
      );
      if (!affected) return {};
      if (conclusion.state === 'delivered') {
        tx.record(event('message.delivered', messageId, { messageId, channel, attempt: conclusion.attempts }));
      }
      if (conclusion.state === 'failed') {
        tx.record(event('message.failed', messageId, { messageId, channel, attempts: conclusion.attempts }));
      }
      return {};
    });
  }
}
