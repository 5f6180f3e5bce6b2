import { createHmac, randomUUID } from 'node:crypto';
import type { Attack } from '../attack.js';
import { Intruder } from '../intruder.js';
import type { Scene } from '../scene.js';
import { good, stage } from '../staged.js';

const path = '/api/dossier/v1/payment-notices';

interface Payment {
  readonly id: string;
  readonly state: string;
  readonly amountVnd: number;
  readonly receivedVnd?: number;
  readonly surplus: boolean;
}

interface Notice {
  readonly noticeId: string;
  readonly paymentId: string;
  readonly reference: string;
  readonly status: 'pending' | 'succeeded' | 'failed';
  readonly amountVnd: number;
}

/** Words about a payment that the provider never said, or said once and not again. */
export const notices: Attack = {
  name: 'forged and repeated notices of payment',
  impossible: ({ target }) =>
    target.paymentSecret === undefined ? 'the secret of its payment provider is not known' : undefined,
  async run(scene, tally) {
    const secret = scene.target.paymentSecret ?? '';
    const dossier = await dossierWithPayment(scene);
    const anybody = new Intruder(scene.url);
    const send = async (signature: string | undefined, body: string) =>
      (
        await anybody.patiently('POST', path, {
          raw: body,
          headers: signature === undefined ? {} : { 'motcua-signature': signature },
        })
      ).status;
    const paid = (payment: Payment, more: Partial<Notice> = {}): string =>
      JSON.stringify({
        noticeId: randomUUID(),
        paymentId: payment.id,
        reference: 'R1',
        status: 'succeeded',
        amountVnd: payment.amountVnd,
        ...more,
      });
    const [open] = await dossier.payments();
    if (!open) throw new Error('the payment is not shown');
    const now = Date.now() / 1000;
    const body = paid(open);
    const forged: Readonly<Record<string, string | undefined>> = {
      'no signature': undefined,
      'an empty one': '',
      'another key': sign('x'.repeat(64), now, body),
      'the signature of another body': sign(secret, now, paid(open, { amountVnd: 1 })),
      'one of an hour ago': sign(secret, now - 3_600, body),
      'one of an hour ahead': sign(secret, now + 3_600, body),
      'the right one for another time': sign(secret, now - 10, body).replace(/^t=\d+/, `t=${Math.floor(now)}`),
      'one cut short': sign(secret, now, body).slice(0, -2),
    };
    for (const [what, signature] of Object.entries(forged)) {
      const status = await send(signature, body);
      const [payment] = await dossier.payments();
      tally.count(what, status === 401 && payment?.state === 'open' ? undefined : `${status}, ${payment?.state}`);
    }
    const real = paid(open, { reference: 'R2' });
    const signature = sign(secret, Date.now() / 1000, real);
    if ((await send(signature, real)) >= 300) throw new Error('the right notice is refused');
    const after = JSON.stringify(await dossier.payments());
    const { noticeId } = JSON.parse(real) as Notice;
    const repeats = {
      'the same word again': [signature, real],
      'the same word with another sum': [
        sign(secret, Date.now() / 1000, paid(open, { noticeId, amountVnd: 9_000_000 })),
        paid(open, { noticeId, amountVnd: 9_000_000 }),
      ],
      'failure under the same word': [
        sign(secret, Date.now() / 1000, paid(open, { noticeId, status: 'failed' })),
        paid(open, { noticeId, status: 'failed' }),
      ],
    } as const;
    for (const [what, [again, said]] of Object.entries(repeats)) {
      for (let time = 0; time < 3; time += 1) await send(again, said);
      const payments = JSON.stringify(await dossier.payments());
      tally.count(what, payments === after ? undefined : `${after} became ${payments}`);
    }
  },
};

/** A dossier of its own, whose citizen goes to the provider's page and does nothing there. */
async function dossierWithPayment(scene: Scene) {
  const [citizen, officer] = [scene.who('096301000031'), scene.who('tiepnhan.giarai')];
  const plan = { procedureCode: '1.001612', agencyCode: 'ubnd-phuong-gia-rai', officer, citizen };
  const { id } = await stage(plan, scene.random, scene.context);
  good(await citizen.as.patiently('POST', `/api/dossier/v1/dossiers/${id}/online-payment`));
  return {
    payments: async () => {
      const read = good(await officer.as.patiently('GET', `/api/dossier/v1/dossiers/${id}`));
      return (read as { payments: readonly Payment[] }).payments;
    },
  };
}

function sign(secret: string, seconds: number, body: string): string {
  const t = Math.floor(seconds);
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
}
