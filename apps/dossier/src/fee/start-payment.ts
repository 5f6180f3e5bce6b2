import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { systemCaller, type Caller } from '@motcua/service-kit/caller';
import type { DossierGround } from '../dossier-ground.js';
import { lockForTurn } from '../turn/locked-dossier.js';
import { sumOf } from './frozen-fee.js';
import type { PaymentProvider } from './payment-provider.js';

export const StartedPayment = z
  .object({
    paymentId: z.uuid(),
    amountVnd: z.int(),
    /** The provider's page, where it is paid. */
    redirectUrl: z.url(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'StartedPayment' });
export type StartedPayment = z.infer<typeof StartedPayment>;

/** Later than this before its end a payment is no longer offered again; another is opened. */
const tooLateMs = 60_000;

/**
 * Opens a payment with the provider. The row is committed first: whatever the provider takes from then on finds it, and whoever asks again,
 * because an answer was lost or a process died, gets the same payment.
 * @throws PaymentProviderAway (503); what `lockForTurn` throws
 */
export class StartPayment {
  constructor(
    private readonly ground: DossierGround,
    private readonly provider: PaymentProvider | undefined,
    private readonly minutes: number,
  ) {}

  async execute(caller: Caller, dossierId: string): Promise<StartedPayment> {
    const { provider } = this;
    const { commands, clock } = this.ground;
    const opened = await commands.run(caller, clock.now(), async (tx) => {
      const { row } = await lockForTurn(tx, this.ground, dossierId, undefined, 'payOnline');
      const [open] = await tx.query<{ id: string; expires_at: Date }>(
        `select id, expires_at from payment where dossier_id = $1 and state = 'open'`,
        [dossierId],
      );
      const amountVnd = sumOf(row.fees);
      const description = row.code ?? row.tracking_number;
      if (open && open.expires_at.getTime() - tx.at.getTime() > tooLateMs)
        return { paymentId: open.id, amountVnd, expiresAt: open.expires_at.toISOString(), description };
      const paymentId = uuidv7();
      const expiresAt = new Date(tx.at.getTime() + this.minutes * 60_000);
      await tx.query(
        `with given_up as (
           update payment set state = 'failed', settled_at = $4 where dossier_id = $2 and state = 'open' returning id),
         told as (
           update dossier set version = version + 1 where id = $2)
         insert into payment (id, dossier_id, way, state, amount_vnd, started_at, expires_at)
         select $1, $2, 'online', 'open', $3, $4, $5 from (select count(*) from given_up) after`,
        [paymentId, dossierId, amountVnd, tx.at, expiresAt],
      );
      return { paymentId, amountVnd, expiresAt: expiresAt.toISOString(), description };
    });
    if (!provider) throw new Error('a payment was opened without a provider');
    const { paymentId, amountVnd, expiresAt, description } = opened;
    const { publicUrl } = provider.access;
    const { reference, redirectUrl } = await provider.start({
      paymentId,
      amountVnd,
      description,
      language: caller.language,
      returnUrl: `${publicUrl}/my/dossiers/${dossierId}?payment=${paymentId}`,
      noticeUrl: `${publicUrl}/api/dossier/v1/payment-notices`,
      expiresAt: new Date(expiresAt),
    });
    await commands.run(systemCaller('payments'), clock.now(), async (tx) => {
      await tx.query('update payment set reference = $2, redirect_url = $3 where id = $1', [
        paymentId,
        reference,
        redirectUrl,
      ]);
      return {};
    });
    return { paymentId, amountVnd, redirectUrl, expiresAt };
  }
}
