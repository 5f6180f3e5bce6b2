import type { DynamicModule } from '@nestjs/common';
import { ConfigurationInvalid, readConfig, type ConfigOf, type Settings } from '../config/index.js';
import type { DatabaseSettings } from '../database/index.js';
import type { ReadinessCheck } from '../health/index.js';
import { createLogger, type Logger } from '../logs/index.js';
import { exportSpans } from '../telemetry/index.js';
import { KeysUnusable } from './platform-keys.js';
import { databaseOf, processSettings, type ProcessConfig } from './process-settings.js';
import type { Surroundings } from './service-ground.js';
import { ServiceProcess } from './service-process.js';

/** What every service can do. Constructing one does no I/O. */
export interface Service {
  readonly ready: ReadinessCheck;
  migrate(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
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
    const config = readConfig(processSettings, environment);
    const settings = readConfig(definition.settings, environment);
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
  const process = new ServiceProcess(definition.name, config, log);
  const database = databaseOf(definition.name, config);
  const service = definition.create({ ...settings, database }, process.surroundings);
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
