import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePortFree, StartFault, startPostgres, type RunningPostgres } from '@motcua/embedded-postgres';
import { ConfigurationInvalid } from '@motcua/service-kit/config';
import { Problem } from '@motcua/service-kit/errors';
import { createLogger, type Logger } from '@motcua/service-kit/logs';
import { ProvinceUnreadable, readProvinceFiles } from '@motcua/service-kit/packs';
import { KeysUnusable } from '@motcua/service-kit/service';
import { Platform } from './platform.js';

export interface MainOptions {
  readonly port: number;
  readonly dataDir: string;
  readonly provinceDir: string;
  readonly reset: boolean;
  /** Values of services' settings beside those of the process. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts the demonstration platform and keeps it until Ctrl-C: one process, PostgreSQL beside it, everything on one port. */
export async function main(options: MainOptions): Promise<void> {
  const startedAt = performance.now();
  try {
    const province = await readProvinceFiles(options.provinceDir);
    await ensurePortFree(options.port);
    say('Starting PostgreSQL');
    const postgres = await startPostgres({ dataDir: options.dataDir, reset: options.reset, log: say });
    await run(options, province, postgres, startedAt);
  } catch (error) {
    fail(error, { ...process.env, ...options.environment });
  }
}

type Files = ReadonlyMap<string, string>;

async function run(options: MainOptions, province: Files, postgres: RunningPostgres, startedAt: number): Promise<void> {
  const log = createLogger({
    service: 'platform',
    destination: { file: join(options.dataDir, 'log', 'platform.jsonl') },
  });
  let platform: Platform | undefined;
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    say('Stopping: finishing what is under way');
    await platform?.stop().catch((error: unknown) => log.error({ event: 'platform.stop.failed', error }));
    await postgres.stop();
    say('Stopped; nothing is lost.');
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  void postgres.ended.then(() => {
    if (stopping) return;
    console.error('PostgreSQL has ended; see the log. The platform stops.');
    void stop(1);
  });
  try {
    say('Migrating the databases and starting the services');
    const portalDir = fileURLToPath(new URL('../../portal/dist', import.meta.url));
    platform = await Platform.start({
      postgres,
      dataDir: options.dataDir,
      port: options.port,
      portalDir,
      demo: true,
      log,
      environment: { ...process.env, ...options.environment },
    });
    say('Applying the province');
    await platform.identity.applyPack(province);
    await untilInForce(platform, log);
  } catch (error) {
    if (stopping) return; // Ctrl-C during the start: what failed is what was being stopped
    stopping = true;
    await platform?.stop().catch(() => undefined);
    await postgres.stop();
    throw error;
  }
  if (!stopping) await greet(platform, options, startedAt);
}

/** An activation travels as an event; until the dossier service has it, nobody could hand anything in. */
async function untilInForce(platform: Platform, log: Logger): Promise<void> {
  const until = Date.now() + 30_000;
  for (;;) {
    try {
      await platform.dossier.catalogue.fields();
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      log.debug({ event: 'platform.waits.for.province' });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function greet(platform: Platform, options: MainOptions, startedAt: number): Promise<void> {
  const { name, demoAccounts = [] } = await platform.identity.useCases.showProvince.execute();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const width = Math.max(...demoAccounts.map((account) => account.identifier.length));
  const accounts = demoAccounts.map(
    ({ identifier, displayName, note }) => `  ${identifier.padEnd(width)}  ${displayName} (${note.vi})`,
  );
  console.log(`
motcua serves ${name.vi} at http://localhost:${options.port}   (ready in ${seconds} s)

Demonstration accounts, all with the password ${demoAccounts[0]?.password ?? '-'}
${accounts.join('\n')}

API       http://localhost:${options.port}/api/docs
Data      ${options.dataDir}   (log/platform.jsonl, files/, the database)
Stop      Ctrl-C; nothing is lost
`);
}

function say(line: string): void {
  console.log(line);
}

function isExpected(error: unknown): error is Error {
  return [StartFault, ConfigurationInvalid, KeysUnusable, ProvinceUnreadable].some((type) => error instanceof type);
}

/** What can be expected to go wrong gets one clear sentence, in the terminal's language where it has two; the rest is a bug and shows where. */
function fail(error: unknown, { LANG: terminal }: NodeJS.ProcessEnv): never {
  const language = terminal?.startsWith('vi') ? 'vi' : 'en';
  if (isExpected(error)) {
    console.error(error.message);
  } else if (error instanceof Problem) {
    const { faults, detail } = error;
    const faulty = {
      vi: `Không áp dụng được cấu hình của tỉnh; ${faults.length} lỗi:`,
      en: `The province cannot be applied; ${faults.length} faults:`,
    };
    console.error(faults.length > 0 ? faulty[language] : detail[language]);
    for (const { pointer, text } of faults) console.error(`  ${pointer}  ${text[language]}`);
  } else {
    console.error(error);
  }
  process.exit(1);
}
