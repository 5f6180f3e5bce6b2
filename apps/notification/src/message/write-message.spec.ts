import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { Decision, Stage, Timeliness } from '@motcua/contracts/dossier/v1/events';
import {
  accepted,
  notificationForTest,
  part,
  putInForce,
  referenceTo,
  until,
  type NotificationForTest,
} from '../notification.fixture.js';
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
      textSealed: null,
      packHash: 'p1',
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

describe('a message with somebody’s words', () => {
  const lapsesAt = new Date('2025-08-01T10:00:00Z');
  let test: NotificationForTest;

  before(async () => {
    test = await notificationForTest();
    await putInForce(test);
    test.dossiers.turn = {
      reason: { vi: 'Cha là Nguyễn Phước', en: 'Cha là Nguyễn Phước' },
      items: [{ vi: 'Tờ khai', en: 'Declaration' }],
      byPost: false,
      tasks: [],
    };
  });
  after(() => test.close());

  const ask = (dossierId: string, citizenId: string, id: string) =>
    test.say(
      'supplement.requested',
      dossierId,
      {
        dossier: referenceTo(dossierId, citizenId),
        supplementId: randomUUID(),
        stage: Stage.STAGE_PROCESS,
        requestedAt: new Date(),
        lapsesAt,
        items: 1,
        overLimit: false,
        fields: [],
      },
      { id },
    );

  it('is kept sealed, and read by whom it is to', async () => {
    const [citizen, dossier] = [randomUUID(), randomUUID()];
    await ask(dossier, citizen, randomUUID());
    const [row] = await test.rows.getRepository(MessageEntity).findBy({ recipientId: citizen });
    assert.equal(row?.textVi, null);
    assert.match(row?.textSealed ?? '', /^s1\./);
    const caller = { subjectId: citizen, kind: 'citizen', positions: [], agencyCodes: [], language: 'vi' } as const;
    const { items } = await test.service.messages.list(
      { ...caller, expiresAt: new Date() },
      { unread: 'false', limit: 20 },
    );
    assert.equal(items[0]?.text, 'Cần:\n• Tờ khai\nLý do: Cha là Nguyễn Phước');
    assert.equal(items[0]?.subject, 'Bổ sung H12.16-250701-0001 trước 01/08/2025 17:00');
  });

  it('waits while the dossier service is away, and loses nothing', async () => {
    const [citizen, dossier, id] = [randomUUID(), randomUUID(), randomUUID()];
    test.dossiers.down = true;
    await assert.rejects(ask(dossier, citizen, id));
    assert.equal(await test.rows.getRepository(MessageEntity).countBy({ recipientId: citizen }), 0);
    assert.deepEqual(await test.rows.query('select * from parked_event'), []);
    test.dossiers.down = false;
    await ask(dossier, citizen, id);
    assert.equal(await test.rows.getRepository(MessageEntity).countBy({ recipientId: citizen }), 1);
  });
});

describe('a message to officers', () => {
  const [an, binh, chi]: [string, string, string] = [randomUUID(), randomUUID(), randomUUID()];
  let test: NotificationForTest;

  before(async () => {
    test = await notificationForTest();
    await putInForce(test);
    test.identity.holders.set('xa-a/specialist', [an, binh]).set('xa-a/chairman', [binh]);
  });
  after(() => test.close());

  it('goes to whoever holds the position, once however often they hold one and the event is told', async () => {
    const [dossierId, id] = [randomUUID(), randomUUID()];
    const warned = {
      dossier: referenceTo(dossierId, randomUUID()),
      recipients: ['xa-a/specialist', 'xa-a/chairman'],
      dueAt: new Date('2025-07-01T10:00:00Z'),
      warnedAt: new Date(),
    };
    await test.say('deadline.warned', dossierId, warned, { id });
    await test.rows.query('delete from inbox where event_id = $1', [id]);
    await test.say('deadline.warned', dossierId, warned, { id });
    const messages = await test.rows.getRepository(MessageEntity).findBy({ dossierId });
    assert.deepEqual(messages.map(({ recipientId }) => recipientId).sort(), [an, binh].sort());
    assert.equal(messages[0]?.textEn, 'Due: 01/07/2025 17:00');
  });

  it('goes to those who have the step in charge, or may take it', async () => {
    const [dossierId, taskId] = [randomUUID(), randomUUID()];
    const task = { taskId, agencyCode: 'xa-a', isConsultation: true, candidates: ['xa-a/specialist'] };
    const asked = { dossier: referenceTo(dossierId, undefined), taskId, agencyCode: 'xa-a', askedAt: new Date() };
    const hears = async (officerId: string | undefined) => {
      test.dossiers.turn = { items: [], byPost: false, tasks: [{ ...task, officerId }] };
      const id = randomUUID();
      await test.say('consultation.asked', dossierId, { ...asked, dueAt: new Date() }, { id });
      const messages = await test.rows.getRepository(MessageEntity).findBy({ eventId: id });
      return messages.map(({ recipientId }) => recipientId).sort();
    };
    assert.deepEqual(await hears(undefined), [an, binh].sort());
    assert.deepEqual(await hears(chi), [chi]);
  });

  it('is none where the province has no words for it', async () => {
    const dossierId = randomUUID();
    const facts = {
      dossier: referenceTo(dossierId, undefined),
      recipients: ['xa-a/chairman'],
      escalatedAt: new Date(),
    };
    await test.say('deadline.escalated', dossierId, { ...facts, dueAt: new Date() });
    assert.equal('officer.deadline.overdue' in part.messages, false);
    assert.equal(await test.rows.getRepository(MessageEntity).countBy({ dossierId }), 0);
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
