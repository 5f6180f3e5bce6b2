import { join } from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import { DocumentModule, DocumentService, documentSettings } from '@motcua/document';
import { DossierModule, DossierService, dossierSettings } from '@motcua/dossier';
import { asSuperuser, prepareDatabase, type PostgresAccess } from '@motcua/embedded-postgres';
import { IdentityModule, IdentityService, identitySettings } from '@motcua/identity';
import { NotificationModule, NotificationService, notificationSettings } from '@motcua/notification';
import { ReportingModule, ReportingService } from '@motcua/reporting';
import { readConfig, UnfitForProduction } from '@motcua/service-kit/config';
import { databaseLimitSettings, type DatabaseLimits, type DatabaseSettings } from '@motcua/service-kit/database';
import { InProcessBus } from '@motcua/service-kit/events';
import { createServiceClient, GrpcServer } from '@motcua/service-kit/grpc';
import { serveHealth } from '@motcua/service-kit/health';
import {
  bootstrap,
  httpSettings,
  RateLimits,
  routeOf,
  serveApiDescription,
  servePortal,
} from '@motcua/service-kit/http';
import type { Logger } from '@motcua/service-kit/logs';
import {
  Clock,
  embeddedProductionFaults,
  modeSettings,
  platformKeys,
  processSettings,
  type Surroundings,
} from '@motcua/service-kit/service';
import { AccessTokens, Sessions } from '@motcua/service-kit/sessions';
import { DailyAnchors } from './daily-anchors.js';

export interface PlatformOptions {
  /** A running PostgreSQL on the platform's data directory. */
  readonly postgres: PostgresAccess;
  readonly dataDir: string;
  readonly port: number;
  /** The built portal; absent where only the API is wanted. */
  readonly portalDir?: string;
  readonly demo: boolean;
  readonly log: Logger;
  readonly clock?: Clock;
  /** Values of services' settings, by variable name. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

const poolSize = 8;

/** What the platform reads beside the settings of its services. It is there to be tried out, unless it is told otherwise. */
const ownSettings = { ...modeSettings, trustedProxies: processSettings.trustedProxies };

/** Every service in one process: one gRPC door between them, one HTTP door for people, the bus in memory behind the outboxes. */
export class Platform {
  private constructor(
    readonly identity: IdentityService,
    readonly dossier: DossierService,
    readonly document: DocumentService,
    readonly notification: NotificationService,
    readonly reporting: ReportingService,
    readonly app: NestExpressApplication,
    readonly grpc: GrpcServer,
    private readonly bus: InProcessBus,
    private readonly sessionClient: { close(): void },
    private readonly anchors: DailyAnchors,
  ) {}

  /**
   * Migrates and starts all services and opens both doors.
   * @throws KeysUnusable, ConfigurationInvalid
   * @throws UnfitForProduction when it is told to be for production, with every reason why it must not
   */
  static async start(options: PlatformOptions): Promise<Platform> {
    const { postgres, dataDir, log, environment = {} } = options;
    const { mode, trustedProxies } = readConfig(ownSettings, environment, { mode: 'trial' });
    const publicUrl = `http://localhost:${options.port}`;
    const identityConfig = readConfig(identitySettings, environment, { demo: options.demo, publicUrl });
    const dossierConfig = readConfig(dossierSettings, environment, { paymentPublicUrl: publicUrl });
    const filesDirectory = join(dataDir, 'files');
    const documentConfig = readConfig(documentSettings, environment, { filesDirectory });
    const notificationConfig = readConfig(notificationSettings, environment);
    const production = mode === 'production';
    if (production) {
      const settings = { ...identitySettings, ...dossierSettings, ...documentSettings, ...notificationSettings };
      const values = { ...identityConfig, ...dossierConfig, ...documentConfig, ...notificationConfig, trustedProxies };
      const faults = embeddedProductionFaults({ settings, values });
      if (faults.length > 0) throw new UnfitForProduction(faults);
    }
    const { meshKey, sealingKeys } = platformKeys(dataDir, { isNew: !(await holdsData(postgres)) });
    const databases = await prepareDatabases(postgres, readConfig(databaseLimitSettings, environment));
    const bus = new InProcessBus();
    const grpc = new GrpcServer({ meshKey, log });
    const rateLimits = new RateLimits();
    const address = `unix:${join(postgres.host, 'grpc.sock')}`;
    const surroundings: Surroundings = {
      bus,
      grpc,
      addressOf: () => address,
      meshKey,
      sealingKeys,
      log,
      clock: options.clock ?? new Clock(),
      rateLimits,
      production,
    };

    const identity = new IdentityService({ ...identityConfig, database: databases.identity }, surroundings);
    const dossier = new DossierService({ ...dossierConfig, database: databases.dossier }, surroundings);
    const document = new DocumentService({ ...documentConfig, database: databases.document }, surroundings);
    const notification = new NotificationService(
      { ...notificationConfig, database: databases.notification },
      surroundings,
    );
    const reporting = new ReportingService({ database: databases.reporting }, surroundings);
    const services = [identity, dossier, document, notification, reporting];

    const sessionClient = createServiceClient(IdentityServiceService, { address, meshKey, service: 'platform' });
    const sessions = new Sessions(sessionClient, bus, () => surroundings.clock.now().getTime());
    const accessTokens = new AccessTokens(sessionClient, bus, () => surroundings.clock.now().getTime());
    await Promise.all(services.map((service) => service.migrate()));
    await grpc.listen(address);
    await Promise.all(services.map((service) => service.start()));

    const modules = [
      IdentityModule.register(identity),
      DossierModule.register(dossier),
      DocumentModule.register(document),
      NotificationModule.register(notification),
      ReportingModule.register(reporting),
    ];
    const app = await bootstrap(platformModule(modules), {
      log,
      resolveSession: (tokenHash) => sessions.resolve(tokenHash),
      resolveToken: (token) => accessTokens.resolve(token),
      rawBodyPaths: [...IdentityService.rawBodyPaths, ...DocumentService.rawBodyPaths, ...DossierService.rawBodyPaths],
      trustedProxies,
      httpsOnly: production,
      limits: readConfig(httpSettings, environment),
      rateLimits,
    });
    serveHealth(
      app,
      services.map((service) => service.ready),
      { routeOf },
    );
    serveApiDescription(app);
    if (options.portalDir) servePortal(app, options.portalDir);
    await app.listen(options.port);
    const logins = Object.fromEntries(Object.entries(databases).map(([name, { runtime }]) => [name, runtime]));
    const anchors = new DailyAnchors({ dataDir, logins, clock: surroundings.clock, log });
    anchors.start();
    return new Platform(identity, dossier, document, notification, reporting, app, grpc, bus, sessionClient, anchors);
  }

  /** Takes no more requests, lets the running ones end, publishes what is committed, then lets go of everything. */
  async stop(): Promise<void> {
    await this.app.close();
    // One after another, so that what a service publishes at last is still taken in by those behind it.
    for (const service of [this.identity, this.dossier, this.document, this.notification, this.reporting])
      await service.stop();
    await this.anchors.stop(); // behind the last events
    this.sessionClient.close();
    await this.grpc.stop();
    await this.bus.close();
  }
}

function platformModule(imports: DynamicModule[]): DynamicModule {
  return { module: PlatformModule, imports };
}

class PlatformModule {}

type ServiceName = 'identity' | 'dossier' | 'document' | 'notification' | 'reporting';

async function holdsData(postgres: PostgresAccess): Promise<boolean> {
  const found = await asSuperuser(postgres, 'postgres', (client) =>
    client.query(`select from pg_database where datname = 'motcua_identity'`),
  );
  return found.rowCount !== 0;
}

async function prepareDatabases(
  postgres: PostgresAccess,
  limits: DatabaseLimits,
): Promise<Record<ServiceName, DatabaseSettings>> {
  const prepare = async (service: ServiceName): Promise<DatabaseSettings> => {
    const { host, port, database, ...logins } = await prepareDatabase(postgres, service);
    const login = (role: 'owner' | 'runtime') => ({ host, port, database, ...logins[role] });
    return { owner: login('owner'), runtime: login('runtime'), poolSize, limits };
  };
  const [identity, dossier, document, notification, reporting] = await Promise.all([
    prepare('identity'),
    prepare('dossier'),
    prepare('document'),
    prepare('notification'),
    prepare('reporting'),
  ]);
  return { identity, dossier, document, notification, reporting };
}
