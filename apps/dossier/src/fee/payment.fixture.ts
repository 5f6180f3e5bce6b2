import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { bootstrap } from '@motcua/service-kit/http';
import { createLogger } from '@motcua/service-kit/logs';
import { DossierModule, DossierService } from '../dossier.module.js';
import { dossierForTest } from '../dossier.fixture.js';

const program = fileURLToPath(new URL('../../../../tools/payment-sandbox/main.mjs', import.meta.url));
export const paymentSecret = 'a secret of thirty-two characters';

/** How the sandbox is to misbehave; tools/payment-sandbox/sandbox.mjs says what each does. */
export interface Mischief {
  readonly delayMs?: number;
  readonly repeat?: number;
  readonly order?: 'reversed' | 'failedBehind';
  readonly silent?: boolean;
  readonly amountVnd?: number;
  readonly wrongKey?: boolean;
  readonly unknownPayment?: boolean;
  readonly away?: 'error' | 'hang';
}

/** The sandbox provider as the process that it is. */
export async function startSandbox() {
  const child = spawn(process.execPath, [program, '--port', '0'], {
    env: { MOTCUA_PAYMENT_SECRET: paymentSecret },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { url } = JSON.parse(line) as { url: string };
  return {
    url,
    async misbehave(mischief: Mischief): Promise<void> {
      await fetch(`${url}/mischief`, { method: 'POST', body: JSON.stringify(mischief) });
    },
    /** What somebody does on the provider's page; gives where their browser goes on. */
    async press(page: string, action: 'pay' | 'fail'): Promise<string> {
      const response = await fetch(page, {
        method: 'POST',
        body: new URLSearchParams({ action }),
        redirect: 'manual',
      });
      return response.headers.get('location') ?? '';
    },
    async stop(): Promise<void> {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}

export type PaymentForTest = Awaited<ReturnType<typeof paymentForTest>>;

/** A dossier service with its HTTP door open to the sandbox. */
export async function paymentForTest() {
  const [sandbox, port] = await Promise.all([startSandbox(), freePort()]);
  const address = `http://127.0.0.1:${port}`;
  const environment = {
    MOTCUA_PAYMENT_URL: sandbox.url,
    MOTCUA_PAYMENT_SECRET: paymentSecret,
    MOTCUA_PAYMENT_PUBLIC_URL: address,
  };
  const dossier = await dossierForTest({ ...environment, MOTCUA_PAYMENT_TIMEOUT_MS: '1000' });
  const app = await bootstrap(DossierModule.register(dossier.service), {
    log: createLogger({ service: 'dossier', level: 'silent' }),
    resolveSession: () => Promise.resolve(undefined),
    rawBodyPaths: DossierService.rawBodyPaths,
  });
  await app.listen(port, '127.0.0.1');
  return {
    dossier,
    sandbox,
    environment,
    noticeUrl: `${address}/api/dossier/v1/payment-notices`,
    async close() {
      await app.close();
      await dossier.close();
      await sandbox.stop();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('no port is free');
  return address.port;
}
