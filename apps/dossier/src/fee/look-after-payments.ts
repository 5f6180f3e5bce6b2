import { systemCaller } from '@motcua/service-kit/caller';
import type { DossierGround } from '../dossier-ground.js';
import { PaymentProviderAway } from './fee.problems.js';
import type { PaymentProvider } from './payment-provider.js';
import { settleOnline } from './settle-payment.js';
import { lockPayment } from './take-payment-notice.js';

/** How many payments one round asks about. */
const batchSize = 20;
const lookAgainAfterMs = 5_000;
/** How long after its end a payment is given up that the provider does not know to have been paid. */
const giveUpAfterMs = 3_600_000;

interface SilentPayment {
  readonly id: string;
  readonly expires_at: Date;
}

/**
 * Asks the provider about payments of which nothing was heard for too long: a notice may have been lost. A few at a time, and no more in this
 * round once the provider does not answer.
 */
export class LookAfterPayments {
  constructor(
    private readonly ground: DossierGround,
    private readonly provider: PaymentProvider,
    private readonly afterSeconds: number,
  ) {}

  /** @returns in how many milliseconds to look again */
  async execute(): Promise<number> {
    const { queries, clock } = this.ground;
    const silentSince = new Date(clock.now().getTime() - this.afterSeconds * 1_000);
    const silent = await queries.read<SilentPayment>(
      `select id, expires_at from payment where state = 'open' and started_at < $1 and (asked_at is null or asked_at < $1)
        order by asked_at nulls first, started_at limit $2`,
      [silentSince, batchSize],
    );
    for (const payment of silent) {
      if (!(await this.ask(payment))) return lookAgainAfterMs;
    }
    return silent.length === batchSize ? 0 : lookAgainAfterMs;
  }

  /** @returns whether the provider answered */
  private async ask({ id, expires_at: expiresAt }: SilentPayment): Promise<boolean> {
    const { commands, clock, log } = this.ground;
    // Before it is asked: one that cannot be settled must not keep the others waiting.
    await commands.run(systemCaller('payments'), clock.now(), async (tx) => {
      await tx.query('update payment set asked_at = $2 where id = $1', [id, tx.at]);
      return {};
    });
    let standing;
    try {
      standing = await this.provider.standing(id);
    } catch (error) {
      if (error instanceof PaymentProviderAway) return false;
      throw error;
    }
    const at = clock.now();
    const isOver = at.getTime() - expiresAt.getTime() > giveUpAfterMs;
    const { status, amountVnd, reference } = standing;
    const word = status === 'unknown' || status === 'pending' ? (isOver ? 'failed' : 'pending') : status;
    const { effect } = await commands.run(systemCaller('payments'), at, async (tx) => {
      const found = await lockPayment(tx, this.ground, id);
      if (!found) return { effect: 'none' as const };
      const said = { status: word, amountVnd, reference } as const;
      return { effect: await settleOnline(tx, this.ground, found.dossier, found.payment, said) };
    });
    if (effect !== 'none') log.info({ event: 'payment.asked', paymentId: id, effect });
    return true;
  }
}
