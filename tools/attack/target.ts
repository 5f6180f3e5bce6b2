import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { startPostgres } from '@motcua/embedded-postgres';
import { Platform } from '@motcua/platform';
import { createLogger } from '@motcua/service-kit/logs';
import { readProvinceFiles } from '@motcua/service-kit/packs';
import { inCheckout } from '../checkout.js';
import { freePorts } from '../start-services/free-ports.js';

/** What is attacked. */
export interface Target {
  readonly url: string;
  /** What the platform and its payment provider sign with, where it is the suite's own. */
  readonly paymentSecret?: string;
  /** The stand-in of the national portal, which says what a citizen handed in there. */
  readonly nationalPortalUrl?: string;
  /** Whether the pages of the portal are served. */
  readonly hasPortal: boolean;
}

/** A platform of the suite's own. */
export interface OwnTarget extends Target {
  readonly platform: Platform;
  readonly stop: () => Promise<void>;
}

/** The whole platform in this process, with the sample province, the sandbox of the payment provider, and a proxy's word for addresses. */
export async function startTarget(): Promise<OwnTarget> {
  const directory = mkdtempSync(join(tmpdir(), 'motcua-attack-'));
  chmodSync(directory, 0o755);
  const dataDir = join(directory, 'data');
  const [port = 0] = await freePorts(1);
  const paymentSecret = randomBytes(32).toString('hex');
  const sandbox = await startSandbox(paymentSecret);
  const portal = await startNationalPortal();
  const postgres = await startPostgres({ dataDir, durable: false, log: () => undefined });
  const portalDir = inCheckout('apps/portal/dist');
  const hasPortal = existsSync(join(portalDir, 'index.html'));
  const url = `http://127.0.0.1:${port}`;
  const platform = await Platform.start({
    postgres,
    dataDir,
    port,
    demo: true,
    log: createLogger({ service: 'platform', level: 'silent' }),
    environment: {
      MOTCUA_PASSWORD_MEMORY_KIB: '7168',
      MOTCUA_PASSWORD_PASSES: '1',
      MOTCUA_TRUSTED_PROXIES: '1',
      MOTCUA_PAYMENT_URL: sandbox.url,
      MOTCUA_PAYMENT_SECRET: paymentSecret,
      MOTCUA_PAYMENT_PUBLIC_URL: url,
      MOTCUA_NATIONAL_PORTAL_URL: portal.url,
      MOTCUA_NATIONAL_PORTAL_POLL_SECONDS: '0.5',
    },
    ...(hasPortal && { portalDir }),
  });
  await platform.identity.applyPack(await readProvinceFiles(inCheckout('deploy/provinces/bac-lieu-ca-mau')));
  await untilInForce(platform);
  return {
    url,
    paymentSecret,
    nationalPortalUrl: portal.url,
    hasPortal,
    platform,
    async stop() {
      await platform.stop();
      await postgres.stop();
      await sandbox.stop();
      await portal.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** An activation travels as an event. */
async function untilInForce(platform: Platform): Promise<void> {
  for (const end = Date.now() + 30_000; ; await pause(50)) {
    try {
      await platform.dossier.catalogue.fields();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

async function startSandbox(secret: string) {
  const { line, stop } = await startProgram(['tools/payment-sandbox/main.mjs', '--port', '0'], {
    MOTCUA_PAYMENT_SECRET: secret,
  });
  return { url: (JSON.parse(line) as { url: string }).url, stop };
}

async function startNationalPortal() {
  const { line, stop } = await startProgram(['tools/national-portal/main.mjs', '--with-parent'], {});
  return { url: /http:\S+/.exec(line)?.[0] ?? '', stop };
}

/** A program that says in its first line where it is, and ends with its parent. */
async function startProgram([program = '', ...args]: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [inCheckout(program), ...args], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    line,
    stop: async () => {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
