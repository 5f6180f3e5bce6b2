import type { DynamicModule } from '@nestjs/common';
import { ConfigurationInvalid, readConfig, UnfitForProduction, type ConfigOf, type Settings } from '../config/index.js';
import type { DatabaseSettings } from '../database/index.js';
import type { ReadinessCheck } from '../health/index.js';
import { createLogger, type Logger } from '../logs/index.js';
import { exportSpans } from '../telemetry/index.js';
import { KeysUnusable } from './platform-keys.js';
import { databaseOf, processSettings, type ProcessConfig } from './process-settings.js';
import { productionFaults } from './production-faults.js';
import type { Surroundings } from './service-ground.js';
import { ServiceProcess } from './service-process.js';

/** What every service can do. Constructing one does no I/O. */
export interface Service {
  readonly ready: ReadinessCheck;
  migrate(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** What in its database forbids production; nothing while that cannot be asked. Starting in production is refused for the same. */
  productionFaults?(): Promise<string[]>;
}

/** How a service is made in a process of its own. */
export interface ServiceDefinition<S extends Settings, T extends Service> {
  readonly name: string;
  readonly settings: S;
  create(config: ConfigOf<S> & { readonly database: DatabaseSettings }, surroundings: Surroundings): T;
  /** The HTTP door. */
  module(service: T): DynamicModule;
  readonly rawBodyPaths?: readonly string[];
  /** What can be done beside `serve` and `migrate`, on a started service whose doors stay closed. */
  readonly commands?: Readonly<Record<string, (service: T, args: readonly string[]) => Promise<void>>>;
}

/**
 * Runs a service in this process: `serve` until SIGTERM, `migrate` its database to this release, or a command of its own. A bad start
 * names every fault of the configuration and ends with 1.
 */
export async function runService<S extends Settings, T extends Service>(
  definition: ServiceDefinition<S, T>,
  [command = 'serve', ...args]: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  let log = createLogger({ service: definition.name });
  process.on('unhandledRejection', (error) => {
    log.fatal({ event: 'process.failed', error });
    process.exit(1);
  });
  try {
    const { config, settings } = readBoth(definition.settings, environment);
    log = createLogger({ service: definition.name, level: config.logLevel });
    if (config.otlpEndpoint) exportSpans(config.otlpEndpoint, definition.name);
    await run(definition, command, args, config, settings, log);
  } catch (error) {
    if (error instanceof ConfigurationInvalid || error instanceof KeysUnusable) console.error(error.message);
    else log.fatal({ event: 'process.failed', error });
    process.exit(1);
  }
}

async function run<S extends Settings, T extends Service>(
  definition: ServiceDefinition<S, T>,
  command: string,
  args: readonly string[],
  config: ProcessConfig,
  settings: ConfigOf<S>,
  log: Logger,
): Promise<void> {
  const isProduction = config.mode === 'production';
  const make = () => {
    const process = new ServiceProcess(definition.name, config, log);
    const database = databaseOf(definition.name, config);
    // A command beside `serve` may be what mends the data.
    const surroundings = { ...process.surroundings, production: isProduction && command === 'serve' };
    return { process, service: definition.create({ ...settings, database }, surroundings) };
  };
  if (isProduction) await refuseUnfit(definition, command, config, settings, make);
  const { process, service } = make();
  if (command === 'migrate') {
    await service.migrate();
    log.info({ event: 'database.migrated' });
    return;
  }
  if (command === 'serve') {
    await process.serve(service, definition.module(service), definition.rawBodyPaths ?? []);
    return;
  }
  const extra = definition.commands?.[command];
  if (!extra) throw new ConfigurationInvalid([`${command}: ${definition.name} knows no such command`]);
  await service.start();
  try {
    await extra(service, args);
  } finally {
    await service.stop();
    await process.close();
  }
}

/** @throws UnfitForProduction with every fault of the set-up, and those of the data where it can be asked */
async function refuseUnfit<S extends Settings, T extends Service>(
  definition: ServiceDefinition<S, T>,
  command: string,
  config: ProcessConfig,
  settings: ConfigOf<S>,
  make: () => { readonly service: T },
): Promise<void> {
  const faults = productionFaults({
    config,
    settings: { ...processSettings, ...definition.settings },
    values: { ...config, ...settings },
    command,
  });
  if (faults.length === 0) return;
  const inData = async () => (command === 'serve' ? ((await make().service.productionFaults?.()) ?? []) : []);
  throw new UnfitForProduction([...faults, ...(await inData().catch(() => []))]);
}

/** @throws ConfigurationInvalid with the faults of both */
function readBoth<S extends Settings>(
  own: S,
  environment: Readonly<Record<string, string | undefined>>,
): { config: ProcessConfig; settings: ConfigOf<S> } {
  const faults: string[] = [];
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ConfigurationInvalid)) throw error;
      faults.push(...error.faults);
      return undefined;
    }
  };
  const config = attempt(() => readConfig(processSettings, environment));
  const settings = attempt(() => readConfig(own, environment));
  if (!config || !settings) throw new ConfigurationInvalid(faults);
  return { config, settings };
}
