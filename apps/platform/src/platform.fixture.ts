import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { asSuperuser, startPostgres, type PostgresAccess } from '@motcua/embedded-postgres';
import { createLogger } from '@motcua/service-kit/logs';
import { Platform } from './platform.js';
import { readProvinceFiles } from '@motcua/service-kit/packs';

export const provinceDir = join(import.meta.dirname, '../../../deploy/provinces/bac-lieu-ca-mau');

/** Passwords of demonstration accounts are hashed fast in specs. */
export const fastPasswords = { MOTCUA_PASSWORD_MEMORY_KIB: '7168', MOTCUA_PASSWORD_PASSES: '1' };

/** A directory for data, into which PostgreSQL's own user comes through where specs run as root. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'motcua-platform-'));
  chmodSync(directory, 0o755);
  return directory;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

export type PlatformForSpec = Awaited<ReturnType<typeof platformForSpec>>;

/** A whole platform over a PostgreSQL of its own, with the sample province in force. */
export async function platformForSpec({
  environment = {},
  ...options
}: { portalDir?: string; environment?: Readonly<Record<string, string>> } = {}) {
  const directory = temporaryDirectory();
  const dataDir = join(directory, 'data');
  const postgres = await startPostgres({ dataDir, durable: false, log: () => undefined });
  const port = await freePort();
  const log = createLogger({ service: 'platform', level: 'fatal' });
  const start = () =>
    Platform.start({
      postgres,
      dataDir,
      port,
      demo: true,
      log,
      environment: { ...fastPasswords, ...environment },
      ...options,
    });
  let platform = await start();
  await platform.identity.applyPack(await readProvinceFiles(provinceDir));
  await until(() =>
    platform.dossier.catalogue.fields().then(
      () => true,
      () => false,
    ),
  );
  let stopped: Promise<void> | undefined;
  const stopServices = () => (stopped ??= platform.stop());
  return {
    get platform() {
      return platform;
    },
    postgres,
    dataDir,
    url: `http://127.0.0.1:${port}`,
    databases: new Databases(postgres),
    stopServices,
    /** Starts all services again over the same data. */
    async startServices() {
      await stopServices();
      platform = await start();
      stopped = undefined;
    },
    async stop() {
      await stopServices();
      await postgres.stop();
      rmSync(directory, { recursive: true });
    },
  };
}

export const services = ['identity', 'dossier', 'document', 'notification', 'reporting'] as const;
export type Service = (typeof services)[number];

/** The rows of all services, as nobody but a spec may see them together. */
export class Databases {
  constructor(private readonly postgres: PostgresAccess) {}

  select<Row>(service: Service, sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return asSuperuser(this.postgres, `motcua_${service}`, async (client) => {
      // The row type is the statement's promise.
      const { rows } = await client.query(sql, [...values]);
      return rows as Row[];
    });
  }

  /**
   * How many rows there are, by table; the tables named are left out, those that are not logged, which hold nothing to keep, and how far cells
   * are sealed anew, which moves by itself.
   */
  async countRows(except: readonly string[] = []): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const service of services) {
      const tables = await this.select<{ name: string }>(
        service,
        `select quote_ident(relname) as name from pg_class where relkind = 'r' and relpersistence = 'p' and relname <> 'resealing' and relnamespace = 'public'::regnamespace order by relname`,
      );
      const wanted = tables.map(({ name }) => name).filter((name) => !except.includes(`${service}.${name}`));
      const sql = wanted
        .map((name) => `select '${service}.${name}' as name, count(*)::integer as count from ${name}`)
        .join(' union all ');
      for (const { name, count } of await this.select<{ name: string; count: number }>(service, sql))
        counts[name] = count;
    }
    return counts;
  }

  /** Waits until every event has come to every service; none may be parked. */
  async untilQuiet(): Promise<void> {
    for (const service of services) {
      await until(async () => (await this.select(service, 'select from outbox')).length === 0);
      const parked = await this.select<{ reason: string }>(service, 'select reason from parked_event');
      if (parked.length > 0) throw new Error(`${service} has parked events: ${parked[0]?.reason}`);
    }
  }
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, text where it is not. */
  readonly body: unknown;
}

/** A person at a browser. */
export class Visitor {
  private cookie: string | undefined;

  constructor(private readonly url: string) {}

  async signIn(identifier: string): Promise<this> {
    const { status, headers, body } = await this.send('POST', '/api/identity/v1/session', {
      body: { identifier, password: 'motcua-2026' },
    });
    if (status !== 200) throw new Error(JSON.stringify(body));
    this.cookie = headers.getSetCookie()[0]?.split(';')[0];
    return this;
  }

  /** @param options `raw` is sent as it is, `body` as JSON */
  async send(
    method: string,
    path: string,
    options: {
      body?: unknown;
      raw?: string | Uint8Array<ArrayBuffer>;
      headers?: Readonly<Record<string, string>>;
    } = {},
  ): Promise<Answer> {
    const content = options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookie !== undefined && { Cookie: this.cookie }),
        ...(content !== undefined && { 'Content-Type': 'application/json' }),
        ...options.headers,
      },
      ...(content !== undefined && { body: content }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text };
  }

  /** Sends, and expects success. */
  async ask<T>(method: string, path: string, options: Parameters<Visitor['send']>[2] = {}): Promise<T> {
    const { status, body } = await this.send(method, path, options);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
    // The shape is the contract's promise.
    return body as T;
  }

  upload(name: string, content = pdf): Promise<{ readonly id: string }> {
    return this.ask('POST', '/api/document/v1/files', {
      raw: content,
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      },
    });
  }
}

/** The smallest file that is a PDF. */
export const pdf = new TextEncoder().encode(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
);

export const commune = 'ubnd-phuong-bac-lieu';
export const ngoc = '095190000017';

/** A registration of a birth as the counter of a commune takes it in. */
export function birthAtCounter(fileIds: readonly string[] = []) {
  return {
    procedureCode: '1.001193',
    competentAgencyCode: commune,
    intakeAgencyCode: commune,
    channel: 'counter',
    submitter: { fullName: 'Nguyễn Phước Hoàng Thị Bảo Ngọc', identityNumber: ngoc },
    answers: {
      applicant: {
        fullName: 'Nguyễn Phước Hoàng Thị Bảo Ngọc',
        identityNumber: ngoc,
        relationship: 'mother',
        phone: '0912000001',
        residence: { communeCode: '31825', street: '12 Trần Phú' },
      },
      child: {
        fullName: 'Nguyễn An',
        dateOfBirth: '2025-11-01',
        sex: 'female',
        ethnicity: 'Kinh',
        nationality: 'Việt Nam',
        placeOfBirth: 'Bệnh viện Bạc Liêu',
        homeTown: 'Bạc Liêu',
      },
      mother: {
        fullName: 'Nguyễn Phước Hoàng Thị Bảo Ngọc',
        dateOfBirth: '1990-05-12',
        ethnicity: 'Kinh',
        nationality: 'Việt Nam',
        residence: 'Bạc Liêu',
      },
      registration: { timing: 'onTime', wantsCopies: 'no' },
      truthful: true,
    },
    components: [{ code: 'birth-attestation', fileIds, sets: 1 }],
  };
}

/** The same handed in online. */
export function birthOnline(fileIds: readonly string[]) {
  const { procedureCode, competentAgencyCode, answers } = birthAtCounter();
  return { procedureCode, competentAgencyCode, answers, components: [{ code: 'birth-attestation', fileIds }] };
}

export async function until(holds: () => boolean | Promise<boolean>, forMs = 30_000): Promise<void> {
  const end = Date.now() + forMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It did not happen in time');
    await sleep(20);
  }
}
