import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { CloudEvent } from '@motcua/contracts/cloud-event';
import { DocumentServiceService } from '@motcua/contracts/document/v1/document';
import { DossierServiceService, type FirstAct } from '@motcua/contracts/dossier/v1/dossier';
import { topics } from '@motcua/contracts/events';
import type { StagePackRequest } from '@motcua/contracts/event/v1/pack';
import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import { NotificationServiceService } from '@motcua/contracts/notification/v1/notification';
import { ReportingServiceService } from '@motcua/contracts/reporting/v1/reporting';
import { createDataSource, migrate } from '@motcua/service-kit/database';
import { TemporarilyUnavailable } from '@motcua/service-kit/errors';
import { InProcessBus } from '@motcua/service-kit/events';
import { createServiceClient, GrpcServer } from '@motcua/service-kit/grpc';
import { bootstrap } from '@motcua/service-kit/http';
import { createLogger } from '@motcua/service-kit/logs';
import { Clock } from '@motcua/service-kit/service';
import { AccessTokens, Sessions } from '@motcua/service-kit/sessions';
import { databaseForTest } from '@motcua/testing';
import { IdentityModule } from './identity.module.js';
import { identityEntities, identityMigrations, IdentityService } from './identity.service.js';

/** A clock that stands still until it is moved; ahead of the real one, by which the HTTP door also judges the end of a session. */
class StandingClock extends Clock {
  private at = new Date('2036-11-24T02:00:00Z');

  override now(): Date {
    return this.at;
  }

  moveTo(instant: string): void {
    this.at = new Date(instant);
  }

  moveMinutes(minutes: number): void {
    this.at = new Date(this.at.getTime() + minutes * 60_000);
  }
}

/** The other services, as far as a province is staged with them. One that is `down` does not answer. */
class OtherServices {
  readonly staged: { service: string; request: StagePackRequest }[] = [];
  down: string | undefined;
  /** What the dossier service says was first done under a reorganisation. */
  firstAct: FirstAct | undefined;
  /** Happens once, while a province is being staged. */
  meanwhile: (() => Promise<unknown>) | undefined;

  addTo(grpc: GrpcServer): void {
    const stagePack = (service: string) => ({
      policy: 'service' as const,
      handle: async (request: StagePackRequest) => {
        const { meanwhile } = this;
        this.meanwhile = undefined;
        await meanwhile?.();
        if (service === this.down) throw new TemporarilyUnavailable();
        this.staged.push({ service, request });
        return {};
      },
    });
    const { stagePack: stageDossiers, findFirstAct } = DossierServiceService;
    grpc.add(
      { stagePack: stageDossiers, findFirstAct },
      {
        stagePack: stagePack('dossier'),
        findFirstAct: { policy: 'service', handle: () => Promise.resolve(this.firstAct ? { act: this.firstAct } : {}) },
      },
    );
    grpc.add({ stagePack: DocumentServiceService.stagePack }, { stagePack: stagePack('document') });
    grpc.add({ stagePack: NotificationServiceService.stagePack }, { stagePack: stagePack('notification') });
    grpc.add({ stagePack: ReportingServiceService.stagePack }, { stagePack: stagePack('reporting') });
  }
}

export type IdentityForSpec = Awaited<ReturnType<typeof startIdentity>>;

/** The identity service over a real database, with its HTTP and gRPC doors open and sessions resolved through the latter. */
export async function startIdentity({
  demo = true,
  passwordMemoryKib = 1_024,
  breachedPasswordsDir,
  openidClientsFile,
}: { demo?: boolean; passwordMemoryKib?: number; breachedPasswordsDir?: string; openidClientsFile?: string } = {}) {
  const httpPort = await freePort();
  const publicUrl = `http://127.0.0.1:${httpPort}`;
  const database = await databaseForTest({
    service: 'identity',
    migrationsDir: identityMigrations,
    migrate: ({ owner, runtime, ...rest }) =>
      migrate('identity', { ...rest, ...owner }, runtime.user, identityMigrations),
  });
  const { host, port, database: name } = database;
  const owner = { host, port, database: name, ...database.owner };
  const runtime = { host, port, database: name, ...database.runtime };
  const socketDir = mkdtempSync(join(tmpdir(), 'motcua-identity-'));
  const address = `unix:${join(socketDir, 'grpc.sock')}`;
  const log = createLogger({ service: 'identity', level: 'silent' });
  const meshKey = randomBytes(32);
  const clock = new StandingClock();
  const bus = new InProcessBus();
  const grpc = new GrpcServer({ meshKey, log });
  const others = new OtherServices();
  others.addTo(grpc);
  const sealingKeys = { current: 'k1', keys: { k1: randomBytes(32) }, indexKey: randomBytes(32) };

  const config = {
    database: { owner, runtime, poolSize: 6 },
    sessionMinutes: 720,
    officerIdleMinutes: 30,
    breachedPasswordsDir,
    passwordMemoryKib,
    passwordPasses: 1,
    publicUrl,
    openidClientsFile,
    signingKeyDays: 30,
  };
  const surroundings = { bus, grpc, addressOf: () => address, meshKey, sealingKeys, log, clock };
  const service = new IdentityService({ ...config, demo }, surroundings);
  const published: CloudEvent[] = [];
  bus.subscribe('spec', topics.identity, (events) => {
    published.push(...events);
    return Promise.resolve();
  });
  await grpc.listen(address);
  await service.start();

  const client = createServiceClient(IdentityServiceService, { address, meshKey, service: 'spec' });
  const sessions = new Sessions(client, bus, () => clock.now().getTime());
  const accessTokens = new AccessTokens(client, bus, () => clock.now().getTime());
  const app = await bootstrap(IdentityModule.register(service), {
    log,
    resolveSession: (hash) => sessions.resolve(hash),
    resolveToken: (token) => accessTokens.resolve(token),
    rawBodyPaths: IdentityService.rawBodyPaths,
    trustedProxies: 1,
  });
  await app.listen(httpPort, '127.0.0.1');
  const rows: DataSource = createDataSource('spec', runtime, { poolSize: 2, entities: identityEntities });
  await rows.initialize();

  return {
    service,
    client,
    clock,
    bus,
    grpc,
    others,
    app,
    /** A connection as the runtime role, to look at rows. */
    rows,
    /** The same service over the same database, as another process would run it in production; nothing is connected yet. */
    inProduction: () =>
      new IdentityService(
        { ...config, demo: false },
        { ...surroundings, bus: new InProcessBus(), grpc: new GrpcServer({ meshKey, log }), production: true },
      ),
    /** Everything that came out of the outbox. */
    published,
    url: publicUrl,
    accessTokens,
    async stop(): Promise<void> {
      client.close();
      await app.close();
      await service.stop();
      await grpc.stop();
      await rows.destroy();
      await database.drop();
      rmSync(socketDir, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  assert.ok(typeof address === 'object' && address !== null);
  return address.port;
}

/** A browser: it keeps the session cookie. */
export class Browser {
  cookie: string | undefined;

  constructor(
    private readonly url: string,
    private readonly address = '203.0.113.1',
  ) {}

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${this.url}/api/identity/v1${path}`, {
      method,
      headers: {
        'X-Forwarded-For': this.address,
        ...(this.cookie && { Cookie: this.cookie }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const [given] = response.headers.getSetCookie();
    if (given !== undefined) this.cookie = given.split(';')[0];
    const text = await response.text();
    const answer: unknown = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, answer, retryAfter: response.headers.get('Retry-After'), setCookie: given };
  }

  signIn(identifier: string, password: string) {
    return this.send('POST', '/session', { identifier, password });
  }
}

export function asRecord(value: unknown): Record<string, unknown> {
  assert.ok(typeof value === 'object' && value !== null);
  return { ...value };
}

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}
