import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { Decision, Timeliness } from '@motcua/contracts/dossier/v1/events';
import { accepted, notificationForTest, putInForce, until, type NotificationForTest } from '../notification.fixture.js';
import { MessageEntity } from './message.entity.js';

describe('a message to a citizen', () => {
  let test: NotificationForTest;

  before(async () => {
    test = await notificationForTest();
  });
  after(() => test.close());

  const messagesTo = (recipientId: string) => test.rows.getRepository(MessageEntity).findBy({ recipientId });

  it('waits until a province is in force, and is written then', async () => {
    const [citizen, dossier] = [randomUUID(), randomUUID()];
    await test.say('dossier.accepted', dossier, accepted(dossier, citizen));
    assert.deepEqual(await messagesTo(citizen), []);
    await putInForce(test);
    const [message] = await until(async () => {
      const found = await messagesTo(citizen);
      return found.length > 0 && found;
    });
    assert.equal(message?.dossierId, dossier);
  });

  it('says in both languages what happened, once however often the event is told', async () => {
    const [citizen, dossier, id] = [randomUUID(), randomUUID(), randomUUID()];
    const time = '2025-07-01T02:20:00.000Z';
    await test.say('dossier.accepted', dossier, accepted(dossier, citizen), { id, time });
    // A redelivery that the inbox has forgotten.
    await test.rows.query('delete from inbox where event_id = $1', [id]);
    await test.say('dossier.accepted', dossier, accepted(dossier, citizen), { id, time });
    const messages = await messagesTo(citizen);
    assert.equal(messages.length, 1);
    assert.deepEqual(await test.rows.query('select * from parked_event'), []);
    const { id: messageId, ...message } = messages[0] ?? {};
    assert.match(messageId ?? '', /^[0-9a-f-]{36}$/);
    assert.deepEqual(message, {
      eventId: id,
      recipientId: citizen,
      dossierId: dossier,
      kind: 'dossier.accepted',
      at: new Date(time),
      subjectVi: 'Hồ sơ H12.16-250701-0001 hẹn trả 01/07/2025 17:00',
      subjectEn: 'H12.16-250701-0001 is due 01/07/2025 17:00',
      textVi: 'Cơ quan có thẩm quyền đã tiếp nhận H12.16-250701-0001.',
      textEn: 'The competent agency has accepted H12.16-250701-0001.',
      readAt: null,
    });
  });

  it('is written for a submission, a decision and a return as well', async () => {
    const [citizen, dossier] = [randomUUID(), randomUUID()];
    const shared = accepted(dossier, citizen);
    const at = new Date('2025-07-01T09:00:00Z');
    await test.say('dossier.submitted', dossier, { ...shared, packHash: 'p1', fileIds: [], submittedAt: at });
    await test.say('dossier.decided', dossier, {
      ...shared,
      decidedAt: at,
      decision: Decision.DECISION_APPROVED,
      timeliness: Timeliness.TIMELINESS_ON_TIME,
    });
    await test.say('dossier.returned', dossier, { ...shared, returnedAt: at });
    assert.deepEqual((await messagesTo(citizen)).map((message) => message.subjectEn).sort(), [
      'H12.16-250701-0001 has been handed over',
      'The result of H12.16-250701-0001 is ready',
      'We have MC7Q2KX4DP',
    ]);
  });

  it('is written to nobody when the submitter has no account', async () => {
    const dossier = randomUUID();
    await test.say('dossier.accepted', dossier, accepted(dossier, undefined));
    assert.equal(await test.rows.getRepository(MessageEntity).countBy({ dossierId: dossier }), 0);
    assert.deepEqual(await test.rows.query('select * from parked_event where aggregate_id = $1', [dossier]), []);
  });

  it('is not queued for mail where no mail server is set', async () => {
    assert.deepEqual(await test.rows.query('select * from delivery'), []);
  });
});

describe('the tables of notification', () => {
  let test: NotificationForTest;

  before(async () => {
    test = await notificationForTest();
  });
  after(() => test.close());

  it('are what the entities say', async () => {
    const { upQueries } = await test.rows.driver.createSchemaBuilder().log();
    const columns = upQueries
      .map(({ query }) => query)
      .filter((query) => /TABLE/.test(query) && !/CONSTRAINT/.test(query));
    assert.deepEqual(columns, []);
  });

  it('lose no message by a statement of the service', async () => {
    const [row] = await test.rows.query<{ message: boolean; delivery: boolean }[]>(
      `select has_table_privilege('motcua_notification', 'message', 'delete') as message,
              has_table_privilege('motcua_notification', 'delivery', 'delete') as delivery`,
    );
    assert.deepEqual(row, { message: false, delivery: false });
  });
});
