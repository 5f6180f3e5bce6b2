import { systemCaller } from '@motcua/service-kit/caller';
import type { Tx } from '@motcua/service-kit/database';
import { InputInvalid } from '@motcua/service-kit/errors';
import type { DossierGround } from '../dossier-ground.js';
import { lockedDossier, turnColumns, type LockedDossier, type TurnRow } from '../turn/locked-dossier.js';
import { NoticeNotSigned } from './fee.problems.js';
import { PaymentNoticeInput, type PaymentProvider } from './payment-provider.js';
import { isSigned } from './payment-signature.js';
import { settleOnline, type NoticeEffect, type PaymentRow } from './settle-payment.js';

/**
 * Takes what the provider tells: signed, and perhaps again, late, or before what it told earlier. Each word is kept, also one about a payment
 * that nobody here knows, and has one effect at most.
 * @throws NoticeNotSigned (401) nothing was kept; InputInvalid (422) signed, but no notice
 */
export class TakePaymentNotice {
  constructor(
    private readonly ground: DossierGround,
    private readonly provider: PaymentProvider | undefined,
  ) {}

  async execute(signature: string | undefined, body: Uint8Array): Promise<void> {
    const { commands, clock, log } = this.ground;
    const at = clock.now();
    if (!this.provider || !isSigned(this.provider.access.secret, signature, body, at)) throw new NoticeNotSigned();
    const notice = readNotice(body);
    const { effect } = await commands.run(systemCaller('payments'), at, async (tx) => {
      const found = await lockPayment(tx, this.ground, notice.paymentId);
      if (await isRepeated(tx, notice, found?.payment.id)) return { effect: 'repeated' as const };
      const effect = found
        ? await settleOnline(tx, this.ground, found.dossier, found.payment, notice)
        : 'unknownPayment';
      await tx.query('update payment_notice set effect = $2 where notice_id = $1', [notice.noticeId, effect]);
      return { effect };
    });
    const { noticeId, paymentId } = notice;
    if (effect === 'unknownPayment') log.error({ event: 'payment.notice.unknown', noticeId, paymentId });
    else log.info({ event: 'payment.notice', noticeId, paymentId, effect });
  }
}

function readNotice(body: Uint8Array): PaymentNoticeInput {
  const refuse = (pointer: string, code: string) => {
    const text = { vi: 'Thông báo không đúng mẫu.', en: 'This is no payment notice.' };
    return new InputInvalid(undefined, { faults: [{ pointer, code, text }] });
  };
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(body).toString());
  } catch {
    throw refuse('', 'json');
  }
  const read = PaymentNoticeInput.safeParse(content);
  if (!read.success) throw refuse(`/${read.error.issues[0]?.path.join('/') ?? ''}`, 'format');
  return read.data;
}

/** A payment with the dossier that it is for, which is locked; nothing for an id that is none of ours. */
export async function lockPayment(
  tx: Tx,
  ground: Pick<DossierGround, 'packs'>,
  paymentId: string,
): Promise<{ payment: PaymentRow; dossier: LockedDossier } | undefined> {
  const [row] = await tx.query<TurnRow>(
    `select ${turnColumns('$2')} from dossier d where d.id = (select p.dossier_id from payment p where p.id::text = lower($1) and p.way = 'online') for update of d`,
    [paymentId, []],
  );
  if (!row) return undefined;
  // Behind the lock: who held it before may have settled the payment.
  const [payment] = await tx.query<PaymentRow>(
    'select id, state, amount_vnd::float8 as amount_vnd from payment where id::text = lower($1)',
    [paymentId],
  );
  return payment && { payment, dossier: await lockedDossier(tx, ground, row) };
}

async function isRepeated(tx: Tx, notice: PaymentNoticeInput, paymentId: string | undefined): Promise<boolean> {
  const [kept] = await tx.query<{ repeats: number }>(
    `insert into payment_notice (notice_id, received_at, payment_id, payment_key, reference, status, amount_vnd, effect)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (notice_id) do update set repeats = payment_notice.repeats + 1 returning repeats`,
    [
      notice.noticeId,
      tx.at,
      paymentId ?? null,
      notice.paymentId,
      notice.reference,
      notice.status,
      notice.amountVnd,
      (paymentId ? 'none' : 'unknownPayment') satisfies NoticeEffect | 'unknownPayment',
    ],
  );
  return (kept?.repeats ?? 0) > 0;
}
