import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import { bootstrap, policyKey, tokenHash } from '@motcua/service-kit/http';
import { accepted, log, notificationForTest, putInForce, type NotificationForTest } from '../notification.fixture.js';
import { NotificationModule } from '../notification.module.js';
import { MessageController } from './message.controller.js';
import { MessageList } from './messages.query.js';

const Faults = z.object({ errors: z.array(z.object({ pointer: z.string() })) });

describe('messages in the portal', () => {
  const [an, binh]: [string, string] = [randomUUID(), randomUUID()];
  const tokens = new Map([an, binh].map((citizen, index) => [citizen, `${index}`.repeat(43)] as const));
  let test: NotificationForTest;
  let app: NestExpressApplication;
  let address: string;

  before(async () => {
    test = await notificationForTest();
    await putInForce(test);
    const callers = new Map([...tokens].map(([citizen, token]) => [tokenHash(token), callerOf(citizen)]));
    app = await bootstrap(NotificationModule.register(test.service), {
      log,
      resolveSession: (hash) => Promise.resolve(callers.get(hash)),
      rawBodyPaths: [],
    });
    await app.listen(0, '127.0.0.1');
    address = `${await app.getUrl()}/api/notification/v1/messages`;
    for (const citizen of [an, an, an, binh]) {
      const dossier = randomUUID();
      await test.say('dossier.accepted', dossier, accepted(dossier, citizen));
    }
  });
  after(async () => {
    await app.close();
    await test.close();
  });

  const ask = (citizen: string | undefined, path = '', options: RequestInit & { language?: string } = {}) =>
    fetch(`${address}${path}`, {
      ...options,
      headers: {
        ...(citizen !== undefined && { cookie: `motcua=${tokens.get(citizen)}` }),
        'accept-language': options.language ?? 'vi',
      },
    });
  const list = async (citizen: string, path = '', language = 'vi') =>
    MessageList.parse(await (await ask(citizen, path, { language })).json());
  const unread = async (citizen: string) => (await ask(citizen, '/unread-count')).json();

  it('are the caller’s own, the newest first, page by page', async () => {
    const all = await list(an);
    assert.equal(all.items.length, 3);
    assert.equal(all.next, undefined);
    const first = await list(an, '?limit=2');
    const second = await list(an, `?limit=2&after=${first.next}`);
    assert.deepEqual([...first.items, ...second.items], all.items);
    assert.equal(second.next, undefined);
    const newest = await test.rows.query<{ id: string }[]>(
      'select id from message where recipient_id = $1 order by id desc limit 1',
      [an],
    );
    assert.equal(all.items[0]?.id, newest[0]?.id);
    assert.equal((await list(binh)).items.length, 1);
  });

  it('speak the caller’s language', async () => {
    const [vi] = (await list(binh)).items;
    const [en] = (await list(binh, '', 'en')).items;
    assert.equal(vi?.text, 'Cơ quan có thẩm quyền đã tiếp nhận H12.16-250701-0001.');
    assert.equal(en?.subject, 'H12.16-250701-0001 is due 01/07/2025 17:00');
    assert.equal(en.text, 'The competent agency has accepted H12.16-250701-0001.');
    assert.equal(en.kind, 'dossier.accepted');
  });

  it('count as unread until they are read, and keep the moment of the first reading', async () => {
    const [message] = (await list(an)).items;
    assert.ok(message && message.readAt === undefined);
    assert.deepEqual(await unread(an), { count: 3 });
    assert.equal((await ask(an, `/${message.id}/read`, { method: 'POST' })).status, 204);
    const readAt = (await list(an)).items[0]?.readAt;
    assert.ok(readAt);
    test.clock.moveOn(60_000);
    assert.equal((await ask(an, `/${message.id}/read`, { method: 'POST' })).status, 204);
    assert.equal((await list(an)).items[0]?.readAt, readAt);
    assert.deepEqual(await unread(an), { count: 2 });
    assert.equal((await list(an, '?unread=true')).items.length, 2);
    assert.equal((await list(an, '?unread=false')).items.length, 3);
  });

  it('cannot be read for another', async () => {
    const [message] = (await list(binh)).items;
    const refused = await ask(an, `/${message?.id}/read`, { method: 'POST' });
    assert.equal(refused.status, 404);
    assert.deepEqual(await unread(binh), { count: 1 });
  });

  it('are for people who signed in', async () => {
    assert.equal((await ask(undefined)).status, 401);
    assert.equal((await ask(undefined, '/unread-count')).status, 401);
    assert.equal((await ask(undefined, `/${randomUUID()}/read`, { method: 'POST' })).status, 401);
  });

  it('name the field of a malformed question', async () => {
    for (const [path, pointer, method] of [
      ['/not-an-id/read', '/id', 'POST'],
      ['?limit=0', '?limit', 'GET'],
      ['?limit=many', '?limit', 'GET'],
      ['?after=x', '?after', 'GET'],
      ['?unread=maybe', '?unread', 'GET'],
      ['?colour=red', '?colour', 'GET'],
    ] as const) {
      const response = await ask(an, path, { method });
      assert.equal(response.status, 422, path);
      const { errors } = Faults.parse(await response.json());
      assert.deepEqual(
        errors.map((error) => error.pointer),
        [pointer],
      );
    }
  });

  it('have a declared policy on every route', () => {
    const routes = Object.getOwnPropertyNames(MessageController.prototype).filter((name) => name !== 'constructor');
    assert.deepEqual(routes.sort(), ['countUnread', 'list', 'markRead']);
    for (const route of routes) {
      const handler: unknown = Reflect.get(MessageController.prototype, route);
      assert.ok(typeof handler === 'function');
      assert.equal(Reflect.getMetadata(policyKey, handler), 'authenticated', route);
    }
  });

  it('are behind gRPC methods that each have a policy', () => {
    assert.deepEqual(
      [...test.grpc.policies].filter(([path]) => path.includes('notification')),
      [
        ['/motcua.notification.v1.NotificationService/StagePack', 'service'],
        ['/motcua.notification.v1.NotificationService/ReadEvents', 'service'],
      ],
    );
  });
});

function callerOf(subjectId: string): Caller {
  return {
    subjectId,
    kind: 'citizen',
    positions: [],
    agencyCodes: [],
    language: 'vi',
    expiresAt: new Date(Date.now() + 3_600_000),
  };
}
