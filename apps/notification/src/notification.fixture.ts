import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { CloudEvent } from '@motcua/contracts/cloud-event';
import { DossierServiceService, type GetTurnResponse } from '@motcua/contracts/dossier/v1/dossier';
import { Channel, type DossierReference } from '@motcua/contracts/dossier/v1/events';
import { topics, writePayload, type EventPayload, type EventType } from '@motcua/contracts/events';
import { IdentityServiceService, type Contact } from '@motcua/contracts/identity/v1/identity';
import { NotificationServiceService } from '@motcua/contracts/notification/v1/notification';
import { readConfig, type ConfigOf } from '@motcua/service-kit/config';
import { createDataSource, type DatabaseSettings } from '@motcua/service-kit/database';
import { NotFound, TemporarilyUnavailable } from '@motcua/service-kit/errors';
import { InProcessBus } from '@motcua/service-kit/events';
import { createServiceClient, GrpcServer } from '@motcua/service-kit/grpc';
import { createLogger } from '@motcua/service-kit/logs';
import { Clock } from '@motcua/service-kit/service';
import { databaseForTest, type DatabaseRecipe } from '@motcua/testing';
import { DeliveryEntity } from './delivery/delivery.entity.js';
import { MessageEntity } from './message/message.entity.js';
import { NotificationService, notificationSettings } from './notification.module.js';

/** The platform's time, which a test can move on. */
class MovableClock extends Clock {
  private aheadMs = 0;

  override now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  moveOn(ms: number): void {
    this.aheadMs += ms;
  }
}

/** The identity service as notification sees it. */
class KnownContacts {
  readonly contacts = new Map<string, Contact>();
  /** Officers by `<agency>/<position>`. */
  readonly holders = new Map<string, readonly string[]>();
  down = false;
  broken = false;

  /** A new citizen's id. */
  add(contact: Omit<Contact, 'subjectId'>): string {
    const subjectId = randomUUID();
    this.contacts.set(subjectId, { subjectId, ...contact });
    return subjectId;
  }

  findHolders(positions: readonly string[]): Promise<{ officerIds: string[] }> {
    if (this.down) return Promise.reject(new TemporarilyUnavailable());
    return Promise.resolve({ officerIds: positions.flatMap((position) => this.holders.get(position) ?? []) });
  }

  find(subjectIds: readonly string[]): Promise<{ contacts: Contact[] }> {
    if (this.broken) return Promise.reject(new Error('broken'));
    if (this.down) return Promise.reject(new TemporarilyUnavailable());
    return Promise.resolve({ contacts: subjectIds.flatMap((id) => this.contacts.get(id) ?? []) });
  }
}

/** The dossier service as notification sees it. */
class KnownTurns {
  turn: GetTurnResponse = { items: [], byPost: false, tasks: [] };
  down = false;
  asked = 0;

  get(): Promise<GetTurnResponse> {
    this.asked++;
    return this.down ? Promise.reject(new TemporarilyUnavailable()) : Promise.resolve(this.turn);
  }
}

export const log = createLogger({ service: 'test', level: 'fatal' });
const key = randomBytes(32);

type Config = Partial<ConfigOf<typeof notificationSettings>>;

/** A running notification service with a database of its own, beside an identity service. No province is in force yet. */
export async function notificationForTest(config: Config = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'motcua-notification-'));
  const address = `unix:${join(directory, 'grpc')}`;
  const clock = new MovableClock();
  const identity = new KnownContacts();
  const dossiers = new KnownTurns();
  const create = (database: DatabaseSettings, given: Config) => {
    const bus = new InProcessBus();
    const grpc = new GrpcServer({ meshKey: key, log });
    const service = new NotificationService(
      { ...readConfig(notificationSettings, {}, given), database },
      {
        bus,
        grpc,
        addressOf: () => address,
        meshKey: key,
        sealingKeys: { current: 'k', keys: { k: key }, indexKey: key },
        log,
        clock,
      },
    );
    return { service, bus, grpc };
  };
  const database = await databaseForTest({
    service: 'notification',
    migrationsDir: fileURLToPath(new URL('../migrations', import.meta.url)),
    migrate: (empty) => create(settingsOf(empty), {}).service.migrate(),
  });
  const settings = settingsOf(database);
  const rows = createDataSource('test', settings.owner, { poolSize: 2, entities: [MessageEntity, DeliveryEntity] });
  const { service, bus, grpc } = create(settings, config);
  const refuse = { policy: 'service', handle: () => Promise.reject(new NotFound()) } as const;
  grpc.add(IdentityServiceService, {
    getTokenKeys: refuse,
    resolveSession: refuse,
    findCitizen: refuse,
    getPeople: refuse,
    getDataView: refuse,
    getContacts: { policy: 'service', handle: ({ subjectIds }) => identity.find(subjectIds) },
    findHolders: { policy: 'service', handle: ({ positions }) => identity.findHolders(positions) },
    readEvents: { policy: 'service', stream: () => noEvents() },
  });
  grpc.add(DossierServiceService, {
    stagePack: refuse,
    getFormContent: refuse,
    authorizeFile: refuse,
    getRegisterBook: refuse,
    findFirstAct: refuse,
    getTurn: { policy: 'service', handle: () => dossiers.get() },
    readEvents: { policy: 'service', stream: () => noEvents() },
  });
  await Promise.all([rows.initialize(), grpc.listen(address), service.start()]);
  const client = createServiceClient(NotificationServiceService, { address, meshKey: key, service: 'identity' });
  return {
    service,
    bus,
    clock,
    identity,
    dossiers,
    grpc,
    /** Looks at the rows, as their owner. */
    rows,
    client,
    /** Another process of the service on the same database. */
    another: (given: Config) => create(settings, given).service,
    say: <T extends EventType>(
      type: T,
      aggregateId: string,
      payload: EventPayload<T>,
      event: Partial<CloudEvent> = {},
    ) =>
      bus.publish(isOfIdentity(type) ? topics.identity : topics.dossier, [
        cloudEvent(type, aggregateId, payload, event),
      ]),
    async close() {
      client.close();
      await service.stop();
      await grpc.stop();
      await rows.destroy();
      await database.drop();
      rmSync(directory, { recursive: true });
    },
  };
}

export type NotificationForTest = Awaited<ReturnType<typeof notificationForTest>>;

export const part = {
  messages: {
    'dossier.submitted': {
      subject: { vi: 'Đã nhận hồ sơ {trackingNumber}', en: 'We have {trackingNumber}' },
      text: { vi: 'Hồ sơ "{procedureName}" đã gửi tới {agencyName}.', en: '"{procedureName}" went to {agencyName}.' },
    },
    'dossier.accepted': {
      subject: { vi: 'Hồ sơ {code} hẹn trả {dueAt}', en: '{code} is due {dueAt}' },
      text: { vi: '{agencyName} đã tiếp nhận {code}.', en: '{agencyName} has accepted {code}.' },
    },
    'dossier.decided': {
      subject: { vi: 'Hồ sơ {code} đã có kết quả', en: 'The result of {code} is ready' },
      text: { vi: 'Mời bạn nhận kết quả.', en: 'Please collect it.' },
    },
    'dossier.returned': {
      subject: { vi: 'Đã trả kết quả {code}', en: '{code} has been handed over' },
      text: { vi: 'Cảm ơn bạn.', en: 'Thank you.' },
    },
    'supplement.requested': {
      subject: { vi: 'Bổ sung {code} trước {lapsesAt}', en: 'More is needed for {code} before {lapsesAt}' },
      text: { vi: 'Cần:\n{items}\nLý do: {reason}', en: 'Needed:\n{items}\nReason: {reason}' },
    },
    'officer.deadline.near': {
      subject: { vi: '{code} sắp đến hạn', en: '{code} is due soon' },
      text: { vi: 'Hạn: {dueAt}', en: 'Due: {dueAt}' },
    },
    'officer.consultation.asked': {
      subject: { vi: 'Xin ý kiến {code}', en: 'An opinion on {code}' },
      text: { vi: 'Hạn: {dueAt}', en: 'Due: {dueAt}' },
    },
  },
  procedures: [
    { code: '1.001193', name: { vi: 'Đăng ký khai sinh', en: 'Birth registration' }, validFrom: '2025-07-01' },
  ],
};

/** Puts the sample part in force. */
export async function putInForce({ client, say }: Pick<NotificationForTest, 'client' | 'say'>): Promise<void> {
  await client.stagePack({ hash: 'p1', part: JSON.stringify(part) });
  await say('pack.activated', randomUUID(), { hash: 'p1', activation: 1, activatedAt: new Date() });
}

/** What `dossier.accepted` says of a dossier, of a citizen with an account or without. */
export function accepted(dossierId: string, citizenId: string | undefined): EventPayload<'dossier.accepted'> {
  return {
    dossierId,
    citizenId,
    code: 'H12.16-250701-0001',
    trackingNumber: 'MC7Q2KX4DP',
    procedureCode: '1.001193',
    fieldCode: 'ho-tich',
    intakeAgencyCode: 'ubnd-phuong-bac-lieu',
    competentAgencyCode: 'ubnd-phuong-bac-lieu',
    channel: Channel.CHANNEL_ONLINE,
    acceptedAt: new Date('2025-07-01T02:20:00Z'),
    dueAt: new Date('2025-07-01T10:00:00Z'),
  };
}

/** How the later events name a dossier of a citizen. */
export function referenceTo(dossierId: string, citizenId: string | undefined): DossierReference {
  const { code, trackingNumber, procedureCode, intakeAgencyCode, competentAgencyCode } = accepted(dossierId, citizenId);
  return { dossierId, citizenId, code, trackingNumber, procedureCode, intakeAgencyCode, competentAgencyCode };
}

export async function until<T>(look: () => Promise<T | undefined | false>, forMs = 30_000): Promise<T> {
  const end = Date.now() + forMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error('It did not happen in time');
    await sleep(20);
  }
}

function cloudEvent<T extends EventType>(
  type: T,
  aggregateId: string,
  payload: EventPayload<T>,
  event: Partial<CloudEvent>,
): CloudEvent {
  return {
    specversion: '1.0',
    id: randomUUID(),
    source: '/motcua/dossier',
    type,
    subject: aggregateId,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    data: writePayload(type, payload),
    sequence: 1,
    ...event,
  };
}

async function* noEvents(): AsyncGenerator<never> {
  yield* await Promise.resolve([]);
}

function settingsOf({
  host,
  port,
  database,
  owner,
  runtime,
}: Parameters<DatabaseRecipe['migrate']>[0]): DatabaseSettings {
  return { owner: { host, port, database, ...owner }, runtime: { host, port, database, ...runtime }, poolSize: 4 };
}

function isOfIdentity(type: EventType): boolean {
  return type === 'pack.activated' || /^(factor|recovery-code|password)\./.test(type);
}
