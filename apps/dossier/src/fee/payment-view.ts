import { z } from 'zod';
import type { Sealed, Sealer } from '@motcua/service-kit/sealed';

const Instant = z.iso.datetime();

/** Money that came for a dossier, or was to come, and what went back of it. */
export const PaymentView = z.object({
  id: z.uuid(),
  way: z.enum(['counter', 'online']),
  /** `disputed`: another amount has come than was asked for; it does not count. */
  state: z.enum(['open', 'paid', 'failed', 'disputed']),
  /** What was due. */
  amountVnd: z.int(),
  /** What has come. */
  receivedVnd: z.int().optional(),
  /** It came when nothing was due any more. */
  surplus: z.boolean(),
  startedAt: Instant,
  settledAt: Instant.optional(),
  means: z.enum(['cash', 'card', 'transfer']).optional(),
  /** Of a receipt from a printed book, beside the platform's own. */
  receiptNumber: z.string().optional(),
  /** Of the platform's receipt (biên lai), which is among the letters of the dossier. */
  eReceiptNumber: z.string().optional(),
  /** The provider's number of it. */
  reference: z.string().optional(),
  /** Until when the provider takes it. */
  expiresAt: Instant.optional(),
  refundableVnd: z.int(),
  refunds: z.array(z.object({ id: z.uuid(), amountVnd: z.int(), refundedAt: Instant, reason: z.string() })),
});
export type PaymentView = z.infer<typeof PaymentView>;

/** Instants are text, as JSON has them. */
export interface PaymentJson {
  readonly id: string;
  readonly way: PaymentView['way'];
  readonly state: PaymentView['state'];
  readonly amount_vnd: number;
  readonly received_vnd: number | null;
  readonly surplus: boolean;
  readonly started_at: string;
  readonly settled_at: string | null;
  readonly means: 'cash' | 'card' | 'transfer' | null;
  readonly receipt_number: string | null;
  readonly e_receipt_number: string | null;
  readonly recorded_by: string | null;
  readonly agency_code: string | null;
  readonly reference: string | null;
  readonly expires_at: string | null;
  readonly refunds: readonly {
    readonly id: string;
    readonly amount_vnd: number;
    readonly refunded_at: string;
    readonly reason: Sealed;
  }[];
}

/** The payments of a dossier `d`, oldest first. */
export const paymentColumn = `coalesce((select json_agg(json_build_object('id', p.id, 'way', p.way, 'state', p.state, 'amount_vnd', p.amount_vnd,
    'received_vnd', p.received_vnd, 'surplus', p.surplus, 'started_at', p.started_at, 'settled_at', p.settled_at, 'means', p.means,
    'receipt_number', p.receipt_number, 'e_receipt_number', p.e_receipt_number, 'recorded_by', p.recorded_by, 'agency_code', p.agency_code, 'reference', p.reference, 'expires_at', p.expires_at,
    'refunds', coalesce((select json_agg(json_build_object('id', r.id, 'amount_vnd', r.amount_vnd, 'refunded_at', r.refunded_at, 'reason', r.reason) order by r.refunded_at)
      from refund r where r.payment_id = p.id), '[]')) order by p.started_at)
    from payment p where p.dossier_id = d.id), '[]') as payments`;

/** What is left of all money that came for a dossier `d`, in đồng. */
export const refundableColumn = `(select coalesce(sum(p.received_vnd), 0) - coalesce(sum((select sum(r.amount_vnd) from refund r where r.payment_id = p.id)), 0)
    from payment p where p.dossier_id = d.id)::float8 as refundable_vnd`;

export function paymentViews(payments: readonly PaymentJson[], sealer: Sealer): PaymentView[] {
  return payments.map((payment) => {
    const refundedVnd = payment.refunds.reduce((sum, refund) => sum + refund.amount_vnd, 0);
    return {
      id: payment.id,
      way: payment.way,
      state: payment.state,
      amountVnd: payment.amount_vnd,
      ...(payment.received_vnd !== null && { receivedVnd: payment.received_vnd }),
      surplus: payment.surplus,
      startedAt: instant(payment.started_at),
      ...(payment.settled_at && { settledAt: instant(payment.settled_at) }),
      ...(payment.means && { means: payment.means }),
      ...(payment.receipt_number !== null && { receiptNumber: payment.receipt_number }),
      ...(payment.e_receipt_number !== null && { eReceiptNumber: payment.e_receipt_number }),
      ...(payment.reference !== null && { reference: payment.reference }),
      ...(payment.expires_at && { expiresAt: instant(payment.expires_at) }),
      refundableVnd: (payment.received_vnd ?? 0) - refundedVnd,
      refunds: payment.refunds.map((refund) => ({
        id: refund.id,
        amountVnd: refund.amount_vnd,
        refundedAt: instant(refund.refunded_at),
        reason: sealer.open(refund.reason, `refund.reason:${refund.id}`),
      })),
    };
  });
}

function instant(text: string): string {
  return new Date(text).toISOString();
}
