import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it, type TestContext } from 'node:test';
import { MoreThan } from 'typeorm';
import { accepted, notificationForTest, putInForce, until, type NotificationForTest } from '../notification.fixture.js';
import { DeliveryEntity } from './delivery.entity.js';
import { mailServerForTest, type Reply } from './mail-server.fixture.js';

const an = { displayName: 'Nguyễn Thị An', email: 'an@example.vn', language: 'vi' };

/** The service, sending to a mail server that answers as told. */
async function sending(context: TestContext, replies: Reply[], config = {}) {
  const mailServer = await mailServerForTest(replies);
  const test = await notificationForTest({
    smtpUrl: mailServer.url,
    mailFrom: 'motcua@bac-lieu.example.vn',
    mailRetryAfterSeconds: 0.01,
    ...config,
  });
  context.after(async () => {
    await test.close();
    await mailServer.close();
  });
  await putInForce(test);
  return { test, mailServer };
}

async function tell(test: NotificationForTest, citizen: string): Promise<void> {
  const dossier = randomUUID();
  await test.say('dossier.accepted', dossier, accepted(dossier, citizen));
}

const onlyDelivery = (test: NotificationForTest) => test.rows.getRepository(DeliveryEntity).findOneByOrFail({});

const concluded = (test: NotificationForTest) =>
  until(async () => {
    const delivery = await onlyDelivery(test);
    return delivery.state !== 'waiting' && delivery;
  });

const history = (test: NotificationForTest) =>
  test.rows.query<{ type: string; data: string }[]>('select type, data from event_log order by aggregate_id, sequence');

describe('a mail about a dossier', { concurrency: 5 }, () => {
  it('reaches the citizen in their language, and the delivery is in the history', async (context) => {
    const { test, mailServer } = await sending(context, []);
    await tell(test, test.identity.add({ ...an, language: 'en' }));
    const { messageId, state, attempts } = await concluded(test);
    assert.deepEqual({ state, attempts }, { state: 'delivered', attempts: 1 });
    const [mail] = mailServer.taken;
    assert.equal(mail?.to, 'an@example.vn');
    assert.match(mail.content, /^From: motcua@bac-lieu\.example\.vn\r$/m);
    assert.match(mail.content, /^Subject: H12\.16-250701-0001 is due 01\/07\/2025 17:00\r$/m);
    assert.match(mail.content, new RegExp(`^Message-ID: <${messageId}@bac-lieu\\.example\\.vn>\r$`, 'm'));
    assert.match(mail.content, /The competent agency has accepted H12\.16-250701-0001\./);
    assert.deepEqual(await history(test), [
      { type: 'message.delivered', data: JSON.stringify({ messageId, channel: 'email', attempt: 1 }) },
    ]);
  });

  it('is tried again under the same Message-ID when the server is busy', async (context) => {
    const { test, mailServer } = await sending(context, [451, 421]);
    await tell(test, test.identity.add(an));
    const { messageId, state, attempts } = await concluded(test);
    assert.deepEqual({ state, attempts }, { state: 'delivered', attempts: 3 });
    assert.equal(mailServer.taken.length, 1);
    assert.match(mailServer.taken[0]?.content ?? '', new RegExp(messageId));
  });

  it('is given up at once when the server refuses it for good', async (context) => {
    const { test, mailServer } = await sending(context, [550]);
    await tell(test, test.identity.add(an));
    const { messageId, state, attempts } = await concluded(test);
    assert.deepEqual({ state, attempts }, { state: 'failed', attempts: 1 });
    assert.equal(mailServer.attempts(), 1);
    assert.deepEqual(await history(test), [
      { type: 'message.failed', data: JSON.stringify({ messageId, channel: 'email', attempts: 1 }) },
    ]);
  });

  it('is given up after the last attempt when the server never answers', async (context) => {
    const { test, mailServer } = await sending(context, ['hang', 'hang', 'hang'], {
      mailAttempts: 3,
      mailTimeoutMs: 300,
    });
    await tell(test, test.identity.add(an));
    const { state, attempts } = await concluded(test);
    assert.deepEqual({ state, attempts }, { state: 'failed', attempts: 3 });
    assert.equal(mailServer.attempts(), 3);
    assert.deepEqual(
      (await history(test)).map(({ type }) => type),
      ['message.failed'],
    );
  });

  it('waits four times as long before each further attempt', async (context) => {
    const { test } = await sending(context, [451, 451], { mailRetryAfterSeconds: 100 });
    await tell(test, test.identity.add(an));
    const waits: number[] = [];
    for (const attempts of [1, 2]) {
      const { nextAttemptAt } = await until(async () => {
        const delivery = await onlyDelivery(test);
        return delivery.attempts === attempts && delivery;
      });
      waits.push(Math.round((nextAttemptAt.getTime() - test.clock.now().getTime()) / 10_000) * 10);
      test.clock.moveOn(500_000);
    }
    assert.deepEqual(waits, [100, 400]);
  });

  it('is not sent to a citizen without an address', async (context) => {
    const { test, mailServer } = await sending(context, []);
    await tell(test, test.identity.add({ displayName: 'Trần Văn Bình', language: 'vi' }));
    const { state, attempts } = await concluded(test);
    assert.deepEqual({ state, attempts }, { state: 'noAddress', attempts: 0 });
    assert.deepEqual([mailServer.attempts(), await history(test)], [0, []]);
  });

  it('loses no attempt while identity does not tell the address', async (context) => {
    const { test } = await sending(context, []);
    test.identity.down = true;
    await tell(test, test.identity.add(an));
    const leased = await until(async () => {
      const delivery = await onlyDelivery(test);
      return delivery.nextAttemptAt > test.clock.now() && delivery;
    });
    assert.deepEqual([leased.state, leased.attempts], ['waiting', 0]);
    test.identity.down = false;
    test.clock.moveOn(60_000);
    const { state, attempts } = await concluded(test);
    assert.deepEqual({ state, attempts }, { state: 'delivered', attempts: 1 });
  });

  it('is due again when the service stopped in the middle of it', async (context) => {
    const { test, mailServer } = await sending(context, ['hang'], { mailTimeoutMs: 60_000 });
    await tell(test, test.identity.add(an));
    await until(() => Promise.resolve(mailServer.attempts() === 1));
    const stopping = Date.now();
    await test.service.stop();
    assert.ok(Date.now() - stopping < 3_000, 'the service does not wait for the mail server');
    assert.deepEqual([(await onlyDelivery(test)).state, (await onlyDelivery(test)).attempts], ['waiting', 0]);

    test.clock.moveOn(120_000);
    const next = test.another({ smtpUrl: mailServer.url });
    await next.start();
    assert.equal((await concluded(test)).state, 'delivered');
    await next.stop();
    assert.equal(mailServer.taken.length, 1);
  });

  it('does not wait for one that another process is at', async (context) => {
    const { test, mailServer } = await sending(context, []);
    // An answer, if a bad one, so that the question is not put again for a while.
    test.identity.broken = true;
    await tell(test, test.identity.add(an));
    await tell(test, test.identity.add(an));
    const deliveries = test.rows.getRepository(DeliveryEntity);
    await until(async () => (await deliveries.countBy({ nextAttemptAt: MoreThan(test.clock.now()) })) === 2);
    const another = test.rows.createQueryRunner();
    await another.startTransaction();
    const [held] = await another.manager.query<{ message_id: string }[]>(
      'select message_id from delivery limit 1 for update',
    );
    test.identity.broken = false;
    test.clock.moveOn(60_000);
    await until(() => Promise.resolve(mailServer.taken.length === 1));
    assert.doesNotMatch(mailServer.taken[0]?.content ?? '', new RegExp(held?.message_id ?? ''));
    await another.commitTransaction();
    await another.release();
    await until(async () => (await deliveries.countBy({ state: 'delivered' })) === 2);
  });

  it('is sent once when several processes deliver', async (context) => {
    const { test, mailServer } = await sending(context, []);
    const others = [1, 2].map(() => test.another({ smtpUrl: mailServer.url }));
    await Promise.all(others.map((other) => other.start()));
    const citizen = test.identity.add(an);
    await Promise.all(Array.from({ length: 40 }, () => tell(test, citizen)));
    await until(async () => (await test.rows.getRepository(DeliveryEntity).countBy({ state: 'delivered' })) === 40);
    await Promise.all(others.map((other) => other.stop()));
    const ids = mailServer.taken.map(({ content }) => /^Message-ID: (.*)\r$/m.exec(content)?.[1]);
    assert.deepEqual([ids.length, new Set(ids).size], [40, 40]);
    assert.equal((await history(test)).length, 40);
  });
});
