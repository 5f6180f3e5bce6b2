import { spawn } from 'node:child_process';
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../../tools/payment-sandbox/main.mjs', import.meta.url));

/** The sandbox provider in a process of its own, and what a platform has to be told of it. */
export async function startSandbox() {
  const secret = randomBytes(32).toString('hex');
  const child = spawn(process.execPath, [program], {
    env: { MOTCUA_PAYMENT_SECRET: secret },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url } = JSON.parse(line) as { url: string };
  return {
    /** What goes wrong with payments from now on, in the words of the sandbox. */
    async misbehave(mischief: Readonly<Record<string, unknown>>): Promise<void> {
      await fetch(`${url}/mischief`, { method: 'POST', body: JSON.stringify(mischief) });
    },
    /** Tells a platform of a payment that it never asked for. Gives the provider's number of it. */
    async tellUnknownPayment(platformUrl: string, amountVnd: number): Promise<string> {
      const reference = `GD${randomUUID().slice(0, 8)}`;
      const body = JSON.stringify({
        noticeId: randomUUID(),
        paymentId: randomUUID(),
        reference,
        status: 'succeeded',
        amountVnd,
      });
      const seconds = Math.floor(Date.now() / 1000);
      const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
      const { status } = await fetch(`${platformUrl}/api/dossier/v1/payment-notices`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'motcua-signature': `t=${seconds},v1=${mac}` },
        body,
      });
      if (status !== 204) throw new Error(`The notice was answered with ${status}`);
      return reference;
    },
    settings: { MOTCUA_PAYMENT_URL: url, MOTCUA_PAYMENT_SECRET: secret },
    async stop(): Promise<void> {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
