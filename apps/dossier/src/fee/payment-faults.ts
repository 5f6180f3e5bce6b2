import { z } from 'zod';
import type { DossierGround } from '../dossier-ground.js';

export const PaymentFaultList = z
  .object({
    items: z.array(
      z.object({
        /** `unknownPayment`: the provider speaks of a payment that was not asked for; `disputed`: another amount has come; `surplus`: nothing was due. */
        fault: z.enum(['unknownPayment', 'disputed', 'surplus']),
        at: z.iso.datetime(),
        /** As the provider named it. */
        paymentKey: z.string(),
        reference: z.string().optional(),
        receivedVnd: z.int(),
        amountVnd: z.int().optional(),
        dossierId: z.uuid().optional(),
      }),
    ),
  })
  .meta({ id: 'PaymentFaultList' });
export type PaymentFaultList = z.infer<typeof PaymentFaultList>;

interface FaultRow {
  readonly fault: PaymentFaultList['items'][number]['fault'];
  readonly at: Date;
  readonly payment_key: string;
  readonly reference: string | null;
  readonly received_vnd: number;
  readonly amount_vnd: number | null;
  readonly dossier_id: string | null;
}

/** Money that somebody has to look after, newest first: what nobody asked for, the wrong amount, and what came too often. */
export class PaymentFaults {
  constructor(private readonly ground: Pick<DossierGround, 'queries'>) {}

  async execute(): Promise<PaymentFaultList> {
    const rows = await this.ground.queries.read<FaultRow>(
      `(select 'unknownPayment' as fault, n.received_at as at, n.payment_key, n.reference, n.amount_vnd::float8 as received_vnd, null::float8 as amount_vnd, null::uuid as dossier_id
          from payment_notice n where n.effect = 'unknownPayment' order by n.received_at desc limit 200)
       union all
       (select case when p.surplus then 'surplus' else 'disputed' end, p.settled_at, p.id::text, p.reference, p.received_vnd::float8, p.amount_vnd::float8, p.dossier_id
          from payment p where (p.surplus or p.state = 'disputed')
           and p.received_vnd > coalesce((select sum(r.amount_vnd) from refund r where r.payment_id = p.id), 0) order by p.settled_at desc limit 200)
       order by at desc`,
    );
    return {
      items: rows.map((row) => ({
        fault: row.fault,
        at: row.at.toISOString(),
        paymentKey: row.payment_key,
        ...(row.reference && { reference: row.reference }),
        receivedVnd: row.received_vnd,
        ...(row.amount_vnd !== null && { amountVnd: row.amount_vnd }),
        ...(row.dossier_id && { dossierId: row.dossier_id }),
      })),
    };
  }
}
