import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DocumentServiceService } from '@motcua/contracts/document/v1/document';
import { DossierServiceService } from '@motcua/contracts/dossier/v1/dossier';
import { topics, writePayload, type EventPayload, type EventType } from '@motcua/contracts/events';
import type { Caller } from '@motcua/service-kit/caller';
import { readConfig } from '@motcua/service-kit/config';
import { createDataSource, migrate, type DatabaseSettings } from '@motcua/service-kit/database';
import { NotFound } from '@motcua/service-kit/errors';
import { InProcessBus } from '@motcua/service-kit/events';
import { createServiceClient, GrpcServer } from '@motcua/service-kit/grpc';
import { bootstrap, tokenHash } from '@motcua/service-kit/http';
import { createLogger } from '@motcua/service-kit/logs';
import { Clock } from '@motcua/service-kit/service';
import { z } from 'zod';
import { databaseForTest } from '@motcua/testing';
import { documentSettings } from './config.js';
import { DocumentModule, DocumentService, type DocumentConfig } from './document.module.js';
import type { FormContent } from './form/form-content.js';
import { sampleForms, sampleTemplates } from './form/form-content.fixture.js';
import { FormNotAvailable } from './form/problems.js';
import type { SampleFile } from './sample-files.fixture.js';

const migrations = fileURLToPath(new URL('../migrations', import.meta.url));

export const citizen = person('citizen');
export const otherCitizen = person('citizen');
export const officer = person('officer');
/** Oversees the counter of one agency. */
export const overseer: Caller = {
  ...person('officer'),
  positions: [{ agencyCode: 'ubnd-phuong-bac-lieu', positionCode: 'chairman', roles: ['oversee'] }],
  agencyCodes: ['ubnd-phuong-bac-lieu'],
};

/** What a refusal says to its reader. */
export const ProblemBody = z.object({ type: z.string(), errors: z.unknown().optional() });
export type ProblemBody = z.infer<typeof ProblemBody>;

/** A clock that a test sets. */
class SetClock extends Clock {
  time = new Date('2026-11-24T01:35:00.000Z');

  override now(): Date {
    return this.time;
  }
}

/** What the dossier service would say. A dossier that is not here is unknown to the caller; `undefined` content has not come so far. */
export interface DossiersForSpec {
  readonly readableFiles: Map<string, Set<string>>;
  readonly receipts: Map<string, FormContent<'receipt'> | undefined>;
  /** What letters say, by form and act. */
  readonly acts: Map<string, FormContent<'supplement-request'>>;
}

export type DocumentForSpec = Awaited<ReturnType<typeof documentForSpec>>;

/** The document service over a real database and a real directory, behind its HTTP and gRPC doors; the dossier service is played. */
export async function documentForSpec(changes: Partial<DocumentConfig> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'motcua-document-'));
  const filesDirectory = changes.filesDirectory ?? join(folder, 'files');
  const settingsOf = ({ host, port, database, owner, runtime }: Awaited<ReturnType<typeof databaseForTest>>) =>
    ({
      owner: { host, port, database, ...owner },
      runtime: { host, port, database, ...runtime },
      poolSize: 6,
    }) satisfies DatabaseSettings;
  const testDatabase = await databaseForTest({
    service: 'document',
    migrationsDir: migrations,
    migrate: ({ host, port, database, owner, runtime }) =>
      migrate('document', { host, port, database, ...owner }, runtime.user, migrations),
  });
  const database = settingsOf(testDatabase);
  const log = createLogger({ service: 'document', level: 'silent' });
  const meshKey = Buffer.alloc(32, 7);
  const address = `unix:${join(folder, 'grpc')}`;
  const grpc = new GrpcServer({ meshKey, log });
  const bus = new InProcessBus();
  const clock = new SetClock();
  const dossiers: DossiersForSpec = { readableFiles: new Map(), receipts: new Map(), acts: new Map() };
  playDossierService(grpc, dossiers);
  const service = new DocumentService(
    { ...readConfig(documentSettings, {}, { ...changes, filesDirectory }), database },
    {
      bus,
      grpc,
      addressOf: () => address,
      meshKey,
      sealingKeys: { current: 'k1', keys: { k1: Buffer.alloc(32, 1) }, indexKey: Buffer.alloc(32, 2) },
      log,
      clock,
    },
  );
  await service.start();
  await grpc.listen(address);
  const client = createServiceClient(DocumentServiceService, { address, meshKey, service: 'dossier' });
  const app = await bootstrap(DocumentModule.register(service), {
    log,
    resolveSession: (hash) => Promise.resolve(people.get(hash)),
    rawBodyPaths: DocumentService.rawBodyPaths,
  });
  await app.listen(0, '127.0.0.1');
  const server: { address(): AddressInfo | string | null } = app.getHttpServer();
  const listening = server.address();
  if (listening === null || typeof listening === 'string') throw new Error('The server listens nowhere');
  const origin = `http://127.0.0.1:${listening.port}`;
  const dataSource = await createDataSource('spec', database.runtime, { poolSize: 2 }).initialize();

  return {
    app,
    service,
    client,
    clock,
    database,
    dataSource,
    dossiers,
    grpc,
    origin,
    query: <Row>(sql: string, values: unknown[] = []) => dataSource.query<Row[]>(sql, values),
    get: (path: string, caller: Caller, headers: Record<string, string> = {}) =>
      fetch(`${origin}/api/document/v1${path}`, { headers: { cookie: cookieOf(caller), ...headers } }),
    upload: (caller: Caller, file: SampleFile, headers: Record<string, string> = {}) =>
      fetch(`${origin}/api/document/v1/files`, {
        method: 'POST',
        headers: { cookie: cookieOf(caller), ...uploadHeaders(file), ...headers },
        body: new Uint8Array(file.content),
      }),
    /** Everything that lies in the file store, incoming content included. */
    filesOnDisk: async () => {
      const entries = await readdir(filesDirectory, { recursive: true, withFileTypes: true });
      return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
    },
    incoming: () => readdir(join(filesDirectory, 'incoming')),
    filesDirectory,
    /** Brings the province into force. */
    applyProvince: async (hash = 'a'.repeat(64), text?: string) => {
      const templates = { ...sampleTemplates(), ...(text !== undefined && { 'templates/2025/receipt.typ': text }) };
      await client.stagePack({ hash, part: JSON.stringify({ hash, province: {}, templates }) });
      const activation = 1 + (await dataSource.query<unknown[]>('select from pack')).length;
      await bus.publish(topics.identity, [
        fact('identity', 'pack.activated', randomUUID(), 1, { hash, activation, activatedAt: clock.now() }),
      ]);
    },
    say: (...events: ReturnType<typeof fact>[]) => bus.publish(topics.dossier, events),
    close: async () => {
      client.close();
      await app.close();
      await service.stop();
      await grpc.stop();
      await dataSource.destroy();
      await testDatabase.drop();
      await rm(folder, { recursive: true });
    },
  };
}

export function uploadHeaders({ name, mediaType }: SampleFile): Record<string, string> {
  return {
    'content-type': mediaType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  };
}

export function cookieOf(caller: Caller): string {
  return `motcua=${tokenOf(caller.subjectId)}`;
}

/** An event as another service would publish it. */
export function fact<T extends EventType>(
  service: string,
  type: T,
  subject: string,
  sequence: number,
  payload: EventPayload<T>,
) {
  return {
    specversion: '1.0',
    id: randomUUID(),
    source: `/motcua/${service}`,
    type,
    subject,
    time: '2026-11-24T01:35:00.000Z',
    datacontenttype: 'application/json',
    data: writePayload(type, payload),
    sequence,
  } as const;
}

function playDossierService(grpc: GrpcServer, { readableFiles, receipts, acts }: DossiersForSpec): void {
  grpc.add(DossierServiceService, {
    stagePack: { policy: 'service', handle: () => Promise.resolve({}) },
    authorizeFile: {
      policy: 'caller',
      handle: ({ fileId }, caller) =>
        Promise.resolve({ allowed: readableFiles.get(caller.subjectId)?.has(fileId) === true }),
    },
    getFormContent: {
      policy: 'caller',
      handle: async ({ dossierId, form }, caller) => {
        if (caller.subjectId === otherCitizen.subjectId || !receipts.has(dossierId)) throw new NotFound();
        if (form !== 'receipt') {
          const act = acts.get(form);
          if (!act) throw new NotFound();
          return { formSet: '2025', content: JSON.stringify(act) };
        }
        const receipt = receipts.get(dossierId);
        if (!receipt) throw new FormNotAvailable();
        return { formSet: '2025', content: JSON.stringify(receipt) };
      },
    },
    // The year 1900 stands for a period with too many dossiers.
    getRegisterBook: {
      policy: 'caller',
      handle: async ({ agencyCode, from }, caller) => {
        if (!caller.agencyCodes.includes(agencyCode)) throw new NotFound();
        if (from.startsWith('1900')) throw new FormNotAvailable();
        return { formSet: '2025', content: JSON.stringify(sampleForms['register-book']) };
      },
    },
    findFirstAct: { policy: 'service', handle: () => Promise.reject(new NotFound()) },
    getTurn: { policy: 'service', handle: () => Promise.reject(new NotFound()) },
    readEvents: { policy: 'service', stream: () => noEvents() },
  });
}

async function* noEvents() {}

const people = new Map(
  [citizen, otherCitizen, officer, overseer].map((caller) => [tokenHash(tokenOf(caller.subjectId)), caller]),
);

function person(kind: 'citizen' | 'officer'): Caller {
  return {
    subjectId: randomUUID(),
    kind,
    positions: [],
    agencyCodes: [],
    language: 'vi',
    expiresAt: new Date('2100-01-01T00:00:00Z'),
  };
}

function tokenOf(subjectId: string): string {
  return subjectId.padEnd(43, 'x');
}
