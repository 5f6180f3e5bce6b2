import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { PaymentClearing } from '@motcua/contracts/dossier/v1/events';
import type { Caller } from '@motcua/service-kit/caller';
import { event } from '@motcua/service-kit/database';
import { NotFound } from '@motcua/service-kit/errors';
import type { DossierGround } from '../dossier-ground.js';
import { PaymentAlreadyCleared } from './fee.problems.js';

const clearings = {
  givenBack: PaymentClearing.PAYMENT_CLEARING_GIVEN_BACK,
  nothingTaken: PaymentClearing.PAYMENT_CLEARING_NOTHING_TAKEN,
} as const;

export const ClearPaymentInput = z
  .strictObject({
    /** `givenBack`: the provider gave it back to the payer; `nothingTaken`: as it turned out, no money was taken. */
    outcome: z.enum(['givenBack', 'nothingTaken']),
    /** What was checked with the provider, and where it is written. */
    note: z.string().trim().min(1).max(2000),
  })
  .meta({ id: 'ClearPaymentInput' });
export type ClearPaymentInput = z.infer<typeof ClearPaymentInput>;

/**
 * An administrator has seen to a payment for no known dossier: it leaves the list of what is to be looked after, and who did what about it
 * stays.
 * @throws NotFound (404) for notices of other effects too; PaymentAlreadyCleared (409)
 */
export class ClearPayment {
  constructor(private readonly ground: Pick<DossierGround, 'commands' | 'clock' | 'sealer'>) {}

  async execute(caller: Caller, noticeId: string, { outcome, note }: ClearPaymentInput): Promise<void> {
    const { commands, clock, sealer } = this.ground;
    await commands.run(caller, clock.now(), async (tx) => {
      const [notice] = await tx.query<{ payment_key: string; amount_vnd: number; cleared_at: Date | null }>(
        `select payment_key, amount_vnd::float8 as amount_vnd, cleared_at from payment_notice
          where notice_id = $1 and effect = 'unknownPayment' for update`,
        [noticeId],
      );
      if (!notice) throw new NotFound();
      if (notice.cleared_at) throw new PaymentAlreadyCleared();
      await tx.query(
        'update payment_notice set cleared_at = $2, cleared_by = $3, clearing = $4, clearing_note = $5 where notice_id = $1',
        [noticeId, tx.at, caller.subjectId, outcome, sealer.seal(note, `payment_notice.clearing_note:${noticeId}`)],
      );
      tx.record(
        event('payment.cleared', uuidv7(), {
          noticeId,
          paymentKey: notice.payment_key,
          amountVnd: notice.amount_vnd,
          clearing: clearings[outcome],
          clearedAt: tx.at,
        }),
      );
      return {};
    });
  }
}
