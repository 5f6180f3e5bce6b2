import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import { event, type Tx } from '@motcua/service-kit/database';
import { InputInvalid } from '@motcua/service-kit/errors';
import type { DossierGround } from '../dossier-ground.js';
import { amountText } from '../procedure/legal-words.js';
import { lockForTurn, referenceOf } from '../turn/locked-dossier.js';
import type { TurnAnswer } from '../turn/turn.schemas.js';
import { AmountVnd } from './record-payment.js';

export const RefundPaymentInput = z
  .strictObject({
    paymentId: z.uuid(),
    /** The whole of what has come, or a part of it. */
    amountVnd: AmountVnd,
    /** The applicant reads it. */
    reason: z.string().trim().min(1).max(2000),
  })
  .meta({ id: 'RefundPaymentInput' });
export type RefundPaymentInput = z.infer<typeof RefundPaymentInput>;

interface Refundable {
  readonly id: string;
  readonly counts: boolean;
  readonly received_vnd: number;
  readonly refunded_vnd: number;
}

/**
 * A leader gives money back, in full or in part: never more than has come. What is given back of a surplus or of a wrong amount leaves the fee
 * as it is.
 * @throws InputInvalid (422) no such payment, or more than is left of it; what `lockForTurn` throws
 */
export class RefundPayment {
  constructor(private readonly ground: DossierGround) {}

  execute(caller: Caller, dossierId: string, version: number, input: RefundPaymentInput): Promise<TurnAnswer> {
    const { commands, clock, sealer } = this.ground;
    return commands.run(caller, clock.now(), async (tx) => {
      const { row, actingFor } = await lockForTurn(tx, this.ground, dossierId, version, 'refund');
      const payment = await this.refundable(tx, dossierId, input);
      const id = uuidv7();
      const left = payment.received_vnd - payment.refunded_vnd - input.amountVnd;
      const feeState = !payment.counts ? row.fee_state : left === 0 ? 'refunded' : 'partlyRefunded';
      await tx.query(
        `with given as (
           insert into refund (id, payment_id, amount_vnd, refunded_at, refunded_by, agency_code, reason) values ($1, $2, $3, $4, $5, $6, $7))
         update dossier set fee_state = $8, version = version + 1 where id = $9`,
        [
          id,
          payment.id,
          input.amountVnd,
          tx.at,
          caller.subjectId,
          actingFor.agencyCode ?? row.competent_agency_code,
          sealer.seal(input.reason, `refund.reason:${id}`),
          feeState,
          dossierId,
        ],
      );
      const refunded = {
        dossier: referenceOf(row),
        paymentId: payment.id,
        amountVnd: input.amountVnd,
        refundedAt: tx.at,
      };
      tx.record(event('fee.refunded', dossierId, refunded, actingFor));
      return { id: dossierId, version: row.version + 1 };
    });
  }

  private async refundable(tx: Tx, dossierId: string, input: RefundPaymentInput): Promise<Refundable> {
    const [payment] = await tx.query<Refundable>(
      `select p.id, p.state = 'paid' and not p.surplus as counts, p.received_vnd::float8 as received_vnd,
              coalesce((select sum(r.amount_vnd) from refund r where r.payment_id = p.id), 0)::float8 as refunded_vnd
         from payment p where p.id = $1 and p.dossier_id = $2 and p.received_vnd is not null`,
      [input.paymentId, dossierId],
    );
    if (!payment) {
      const text = { vi: 'Hồ sơ không có khoản đã nộp này.', en: 'The dossier has no such payment.' };
      throw new InputInvalid(undefined, { faults: [{ pointer: '/paymentId', code: 'unknownPayment', text }] });
    }
    const left = payment.received_vnd - payment.refunded_vnd;
    if (input.amountVnd > left) {
      const { vi, en } = amountText(left);
      const text = { vi: `Chỉ còn ${vi} có thể hoàn.`, en: `No more than ${en} is left to give back.` };
      throw new InputInvalid(undefined, { faults: [{ pointer: '/amountVnd', code: 'maximum', text }] });
    }
    return payment;
  }
}
