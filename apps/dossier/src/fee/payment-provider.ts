import { z } from 'zod';
import type { Logger } from '@motcua/service-kit/logs';
import { PaymentProviderAway } from './fee.problems.js';
import type { PaymentAccess } from './payment-settings.js';
import { signatureHeader, signatureOf } from './payment-signature.js';

/** An answer is some hundred bytes; whoever sends more is no provider. */
const mostAnswerBytes = 64 * 1024;

const AmountVnd = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const Started = z.object({ reference: z.string().min(1).max(100), redirectUrl: z.url({ protocol: /^https?$/ }) });
const Standing = z.object({
  status: z.enum(['unknown', 'pending', 'succeeded', 'failed']),
  reference: z.string().max(100).default(''),
  amountVnd: AmountVnd.default(0),
});
/** How a payment stands with the provider. */
export type Standing = z.infer<typeof Standing>;

/** What the provider tells on its own; the same once more, late and out of order is nothing unusual. */
export const PaymentNoticeInput = z.object({
  /** Names this word; the same again is a repetition. */
  noticeId: z.string().min(1).max(100),
  paymentId: z.string().min(1).max(100),
  reference: z.string().min(1).max(100),
  status: z.enum(['pending', 'succeeded', 'failed']),
  amountVnd: AmountVnd,
});
export type PaymentNoticeInput = z.infer<typeof PaymentNoticeInput>;

export interface AskedPayment {
  readonly paymentId: string;
  readonly amountVnd: number;
  /** What the citizen reads on the provider's page: the dossier's number, and nothing personal. */
  readonly description: string;
  readonly language: 'vi' | 'en';
  readonly returnUrl: string;
  readonly noticeUrl: string;
  readonly expiresAt: Date;
}

/** The port to the payment provider: signed JSON over HTTP, both requests repeatable (docs/adr/0020-payment-port.md). */
export class PaymentProvider {
  constructor(
    readonly access: PaymentAccess,
    private readonly clock: { now(): Date },
    private readonly log: Logger,
  ) {}

  /**
   * Opens a payment, or finds the one that it has opened under this id.
   * @throws PaymentProviderAway (503)
   */
  start(payment: AskedPayment): Promise<z.infer<typeof Started>> {
    return this.ask('payments', payment, Started);
  }

  /** @throws PaymentProviderAway (503) */
  standing(paymentId: string): Promise<Standing> {
    return this.ask('payments/standing', { paymentId }, Standing);
  }

  private async ask<T>(path: string, content: object, shape: z.ZodType<T>): Promise<T> {
    const { url, secret, timeoutMs } = this.access;
    const body = JSON.stringify(content);
    try {
      const response = await fetch(new URL(path, url.endsWith('/') ? url : `${url}/`), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [signatureHeader]: signatureOf(secret, body, this.clock.now()),
        },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const answer = await readAnswer(response);
      if (!response.ok) throw new Error(`the provider answered ${response.status}`);
      return shape.parse(JSON.parse(answer));
    } catch (error) {
      this.log.warn({ event: 'payment.provider.away', path, error });
      throw new PaymentProviderAway(undefined, { retryAfterSeconds: 30, cause: error });
    }
  }
}

async function readAnswer({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  const content: AsyncIterable<Uint8Array> | null = body;
  let bytes = 0;
  for await (const chunk of content ?? []) {
    bytes += chunk.length;
    if (bytes > mostAnswerBytes) throw new Error('the answer of the provider is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
