import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { DynamicModule } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import { ConfigurationInvalid } from '../config/index.js';
import { KafkaBus } from '../events/index.js';
import { createServiceClient, GrpcServer } from '../grpc/index.js';
import { serveHealth } from '../health/index.js';
import { TemporarilyUnavailable } from '../errors/index.js';
import { bootstrap, drainHttp, RateLimits, routeOf, serveApiDescription, servePortal } from '../http/index.js';
import type { Logger } from '../logs/index.js';
import { AccessTokens, Sessions } from '../sessions/index.js';
import { flushSpans } from '../telemetry/index.js';
import { readPlatformKeys } from './platform-keys.js';
import { grpcTlsOf, kafkaOf, type ProcessConfig } from './process-settings.js';
import type { Service } from './run-service.js';
import { Clock, type Surroundings } from './service-ground.js';

/** One service alone in a process: Kafka for its bus, a gRPC and an HTTP door of its own, the other services over the network. */
export class ServiceProcess {
  readonly surroundings: Surroundings;
  private readonly bus: KafkaBus;
  private readonly grpc: GrpcServer;
  private readonly sessions: Sessions;
  private readonly accessTokens: AccessTokens;
  private readonly sessionClient: { close(): void };
  private readonly rateLimits = new RateLimits();
  private started = false;
  private draining = false;

  /** @throws KeysUnusable */
  constructor(
    name: string,
    private readonly config: ProcessConfig,
    private readonly log: Logger,
  ) {
    const { meshKey, sealingKeys } = readPlatformKeys(config.keysFile);
    const addressOf = (service: string) => {
      const address = config.peers.get(service);
      if (!address) throw new ConfigurationInvalid([`MOTCUA_PEERS: there is no address of ${service}`]);
      return address;
    };
    const clock = new Clock();
    this.bus = new KafkaBus({ ...kafkaOf(config), service: name, log });
    const tls = grpcTlsOf(config);
    this.grpc = new GrpcServer({ meshKey, log, tls });
    this.surroundings = {
      bus: this.bus,
      grpc: this.grpc,
      addressOf,
      meshKey,
      sealingKeys,
      log,
      clock,
      grpcTls: tls,
      rateLimits: this.rateLimits,
    };
    const client = createServiceClient(IdentityServiceService, {
      address: addressOf('identity'),
      meshKey,
      service: name,
      tls,
    });
    this.sessionClient = client;
    this.accessTokens = new AccessTokens(client, this.bus, () => clock.now().getTime());
    this.sessions = new Sessions(client, this.bus, () => clock.now().getTime());
  }

  /**
   * Serves until SIGTERM or SIGINT, then ends the process with 0. The HTTP door opens first and says that the process is not ready, as long
   * as the service waits for its database or for a migration.
   */
  async serve(service: Service, module: DynamicModule, rawBodyPaths: readonly string[]): Promise<void> {
    const { log } = this;
    const ended = new Promise<'ended'>((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve('ended'));
    });
    const app = await this.openHttp(service, module, rawBodyPaths);
    const starting = this.start(service);
    if ((await Promise.race([starting, ended])) !== 'ended') await ended;
    await this.stop(app, service);
    await starting.catch(() => undefined);
    log.info({ event: 'service.stopped' });
    process.exit(0);
  }

  private async openHttp(
    service: Service,
    module: DynamicModule,
    rawBodyPaths: readonly string[],
  ): Promise<NestExpressApplication> {
    const { config, log, rateLimits } = this;
    const app = await bootstrap(module, {
      log,
      resolveSession: (tokenHash) => this.sessions.resolve(tokenHash),
      resolveToken: (token) => this.accessTokens.resolve(token),
      rawBodyPaths,
      trustedProxies: config.trustedProxies,
      limits: config,
      rateLimits,
      httpsOnly: config.mode === 'production',
    });
    serveHealth(app, [this.takesWork, service.ready], { routeOf });
    app.use((_request: unknown, _response: unknown, next: (error?: unknown) => void) =>
      next(this.started ? undefined : new TemporarilyUnavailable(undefined, { retryAfterSeconds: 5 })),
    );
    const { apiDescriptionFile } = config;
    if (apiDescriptionFile) {
      serveApiDescription(app, async () => JSON.parse(await readFile(apiDescriptionFile, 'utf8')) as unknown);
    }
    if (config.portalDirectory) servePortal(app, config.portalDirectory);
    await app.listen(config.httpPort);
    return app;
  }

  private async start(service: Service): Promise<void> {
    const { config, log } = this;
    await service.start();
    await this.grpc.listen(`0.0.0.0:${config.grpcPort}`);
    this.bus.start();
    this.started = true;
    log.info({ event: 'service.started', httpPort: config.httpPort, grpcPort: config.grpcPort });
  }

  async close(): Promise<void> {
    this.sessionClient.close();
    await this.bus.close();
    await flushSpans();
  }

  private readonly takesWork = {
    name: 'process',
    check: async () => {
      if (!this.started) throw new Error('the process begins');
      if (this.draining) throw new Error('the process ends');
    },
  };

  /** Unready first, so that nobody sends work to closed doors; then what is under way ends, outermost first. */
  private async stop(app: NestExpressApplication, service: Service): Promise<void> {
    this.log.info({ event: 'service.draining' });
    this.draining = true;
    drainHttp(app);
    this.grpc.drain();
    await pause(this.config.drainSeconds * 1_000);
    await app.close();
    await this.grpc.stop();
    await this.bus.stopConsuming();
    await service.stop();
    await this.close();
  }
}
