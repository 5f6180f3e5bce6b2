import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Client, credentials, status } from '@grpc/grpc-js';
import { NotificationServiceService } from '@motcua/contracts/notification/v1/notification';
import { TemporarilyUnavailable } from '../errors/index.js';
import { TestAuthority } from './certificates.fixture.js';
import { createServiceClient } from './client.js';
import { openReplica } from './replica.fixture.js';
import type { Tls } from './tls.js';

describe('services that show one another certificates', () => {
  const meshKey = randomBytes(32);
  const authority = new TestAuthority();
  let answered = 0;
  const toClose: (() => void | Promise<void>)[] = [];

  beforeEach(() => (answered = 0));

  afterEach(async () => {
    for (const close of toClose.splice(0).reverse()) await close();
  });

  async function open(tls: Tls | undefined): Promise<string> {
    const { server, address } = await openReplica(
      { meshKey, tls },
      { stagePack: { policy: 'service', handle: () => Promise.resolve({}).finally(() => answered++) } },
      'localhost:0',
    );
    toClose.push(() => server.stop());
    return `dns:///localhost:${address.split(':')[1]}`;
  }

  function stage(address: string, tls: Tls | undefined): Promise<unknown> {
    const client = createServiceClient(NotificationServiceService, {
      address,
      meshKey,
      service: 'identity',
      timeoutMs: 1_500,
      tls,
    });
    toClose.push(() => client.close());
    return client.stagePack({ hash: '', part: '' });
  }

  it('talk when the same authority vouches for both', async () => {
    const address = await open(authority.issue('localhost'));
    assert.deepEqual(await stage(address, authority.issue('motcua-identity')), {});
  });

  it('refuse a client of another authority, one that shows nothing, and one that does not encrypt', async () => {
    const address = await open(authority.issue('localhost'));
    const stranger = new TestAuthority().issue('motcua-identity');
    await assert.rejects(stage(address, { ...stranger, ca: authority.issue('x').ca }), TemporarilyUnavailable);
    await assert.rejects(stage(address, undefined), TemporarilyUnavailable);
    const { ca } = authority.issue('x');
    await assert.rejects(connect(address, ca), { code: status.UNAVAILABLE });
    assert.equal(answered, 0);
    assert.deepEqual(await stage(address, authority.issue('motcua-identity')), {});
  });

  /** With the right authority, and no certificate. */
  function connect(address: string, ca: Buffer): Promise<void> {
    const client = new Client(address, credentials.createSsl(ca));
    toClose.push(() => client.close());
    const { path, requestSerialize, responseDeserialize } = NotificationServiceService.stagePack;
    const deadline = Date.now() + 5_000;
    const request = { hash: '', part: '' };
    return new Promise((resolve, reject) => {
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, { deadline }, (error) =>
        error && error.code !== status.UNAUTHENTICATED ? reject(error) : resolve(),
      );
    });
  }

  it('refuse a server of another authority, one of another name, and one that does not encrypt', async () => {
    const own = authority.issue('motcua-identity');
    await assert.rejects(stage(await open(new TestAuthority().issue('localhost')), own), TemporarilyUnavailable);
    await assert.rejects(stage(await open(authority.issue('motcua-dossier')), own), TemporarilyUnavailable);
    await assert.rejects(stage(await open(undefined), own), TemporarilyUnavailable);
    assert.equal(answered, 0);
  });
});
