import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
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
    settings: { MOTCUA_PAYMENT_URL: url, MOTCUA_PAYMENT_SECRET: secret },
    async stop(): Promise<void> {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
