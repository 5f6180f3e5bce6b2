import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { InputInvalid, type Problem } from '@motcua/service-kit/errors';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { linked, withDrawnProcedures } from '../drawn-procedures.fixture.js';
import { AnswersInvalid } from '../intake/intake.problems.js';
import { building, copies, ngoc, online } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import type { AnswerSupplementInput } from './answer-supplement.js';

let dossier: DossierForTest;
let office: OfficersAtWork;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
});
after(() => dossier.close());
beforeEach(() => dossier.clock.moveTo('2026-03-02T09:00+07:00'));

const holder = () => dossier.people.citizen(ngoc);
const specialist = () => dossier.people.officer('chuyenvien.baclieu');
const chairman = () => dossier.people.officer('chutich.baclieu');
const desk = () => dossier.people.officer('tiepnhan.baclieu');
const read = (id: string, caller = chairman()) => dossier.service.readDossier.execute(caller, id);

async function ask(id: string, fields: string[], caller = specialist(), overrideReason?: string) {
  const { version } = await read(id);
  const input = { items: [], fields, reason: 'Tờ khai chưa đúng', ...(overrideReason && { overrideReason }) };
  return dossier.service.requestSupplement.execute(caller, id, version, input);
}
async function answer(id: string, input: Partial<AnswerSupplementInput>, caller = holder()) {
  const { version } = await read(id);
  return dossier.service.answerSupplement.execute(caller, id, version, { components: [], ...input });
}
const said = async (id: string, type: string) => {
  const rows = await dossier.select<{ data: string }>(
    'select data from event_log where aggregate_id = $1 and type = $2 order by sequence',
    [id, type],
  );
  return rows.map(({ data }) => JSON.parse(data) as Record<string, unknown>);
};
const refusedAt =
  (type: abstract new (...given: never[]) => Problem, pointer: string, code?: string) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof type, String(error));
    const [fault] = error.faults;
    assert.deepEqual([fault?.pointer, ...(code ? [fault?.code] : [])], [pointer, ...(code ? [code] : [])]);
    return true;
  };

describe('a declaration that is to be put right', () => {
  it('is changed where it was asked for, and what it said before is kept sealed with who changed it and when', async () => {
    const id = await office.takeIn(building);
    const { answers: before, dueAt } = await read(id);
    await ask(id, ['/house/heightM', '/house/designer']);
    const [asked] = (await read(id, holder())).supplements;
    assert.deepEqual(
      asked?.fields.map(({ pointer, label }) => [pointer, typeof label.vi]),
      [
        ['/house/heightM', 'string'],
        ['/house/designer', 'string'],
      ],
    );
    dossier.clock.moveTo('2026-03-05T09:00+07:00');
    await answer(id, { answers: { house: { heightM: 9, designer: 'Công ty Tư vấn' } } });
    const after = await read(id);
    assert.deepEqual(after.answers, { ...before, house: { ...(before.house as object), heightM: 9 } });
    assert.deepEqual(
      after.supplements[0]?.changes?.map(({ pointer, before: was, after: is }) => [pointer, was, is]),
      [['/house/heightM', 8, 9]],
    );
    assert.equal(after.clock.pausedGrounds, undefined);
    assert.notEqual(after.dueAt, dueAt);
    const [kept] = await dossier.select<{ answers: string; fields: string[]; replaced_by: string; replaced_at: Date }>(
      'select answers::text, fields, replaced_by, replaced_at from earlier_declaration where dossier_id = $1',
      [id],
    );
    assert.deepEqual(
      [kept?.fields, kept?.replaced_by, kept?.replaced_at.toISOString()],
      [['/house/heightM'], holder().subjectId, '2026-03-05T02:00:00.000Z'],
    );
    assert.doesNotMatch(kept?.answers ?? '', /heightM|Trần Phú/);
  });

  it('is told of by pointers, never by what was declared', async () => {
    const id = await office.takeIn(building);
    await ask(id, ['/house/designer']);
    await answer(id, { answers: { house: { designer: 'Công ty Kiến Xanh' } } });
    assert.deepEqual((await said(id, 'supplement.requested'))[0]?.['fields'], ['/house/designer']);
    const [answered] = await said(id, 'supplement.answered');
    assert.deepEqual(answered?.['changedFields'], ['/house/designer']);
    assert.doesNotMatch(JSON.stringify(answered), /Kiến Xanh|Tư vấn/);
    const { items } = await dossier.service.readTimeline.execute(holder(), id);
    const told = items
      .filter(({ fields }) => fields)
      .map(({ type, fields }) => [type, fields?.map((one) => one.pointer)]);
    assert.deepEqual(told, [
      ['supplement.requested', ['/house/designer']],
      ['supplement.answered', ['/house/designer']],
    ]);
  });

  it('is changed nowhere else, and is valid as a whole or stays as it was', async () => {
    const id = await office.takeIn(building);
    const { answers: declared } = await read(id);
    await ask(id, ['/house/heightM']);
    await assert.rejects(
      answer(id, { answers: { house: { heightM: 9, storeys: 3 } } }),
      refusedAt(AnswersInvalid, '/answers/house/storeys', 'notAsked'),
    );
    await assert.rejects(
      answer(id, { answers: { house: { heightM: -1 } } }),
      refusedAt(AnswersInvalid, '/answers/house/heightM'),
    );
    await assert.rejects(
      answer(id, { answers: { house: { heightM: null } } }),
      refusedAt(AnswersInvalid, '/answers/house/heightM', 'required'),
    );
    await assert.rejects(
      answer(id, { answers: JSON.parse(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`) as Record<string, unknown> }),
      refusedAt(AnswersInvalid, `/answers${'/a'.repeat(12)}`, 'tooDeep'),
    );
    const waiting = await read(id);
    assert.deepEqual([waiting.answers, waiting.clock.state], [declared, 'paused']);
    await answer(id, { answers: { house: { heightM: 8 } }, note: 'Số liệu đã đúng' });
    assert.equal((await read(id)).supplements[0]?.changes, undefined);
    assert.deepEqual((await said(id, 'supplement.answered'))[0]?.['changedFields'] ?? [], []);
  });

  it('may be asked for by the fields that it has, and by nothing else', async () => {
    const file = dossier.files.upload(holder());
    const { id } = await dossier.service.submitDossier.execute(holder(), online(file.id));
    const asking = (fields: string[]) =>
      dossier.service.requestSupplement.execute(desk(), id, 1, { items: [], fields, reason: 'x' });
    await assert.rejects(asking(['/child/sex', '/child']), refusedAt(InputInvalid, '/fields/1', 'unknownField'));
    await assert.rejects(asking(['/registration/lateReason']), refusedAt(InputInvalid, '/fields/0', 'unknownField'));
  });

  it('takes what hangs on a field with it, and before acceptance decides the fee', async () => {
    const file = dossier.files.upload(holder());
    const { id } = await dossier.service.submitDossier.execute(holder(), online(file.id));
    await dossier.service.requestSupplement.execute(desk(), id, 1, {
      items: [],
      fields: ['/registration/timing'],
      reason: 'Đã quá 60 ngày',
    });
    const late = (registration: object) =>
      dossier.service.answerSupplement.execute(holder(), id, 2, { components: [], answers: { registration } });
    await assert.rejects(
      late({ timing: 'late' }),
      refusedAt(AnswersInvalid, '/answers/registration/lateReason', 'required'),
    );
    await late({ timing: 'late', lateReason: 'Gia đình đi làm ăn xa' });
    await dossier.service.acceptDossier.execute(desk(), id, 3);
    const { fees, answers } = await read(id);
    assert.equal(
      fees.reduce((sum, { amountVnd }) => sum + amountVnd, 0),
      8_000,
    );
    assert.deepEqual(answers.registration, {
      timing: 'late',
      lateReason: 'Gia đình đi làm ăn xa',
      wantsCopies: 'no',
    });
  });

  it('leaves a fee that was assessed and a promise that was made as they are', async () => {
    const id = await office.takeIn(copies);
    const { fees } = await read(id);
    await ask(id, ['/document/pages'], desk());
    await answer(id, { answers: { document: { pages: 50 } } }, desk());
    const after = await read(id);
    assert.deepEqual([after.fees, (after.answers.document as { pages: number }).pages], [fees, 50]);
  });

  it('tells of each time what it was before and what it became', async () => {
    const id = await office.takeIn(building);
    await ask(id, ['/house/heightM']);
    await answer(id, { answers: { house: { heightM: 9 } } });
    await ask(id, ['/house/heightM'], chairman(), 'Đo lại');
    await answer(id, { answers: { house: { heightM: 10 } } });
    const { supplements } = await read(id, holder());
    assert.deepEqual(
      supplements.map(({ changes }) => changes?.map(({ before: was, after: is }) => [was, is])),
      [[[8, 9]], [[9, 10]]],
    );
  });

  it('is named in the request on paper and in the message', async () => {
    const id = await office.takeIn(building);
    await ask(id, ['/house/heightM']);
    const { content } = await dossier.client.getFormContent({ dossierId: id, form: 'supplement-request' }, chairman());
    const { fields } = JSON.parse(content) as { fields: { section: string; label: string }[] };
    assert.deepEqual(
      fields.map(({ label }) => /[Cc]hiều cao/.test(label)),
      [true],
    );
    const [event] = await dossier.select<{ id: string }>(
      `select id from event_log where aggregate_id = $1 and type = 'supplement.requested'`,
      [id],
    );
    const { items } = await dossier.client.getTurn({ eventId: event?.id ?? '' });
    assert.deepEqual(
      items.map(({ vi }) => vi),
      [`Sửa tờ khai, mục “${fields[0]?.section}: ${fields[0]?.label}”`],
    );
  });
});

describe('the declaration of an interconnected dossier', () => {
  before(() => dossier.putInForce(withDrawnProcedures(dossier.part)));

  it('is put right as a whole, where its parts read it, and not in a part', async () => {
    const id = await office.takeIn(linked);
    await office.complete(id, 'examine');
    const [part] = await until(async () => {
      const { parts } = await read(id);
      return parts.length === 2 && parts;
    });
    const partId = part?.id ?? '';
    await assert.rejects(ask(partId, ['/child/fullName'], desk()), refusedAt(InputInvalid, '/fields', 'partOfAnother'));
    await ask(id, ['/child/fullName'], desk());
    await answer(id, { answers: { child: { fullName: 'Nguyễn Ân' } } });
    for (const one of [id, partId])
      assert.equal(((await read(one)).answers.child as { fullName: string }).fullName, 'Nguyễn Ân');
  });
});
