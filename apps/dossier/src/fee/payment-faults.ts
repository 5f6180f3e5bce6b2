import { z } from 'zod';
import { permissionsOf, type Caller } from '@motcua/service-kit/caller';
import { Forbidden } from '@motcua/service-kit/errors';
import { unknownCursor } from '../dossier/dossier-view.js';
import type { DossierGround } from '../dossier-ground.js';

export const PaymentFaultsQuery = z.strictObject({
  after: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type PaymentFaultsQuery = z.infer<typeof PaymentFaultsQuery>;

export const PaymentFaultList = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        /** `unknownPayment`: the provider speaks of a payment that was not asked for; `disputed`: another amount has come; `surplus`: nothing was due. */
        fault: z.enum(['unknownPayment', 'disputed', 'surplus']),
        at: z.iso.datetime(),
        /** As the provider named it. */
        paymentKey: z.string(),
        reference: z.string().optional(),
        receivedVnd: z.int(),
        /** What of it was not given back. */
        leftVnd: z.int(),
        amountVnd: z.int().optional(),
        dossierId: z.uuid().optional(),
        /** By which people know the dossier. */
        code: z.string().optional(),
        trackingNumber: z.string().optional(),
        competentAgencyCode: z.string().optional(),
      }),
    ),
    next: z.string().optional(),
  })
  .meta({ id: 'PaymentFaultList' });
export type PaymentFaultList = z.infer<typeof PaymentFaultList>;

interface FaultRow {
  readonly id: string;
  readonly fault: PaymentFaultList['items'][number]['fault'];
  readonly at: Date;
  readonly payment_key: string;
  readonly reference: string | null;
  readonly received_vnd: number;
  readonly left_vnd: number;
  readonly amount_vnd: number | null;
  readonly dossier_id: string | null;
  readonly code: string | null;
  readonly tracking_number: string | null;
  readonly competent_agency_code: string | null;
}

/**
 * Money that somebody has to look after, newest first: what nobody asked for, the wrong amount, and what came too often. Who oversees
 * agencies sees that of dossiers which these decide; what belongs to no dossier is for administrators alone.
 */
export class PaymentFaults {
  constructor(private readonly ground: Pick<DossierGround, 'queries'>) {}

  /** @throws Forbidden (403); InputInvalid (422) for a cursor that no page gave */
  async execute(caller: Caller, { after, limit }: PaymentFaultsQuery): Promise<PaymentFaultList> {
    const permissions = permissionsOf(caller);
    const seesAll = permissions.has('province.administer');
    if (!seesAll && !permissions.has('dossier.oversee')) throw new Forbidden();
    const [at, id] = after === undefined ? ['infinity', ''] : readCursor(after);
    const rows = await this.ground.queries.read<FaultRow>(
      `with orphan as (
         select n.notice_id as id, 'unknownPayment' as fault, n.received_at as at, n.payment_key, n.reference, n.amount_vnd as received_vnd,
                n.amount_vnd as left_vnd, null::bigint as amount_vnd, null::uuid as dossier_id, null as code, null as tracking_number, null as competent_agency_code
           from payment_notice n
          where n.effect = 'unknownPayment' and n.cleared_at is null and $1 and n.received_at <= $3::timestamptz and (n.received_at, n.notice_id) < ($3::timestamptz, $4)
          order by n.received_at desc, n.notice_id desc limit $5),
       wrong as (
         select p.id::text, case when p.surplus then 'surplus' else 'disputed' end, p.settled_at, p.id::text, p.reference, p.received_vnd,
                p.received_vnd - g.refunded_vnd, p.amount_vnd, p.dossier_id, d.code, d.tracking_number, d.competent_agency_code
           from payment p join dossier d on d.id = p.dossier_id
           cross join lateral (select coalesce(sum(r.amount_vnd), 0) as refunded_vnd from refund r where r.payment_id = p.id) g
          where (p.surplus or p.state = 'disputed') and p.received_vnd > g.refunded_vnd and ($1 or d.competent_agency_code = any ($2::text[]))
            and p.settled_at <= $3::timestamptz and (p.settled_at, p.id::text) < ($3::timestamptz, $4)
          order by p.settled_at desc, p.id::text desc limit $5)
       select f.id, f.fault, f.at, f.payment_key, f.reference, f.received_vnd::float8 as received_vnd, f.left_vnd::float8 as left_vnd,
              f.amount_vnd::float8 as amount_vnd, f.dossier_id, f.code, f.tracking_number, f.competent_agency_code
         from (select * from orphan union all select * from wrong) f order by f.at desc, f.id desc limit $5`,
      [seesAll, caller.agencyCodes, at, id, limit + 1],
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map((row) => viewOf(row)),
      ...(last && rows.length > limit && { next: cursorBehind(last) }),
    };
  }
}

function viewOf(row: FaultRow): PaymentFaultList['items'][number] {
  return {
    id: row.id,
    fault: row.fault,
    at: row.at.toISOString(),
    paymentKey: row.payment_key,
    ...(row.reference && { reference: row.reference }),
    receivedVnd: row.received_vnd,
    leftVnd: row.left_vnd,
    ...(row.amount_vnd !== null && { amountVnd: row.amount_vnd }),
    ...(row.dossier_id && { dossierId: row.dossier_id }),
    ...(row.code !== null && { code: row.code }),
    ...(row.tracking_number !== null && { trackingNumber: row.tracking_number }),
    ...(row.competent_agency_code !== null && { competentAgencyCode: row.competent_agency_code }),
  };
}

/** The provider names its notices as it likes, so the id is text. */
const Cursor = z.tuple([z.iso.datetime(), z.string()]);

function cursorBehind({ at, id }: FaultRow): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id] satisfies z.infer<typeof Cursor>)).toString('base64url');
}

/** @throws InputInvalid (422) */
function readCursor(cursor: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw unknownCursor();
  }
}
