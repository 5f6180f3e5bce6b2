import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { Client, credentials, Metadata, status, type ServiceError } from '@grpc/grpc-js';
import type { StagePackResponse } from '@motcua/contracts/event/v1/pack';
import type { StoredEvent } from '@motcua/contracts/event/v1/event';
import { NotificationServiceService } from '@motcua/contracts/notification/v1/notification';
import { systemCaller, type Caller } from '../caller/index.js';
import { NotFound, problem, TemporarilyUnavailable } from '../errors/index.js';
import { until } from '../fixture/until.js';
import { createLogger } from '../logs/index.js';
import { signPeer } from './caller-metadata.js';
import { CallRefused } from './call-refused.js';
import { createServiceClient, type ServiceClient } from './client.js';
import { GrpcServer, type Implementation } from './server.js';

type Door = typeof NotificationServiceService;

const { path: stagePath } = NotificationServiceService.stagePack;

class AlreadyStaged extends problem('already-staged', 409, {
  vi: { title: 'Đã có', detail: 'Đã có.' },
  en: { title: 'Already there', detail: 'Already there.' },
}) {}

const officer: Caller = {
  ...systemCaller('officer'),
  subjectId: '0197c0de-0000-7000-8000-000000000001',
  kind: 'officer',
  positions: [{ agencyCode: 'H01.1', positionCode: 'clerk', roles: ['intake'] }],
  // A whole province: metadata must hold it.
  agencyCodes: Array.from({ length: 1000 }, (_, index) => `H01.${index}`),
  language: 'en',
  expiresAt: new Date('2030-01-01T00:00:00.000Z'),
  traceParent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
};

const stagedEvent: StoredEvent = {
  position: 1,
  id: '',
  type: 'task.claimed',
  aggregateId: '',
  sequence: 1,
  occurredAt: undefined,
  data: 'x'.repeat(64 * 1024),
  traceParent: '',
};

const never = new Promise<StagePackResponse>(() => undefined);

describe('calls between services', () => {
  const meshKey = randomBytes(32);
  let directory: string;
  let address: string;
  let logFile: string;
  let servers: GrpcServer[];
  let client: ServiceClient<Door> & { close(): void };
  let doors = 0;

  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'motcua-grpc-'));
  });

  after(() => rmSync(directory, { recursive: true }));

  beforeEach(() => {
    doors += 1;
    address = `unix:${join(directory, `${doors}.sock`)}`;
    logFile = join(directory, `${doors}.log`);
    servers = [];
    client = createServiceClient(NotificationServiceService, {
      address,
      meshKey,
      service: 'identity',
      timeoutMs: 1_000,
    });
  });

  afterEach(async () => {
    client.close();
    await Promise.all(servers.map((server) => server.stop()));
  });

  async function open(implementation: Partial<Implementation<Door>>): Promise<GrpcServer> {
    const server = new GrpcServer({ meshKey, log: createLogger({ service: 'x', destination: { file: logFile } }) });
    server.add(NotificationServiceService, {
      stagePack: { policy: 'service', handle: () => Promise.resolve({}) },
      readEvents: { policy: 'service', stream: async function* () {} },
      ...implementation,
    });
    await server.listen(address);
    servers.push(server);
    return server;
  }

  const stage = (caller?: Caller) => client.stagePack({ hash: 'h', part: '{}' }, caller);

  /** The status that a call with this metadata ends with. */
  function statusWith(metadata: Metadata): Promise<status> {
    const raw = new Client(address, credentials.createInsecure());
    const { path, requestSerialize, responseDeserialize } = NotificationServiceService.stagePack;
    return new Promise((resolve) => {
      raw.makeUnaryRequest(path, requestSerialize, responseDeserialize, { hash: '', part: '' }, metadata, (error) => {
        raw.close();
        resolve(error ? error.code : status.OK);
      });
    });
  }

  it('bring the request and say which service asks', async () => {
    const heard: unknown[] = [];
    await open({
      stagePack: {
        policy: 'service',
        handle: (request, peer) => {
          heard.push(request, peer.service, peer.caller);
          return Promise.resolve({});
        },
      },
    });
    assert.deepEqual(await stage(), {});
    assert.deepEqual(heard, [{ hash: 'h', part: '{}' }, 'identity', undefined]);
  });

  it('keep the key of a command for themselves', async () => {
    const heard: Caller[] = [];
    await open({
      stagePack: {
        policy: 'caller',
        handle: (_, caller) => {
          heard.push(caller);
          return Promise.resolve({});
        },
      },
    });
    await stage({ ...officer, idempotency: { key: 'k', requestHash: 'h' } });
    assert.deepEqual(heard, [{ ...officer, traceParent: heard[0]?.traceParent }]);
  });

  it('bring the caller on whose behalf a service asks, with all their agencies and their trace', async () => {
    const heard: Caller[] = [];
    await open({
      stagePack: {
        policy: 'caller',
        handle: (_, caller) => {
          heard.push(caller);
          return Promise.resolve({});
        },
      },
    });
    await stage(officer);
    const [, trace, span] = officer.traceParent?.split('-') ?? [];
    const [, heardTrace, heardSpan] = heard[0]?.traceParent?.split('-') ?? [];
    assert.deepEqual(heard, [{ ...officer, traceParent: heard[0]?.traceParent }]);
    assert.equal(heardTrace, trace);
    assert.notEqual(heardSpan, span, 'what the call causes belongs to the call’s own span');
  });

  it('are refused on a method for callers when there is none', async () => {
    const server = await open({ stagePack: { policy: 'caller', handle: () => Promise.resolve({}) } });
    await assert.rejects(stage(), { code: status.UNAUTHENTICATED, problemType: 'urn:motcua:problem:sign-in-required' });
    assert.deepEqual(Object.fromEntries(server.policies), {
      '/motcua.notification.v1.NotificationService/StagePack': 'caller',
      '/motcua.notification.v1.NotificationService/ReadEvents': 'service',
    });
  });

  it('are refused unsigned, signed with another key, signed more than five minutes ago or ahead, altered, or meant for another method', async () => {
    await open({});
    const peer = { service: 'identity', caller: undefined };
    const altered = signPeer(meshKey, stagePath, peer, Date.now());
    const [value] = altered.get('motcua-peer');
    const forged = Buffer.from(JSON.stringify({ service: 'dossier', at: Date.now() })).toString('base64url');
    altered.set('motcua-peer', `${forged}.${String(value).split('.')[1]}`);
    const refused = [
      new Metadata(),
      signPeer(randomBytes(32), stagePath, peer, Date.now()),
      signPeer(meshKey, stagePath, peer, Date.now() - 301_000),
      signPeer(meshKey, stagePath, peer, Date.now() + 301_000),
      altered,
      signPeer(meshKey, NotificationServiceService.readEvents.path, peer, Date.now()),
    ];
    for (const metadata of refused) assert.equal(await statusWith(metadata), status.UNAUTHENTICATED);
    assert.equal(await statusWith(signPeer(meshKey, stagePath, peer, Date.now() - 30_000)), status.OK);
    const stranger = createServiceClient(NotificationServiceService, {
      address,
      meshKey: randomBytes(32),
      service: 'x',
    });
    await assert.rejects(read(stranger), { code: status.UNAUTHENTICATED });
    stranger.close();
  });

  async function read(from: ServiceClient<Door>): Promise<number> {
    let last = 0;
    for await (const { position } of from.readEvents({ afterPosition: 0 })) last = position;
    return last;
  }

  it('end with the problem that the other service found, by its type', async () => {
    await open({
      stagePack: { policy: 'service', handle: () => Promise.reject(new AlreadyStaged()) },
      readEvents: {
        policy: 'service',
        stream: async function* () {
          yield stagedEvent;
          throw new NotFound();
        },
      },
    });
    await assert.rejects(stage(), (error) => {
      assert.ok(error instanceof CallRefused);
      assert.deepEqual(
        [error.code, error.problemType],
        [status.FAILED_PRECONDITION, 'urn:motcua:problem:already-staged'],
      );
      return true;
    });
    await assert.rejects(read(client), { code: status.NOT_FOUND, problemType: 'urn:motcua:problem:not-found' });
  });

  it('tell nothing of a bug, which is logged once, whether it was thrown at once or later', async () => {
    await open({
      stagePack: {
        policy: 'service',
        handle: () => {
          throw new Error('secret thought');
        },
      },
    });
    await assert.rejects(stage(), (error) => {
      assert.ok(error instanceof CallRefused);
      assert.equal(error.code, status.INTERNAL);
      assert.doesNotMatch(error.message, /secret/);
      return true;
    });
    const [failed, answered, ...others] = readFileSync(logFile, 'utf8').trim().split('\n');
    assert.match(failed ?? '', /"event":"grpc.failed","path":".*StagePack".*secret thought/);
    assert.match(answered ?? '', /"event":"grpc.answered","method":"notification.StagePack",.*"code":"INTERNAL"/);
    assert.deepEqual(others, []);
  });

  it('are temporarily unavailable when the other service has lost its database, is late, or is not there', async () => {
    const lost = Object.assign(new Error('terminating connection'), { code: '57P01' });
    await assert.rejects(stage(), TemporarilyUnavailable);
    await assert.rejects(read(client), TemporarilyUnavailable);
    await open({
      stagePack: { policy: 'service', handle: ({ hash }) => (hash === 'late' ? never : Promise.reject(lost)) },
    });
    await until(async () => {
      const error: unknown = await stage().catch((failure: unknown) => failure);
      assert.ok(error instanceof TemporarilyUnavailable);
      const { code } = error.cause as ServiceError;
      return code === status.UNAVAILABLE && /unavailable$/.test((error.cause as ServiceError).details);
    });
    const impatient = createServiceClient(NotificationServiceService, {
      address,
      meshKey,
      service: 'x',
      timeoutMs: 50,
    });
    await assert.rejects(impatient.stagePack({ hash: 'late', part: '' }), TemporarilyUnavailable);
    impatient.close();
    await servers[0]?.stop();
  });

  it('find a service again soon after it is back', async () => {
    const first = await open({});
    await stage();
    await first.stop();
    await assert.rejects(stage(), TemporarilyUnavailable);
    await pause(700); // long enough for several attempts in vain
    await open({});
    const backAt = performance.now();
    await until(() =>
      stage().then(
        () => true,
        () => false,
      ),
    );
    assert.ok(performance.now() - backAt < 5_000);
  });

  it('stream no more than the reader takes, and stop reading when it goes away', async () => {
    let given = 0;
    let ended = false;
    await open({
      readEvents: {
        policy: 'service',
        stream: async function* () {
          try {
            for (; given < 10_000; given++) yield stagedEvent;
          } finally {
            ended = true;
          }
        },
      },
    });
    for await (const event of client.readEvents({ afterPosition: 0 })) {
      assert.equal(event.data.length, stagedEvent.data.length);
      await pause(200);
      break;
    }
    assert.ok(given < 200, `${given} given for one that was read`);
    await until(() => ended);
  });

  it('stream everything to a reader who stays', async () => {
    await open({
      readEvents: {
        policy: 'service',
        stream: async function* () {
          for (let position = 1; position <= 300; position++) yield { ...stagedEvent, position };
        },
      },
    });
    const positions: number[] = [];
    for await (const { position } of client.readEvents({ afterPosition: 0 })) positions.push(position);
    assert.deepEqual(
      positions,
      Array.from({ length: 300 }, (_, index) => index + 1),
    );
  });

  it('that run when the server stops are answered, and later ones refused', async () => {
    let finish: (answer: StagePackResponse) => void = () => undefined;
    let running = false;
    const server = await open({
      stagePack: {
        policy: 'service',
        handle: () => {
          running = true;
          return new Promise((resolve) => (finish = resolve));
        },
      },
    });
    const call = stage();
    await until(() => running);
    const stopped = server.stop();
    await pause(20);
    finish({});
    assert.deepEqual(await call, {});
    await stopped;
    await assert.rejects(stage(), TemporarilyUnavailable);
  });

  it('that never end are cut when the patience of a stopping server is at its end', async () => {
    let running = false;
    const server = await open({
      stagePack: {
        policy: 'service',
        handle: () => {
          running = true;
          return never;
        },
      },
    });
    const patient = createServiceClient(NotificationServiceService, {
      address,
      meshKey,
      service: 'x',
      timeoutMs: 60_000,
    });
    const call = patient.stagePack({ hash: '', part: '' });
    await until(() => running);
    await Promise.all([assert.rejects(call, TemporarilyUnavailable), server.stop(100)]);
    patient.close();
  });
});
