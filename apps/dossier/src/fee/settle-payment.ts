import { PaymentWay } from '@motcua/contracts/dossier/v1/events';
import { event, type Tx } from '@motcua/service-kit/database';
import type { DossierGround } from '../dossier-ground.js';
import { settleFeeWaits } from './fee-waits.js';
import { receiptNumber } from './receipt-number.js';
import type { PaymentNoticeInput } from './payment-provider.js';
import { referenceOf, type LockedDossier, type TurnRow } from '../turn/locked-dossier.js';

export interface PaymentRow {
  readonly id: string;
  readonly state: 'open' | 'paid' | 'failed' | 'disputed';
  readonly amount_vnd: number;
}

/** What a word of the provider does to a payment; `none` for what was known or comes too late. */
export type NoticeEffect = 'paid' | 'surplus' | 'disputed' | 'failed' | 'none';

/**
 * Decides what a word changes. Money that came is never unsaid: success counts also behind a failure, and a failure behind success changes
 * nothing. Another amount than was asked for is money, but not the fee; neither is what comes when nothing is due any more.
 */
export function noticeEffect(
  payment: Pick<PaymentRow, 'state' | 'amount_vnd'>,
  feeState: TurnRow['fee_state'],
  { status, amountVnd }: Pick<PaymentNoticeInput, 'status' | 'amountVnd'>,
): NoticeEffect {
  if (payment.state === 'paid' || payment.state === 'disputed' || status === 'pending') return 'none';
  if (status === 'failed') return payment.state === 'open' ? 'failed' : 'none';
  if (amountVnd === 0) return 'none';
  if (amountVnd !== payment.amount_vnd) return 'disputed';
  return feeState === 'due' ? 'paid' : 'surplus';
}

/** Lets the money have its effect on a payment and the locked dossier that it is for. */
export async function settleOnline(
  tx: Tx,
  ground: Pick<DossierGround, 'packs' | 'log'>,
  dossier: LockedDossier,
  payment: PaymentRow,
  word: Pick<PaymentNoticeInput, 'status' | 'amountVnd' | 'reference'>,
): Promise<NoticeEffect> {
  const { row } = dossier;
  const effect = noticeEffect(payment, row.fee_state, word);
  if (effect === 'none') return effect;
  const isMoney = effect !== 'failed';
  await tx.query(
    `update payment set state = $2, surplus = $3, received_vnd = $4, reference = coalesce(nullif($5, ''), reference), settled_at = $6, agency_code = $7 where id = $1`,
    [
      payment.id,
      effect === 'surplus' ? 'paid' : effect,
      effect === 'surplus',
      isMoney ? word.amountVnd : null,
      word.reference,
      tx.at,
      // The fee is for what the agency does that decides.
      isMoney ? row.competent_agency_code : null,
    ],
  );
  if (effect === 'disputed' || effect === 'surplus') {
    ground.log.error({ event: `payment.${effect}`, paymentId: payment.id, dossierId: row.id });
  }
  if (effect === 'disputed' || effect === 'failed') {
    await tx.query('update dossier set version = version + 1 where id = $1', [row.id]);
    return effect;
  }
  await takeMoney(tx, ground, dossier, {
    id: payment.id,
    amountVnd: word.amountVnd,
    way: PaymentWay.PAYMENT_WAY_ONLINE,
    agencyCode: row.competent_agency_code,
    surplus: effect === 'surplus',
  });
  return effect;
}

/** Money that has come. */
interface TakenPayment {
  readonly id: string;
  readonly amountVnd: number;
  readonly way: PaymentWay;
  /** Who collects it. */
  readonly agencyCode: string;
  readonly surplus: boolean;
}

/**
 * The money of a payment has come: the fee is paid with it, there is a receipt for it, and a clock that stood still for it runs again. Writes
 * the last statement of the command.
 */
export async function takeMoney(
  tx: Tx,
  ground: Pick<DossierGround, 'packs'>,
  dossier: LockedDossier,
  payment: TakenPayment,
): Promise<void> {
  const { row, rules, actingFor } = dossier;
  await tx.query(
    `update dossier set fee_state = case when $2::boolean then fee_state else 'paid' end, version = version + 1 where id = $1`,
    [row.id, payment.surplus],
  );
  const paid = {
    dossier: referenceOf(row),
    paymentId: payment.id,
    amountVnd: payment.amountVnd,
    way: payment.way,
    paidAt: tx.at,
    surplus: payment.surplus,
  };
  tx.record(event('fee.paid', row.id, paid, actingFor));
  // What is to be given back has no receipt.
  if (payment.surplus) return;
  tx.insertLast(receiptNumber(rules, payment.id, payment.agencyCode, tx.at));
  await settleFeeWaits(tx, ground, row.id, actingFor);
}
