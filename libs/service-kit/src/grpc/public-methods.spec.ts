import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Client, credentials, status } from '@grpc/grpc-js';
import type { StagePackResponse } from '@motcua/contracts/event/v1/pack';
import { NotificationServiceService } from '@motcua/contracts/notification/v1/notification';
import { until } from '../fixture/until.js';
import { createServiceClient } from './client.js';
import { openReplica, type Replica } from './replica.fixture.js';

const health = '/grpc.health.v1.Health';
const reflection = '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo';
const [serving, notServing] = ['0801', '0802'];

/** A message with one text, as protobuf writes it. */
function text(field: number, value: string): Buffer {
  return Buffer.from([(field << 3) | 2, value.length, ...Buffer.from(value)]);
}

const asIs = (bytes: Buffer) => bytes;

describe('unsigned, a server tells', () => {
  const meshKey = randomBytes(32);
  let finish: () => void;
  let replica: Replica;
  let stranger: Client;

  beforeEach(async () => {
    finish = () => undefined;
    const handle = () => new Promise<StagePackResponse>((resolve) => (finish = () => resolve({})));
    replica = await openReplica({ meshKey }, { stagePack: { policy: 'service', handle } });
    stranger = new Client(replica.address, credentials.createInsecure());
  });

  afterEach(async () => {
    stranger.close();
    await replica.server.stop();
  });

  function ask(path: string, request: Buffer): Promise<string> {
    return new Promise((resolve, reject) => {
      stranger.makeUnaryRequest(path, asIs, asIs, request, (error, answer) =>
        error ? reject(error) : resolve(answer?.toString('hex') ?? ''),
      );
    });
  }

  async function reflect(request: Buffer): Promise<string> {
    const call = stranger.makeBidiStreamRequest<Buffer, Buffer>(reflection, asIs, asIs);
    call.end(request);
    const answers: Buffer[] = [];
    for await (const answer of call) answers.push(answer);
    return Buffer.concat(answers).toString('latin1');
  }

  it('whether it takes calls, as a whole and by service', async () => {
    assert.equal(await ask(`${health}/Check`, text(1, '')), serving);
    assert.equal(await ask(`${health}/Check`, text(1, 'motcua.notification.v1.NotificationService')), serving);
    await assert.rejects(ask(`${health}/Check`, text(1, 'motcua.dossier.v1.DossierService')), {
      code: status.NOT_FOUND,
    });
  });

  it('that it does not, once it drains, while it still answers', async () => {
    replica.server.drain();
    assert.equal(await ask(`${health}/Check`, text(1, '')), notServing);
    assert.equal(await ask(`${health}/Check`, text(1, 'motcua.notification.v1.NotificationService')), notServing);
  });

  it('whoever watches that it stops, before running calls have ended', async () => {
    const heard: string[] = [];
    const watch = stranger.makeServerStreamRequest(`${health}/Watch`, asIs, asIs, text(1, ''));
    watch.on('data', (answer: Buffer) => heard.push(answer.toString('hex')));
    watch.on('error', () => undefined);
    const client = createServiceClient(NotificationServiceService, {
      address: replica.address,
      meshKey,
      service: 'identity',
    });
    await until(() => heard.length === 1);
    let hasEnded = false;
    const begun = client.stagePack({ hash: '', part: '' }).then(() => (hasEnded = true));
    const before = finish;
    await until(() => finish !== before);
    const stopped = replica.server.stop();
    await until(() => heard.length === 2);
    assert.deepEqual([heard, hasEnded], [[serving, notServing], false]);
    finish();
    await begun;
    watch.cancel();
    await stopped;
    client.close();
  });

  it('which contracts it fulfils, and the files that describe them', async () => {
    const services = await reflect(text(7, '*'));
    assert.match(services, /motcua\.notification\.v1\.NotificationService/);
    assert.match(services, /motcua\.reporting\.v1\.ReportingService/);
    assert.doesNotMatch(services, /DossierService/);
    const files = await reflect(text(4, 'motcua.notification.v1.NotificationService'));
    assert.match(files, /motcua\/notification\/v1\/notification\.proto/);
    assert.match(files, /StagePackRequest/);
  });

  it('nothing else', async () => {
    assert.deepEqual(replica.server.publicMethods, [
      `${health}/Check`,
      `${health}/Watch`,
      `${health}/List`,
      reflection,
      reflection.replace('v1', 'v1alpha'),
    ]);
    const paths = [...replica.server.policies.keys()];
    assert.equal(paths.length, 4);
    for (const path of paths) {
      const asked = path.endsWith('ReadEvents') ? readEvents(path) : ask(path, Buffer.alloc(0));
      await assert.rejects(asked, { code: status.UNAUTHENTICATED });
    }
  });

  async function readEvents(path: string): Promise<void> {
    const call = stranger.makeServerStreamRequest(path, asIs, asIs, Buffer.alloc(0));
    for await (const item of call) assert.fail(String(item));
  }
});
