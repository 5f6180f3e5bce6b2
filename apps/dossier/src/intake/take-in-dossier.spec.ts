import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it, mock } from 'node:test';
import type { Caller } from '@motcua/service-kit/caller';
import { IdempotencyKeyReused, TemporarilyUnavailable, type Problem } from '@motcua/service-kit/errors';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { repeated } from '../neighbours.fixture.js';
import { birth, building, business, centre, commune, copies, ngoc, onPaper } from '../sample-dossiers.fixture.js';
import {
  AnswersInvalid,
  ComponentsInvalid,
  FileAlreadyUsed,
  NotYourCounter,
  ProcedureNotOffered,
  WayNotOffered,
} from './intake.problems.js';
import type { TakeInDossierInput } from './intake.schemas.js';

let dossier: DossierForTest;
let officer: Caller;

before(async () => {
  dossier = await dossierForTest();
  officer = dossier.people.officer('tiepnhan.baclieu');
});
after(() => dossier.close());
beforeEach(() => dossier.clock.moveTo('2026-03-02T09:00:00+07:00'));

function takeIn(input: TakeInDossierInput, caller = officer) {
  return dossier.service.takeInDossier.execute(caller, input);
}

async function dueAt(procedureCode: string, instant: string): Promise<string> {
  dossier.clock.moveTo(instant);
  return (await takeIn(onPaper(procedureCode))).dueAt;
}

async function countDossiers(): Promise<number> {
  const [row] = await dossier.select<{ count: number }>('select count(*)::integer as count from dossier');
  return row?.count ?? 0;
}

function faultsOf(error: unknown, type: new (...given: never[]) => Problem): string[] {
  assert.ok(error instanceof type, String(error));
  return error.faults.map(({ pointer, code }) => `${pointer} ${code}`);
}

async function refused(type: new (...given: never[]) => Problem, input: TakeInDossierInput): Promise<string[]> {
  const count = await countDossiers();
  const error = await takeIn(input).catch((caught: unknown) => caught);
  assert.equal(await countDossiers(), count);
  return faultsOf(error, type);
}

describe('a dossier handed in at a counter', () => {
  it('is submitted and accepted in one act: code, clock, receiving step done and the next one open', async () => {
    const answer = await takeIn(onPaper(birth, { intakeAgencyCode: commune }));
    assert.match(answer.code, /^H12\.[0-9.]+-260302-0001$/);
    const [row] = await dossier.select(
      `select code, state, version, channel, accepted_at, accepted_by, due_at, due_provisional, citizen_id, procedure_version, fees
         from dossier where id = $1`,
      [answer.id],
    );
    assert.deepEqual(row, {
      code: answer.code,
      state: 'inProcess',
      version: 1,
      channel: 'counter',
      accepted_at: new Date('2026-03-02T02:00:00Z'),
      accepted_by: officer.subjectId,
      due_at: new Date(answer.dueAt),
      due_provisional: false,
      citizen_id: dossier.people.citizen(ngoc).subjectId,
      procedure_version: 1,
      fees: [],
    });
    const tasks = await dossier.select(
      'select element_id, state, completed_by, agency_code from task where dossier_id = $1 order by created_at, state',
      [answer.id],
    );
    assert.deepEqual(tasks, [
      { element_id: 'receive', state: 'completed', completed_by: officer.subjectId, agency_code: commune },
      { element_id: 'examine', state: 'open', completed_by: null, agency_code: commune },
    ]);
    assert.deepEqual(
      await dossier.select('select code, copy_kind, sets from dossier_component where dossier_id = $1', [answer.id]),
      [{ code: 'birth-attestation', copy_kind: null, sets: 1 }],
    );
  });

  it('tells the others what happened, without a name or a number of a person', async () => {
    const { id, code } = await takeIn(onPaper(birth));
    const events = await until(() => {
      const found = dossier.published.filter(({ subject }) => subject === id);
      return found.length === 3 && found;
    });
    assert.deepEqual(
      events.map(({ type, sequence }) => [type, sequence]),
      [
        ['dossier.submitted', 1],
        ['dossier.accepted', 2],
        ['step.completed', 3],
      ],
    );
    assert.equal((JSON.parse(events[1]?.data ?? '') as { code: string }).code, code);
    assert.doesNotMatch(JSON.stringify(events), /Nguyễn|0951900|0912000001/);
    const log = await dossier.select(
      'select actor_id, agency_code, position_code from event_log where aggregate_id = $1',
      [id],
    );
    const acting = { actor_id: officer.subjectId, agency_code: commune, position_code: 'one-stop-officer' };
    assert.deepEqual(log, [acting, acting, acting]);
    await until(async () => (await dossier.select('select from outbox')).length === 0);
  });

  it('keeps names and answers sealed', async () => {
    const { id } = await takeIn(onPaper(birth));
    const [row] = await dossier.select<{ whole: string }>(
      'select to_jsonb(d)::text as whole from dossier d where id = $1',
      [id],
    );
    assert.doesNotMatch(row?.whole ?? '', /Nguyễn|Trần Phú|095190000017/);
  });

  it('may be decided by another agency, whose code it bears', async () => {
    const answer = await takeIn(
      onPaper(birth, { intakeAgencyCode: centre, submitter: { fullName: 'Không Quen' } }),
      dossier.people.officer('tiepnhan.tinh'),
    );
    const [row] = await dossier.select(
      'select competent_agency_code, intake_agency_code, citizen_id from dossier where id = $1',
      [answer.id],
    );
    assert.deepEqual(row, { competent_agency_code: commune, intake_agency_code: centre, citizen_id: null });
    const own = await takeIn(onPaper(birth));
    assert.equal(own.code.slice(0, -4), answer.code.slice(0, -4));
  });

  it('costs at most six statements beside begin and commit, and no more for many papers', async () => {
    const scans = [1, 2, 3, 4].map(() => dossier.files.upload(officer).id);
    const components = ['land-right', 'drawings'].map((code, index) => ({
      code,
      fileIds: scans.slice(2 * index, 2 * index + 2),
      sets: 1,
    }));
    const caller = repeated(officer, randomUUID());
    const statements = await statementsOf(() => takeIn(onPaper(building, { components }), caller));
    assert.ok(statements.length > 0 && statements.length <= 6, statements.join('\n'));
    assert.match(statements.at(-1) ?? '', /code_counter/, 'the counter, which is a lock, comes last');
  });
});

/** The statements of the transaction in which a dossier is inserted. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const runner = dossier.rows.createQueryRunner();
  const connection = Object.getPrototypeOf(await runner.connect()) as { query: (...given: unknown[]) => unknown };
  await runner.release();
  const seen = new Map<unknown, string[]>();
  const original = connection.query;
  const hook = mock.method(connection, 'query', function (this: unknown, ...given: unknown[]) {
    const [first] = given;
    const text =
      typeof first === 'string'
        ? first
        : typeof first === 'object' && first !== null && 'text' in first
          ? String(first.text)
          : '';
    seen.set(this, [...(seen.get(this) ?? []), text]);
    return original.apply(this, given);
  });
  try {
    await work();
  } finally {
    hook.mock.restore();
  }
  const [own = []] = [...seen.values()].filter((texts) => texts.some((text) => text.includes('insert into dossier ')));
  return own.slice(own.indexOf('START TRANSACTION') + 1, own.lastIndexOf('COMMIT'));
}

describe('the code of a dossier', () => {
  it('counts from 0001 for each agency and day, without gaps and without doubles when fifty come at once', async () => {
    dossier.clock.moveTo('2026-03-03T09:00:00+07:00');
    const answers = await Promise.all(Array.from({ length: 50 }, () => takeIn(onPaper(birth))));
    const numbers = answers.map(({ code }) => /-260303-(\d{4})$/.exec(code)?.[1]).sort();
    assert.deepEqual(
      numbers,
      Array.from({ length: 50 }, (_, index) => String(index + 1).padStart(4, '0')),
    );
  });

  it('leaves no gap for a dossier that was refused, and begins anew the next day in Vietnam', async () => {
    dossier.clock.moveTo('2026-03-04T23:59:59+07:00');
    assert.match((await takeIn(onPaper(birth))).code, /-260304-0001$/);
    const file = dossier.files.upload(officer);
    const scanned = onPaper(birth, { components: [{ code: 'birth-attestation', fileIds: [file.id], sets: 1 }] });
    assert.match((await takeIn(scanned)).code, /-260304-0002$/);
    await assert.rejects(takeIn(scanned), FileAlreadyUsed);
    assert.match((await takeIn(onPaper(birth))).code, /-260304-0003$/);
    dossier.clock.moveTo('2026-03-05T00:00:00+07:00');
    assert.match((await takeIn(onPaper(birth))).code, /-260305-0001$/);
  });

  it('grows longer after 9999', async () => {
    dossier.clock.moveTo('2026-03-06T09:00:00+07:00');
    await takeIn(onPaper(birth));
    await dossier.select(`update code_counter set last = 9999 where agency_code = $1 and day = '2026-03-06'`, [
      commune,
    ]);
    assert.match((await takeIn(onPaper(birth))).code, /-260306-10000$/);
  });
});

describe('the promised date', () => {
  it('of a procedure of the same day is today up to 15:00, and the next working day after that', async () => {
    assert.equal(await dueAt(copies, '2026-03-02T15:00:00+07:00'), '2026-03-02T10:00:00.000Z');
    assert.equal(await dueAt(copies, '2026-03-02T15:00:01+07:00'), '2026-03-03T10:00:00.000Z');
    assert.equal(await dueAt(copies, '2026-03-06T15:30:00+07:00'), '2026-03-09T10:00:00.000Z');
  });

  it('after three working days passes over the weekend', async () => {
    assert.equal(await dueAt(business, '2026-03-05T09:00:00+07:00'), '2026-03-10T10:00:00.000Z');
  });

  it('after fifteen days counts holidays, and moves on when it falls on one', async () => {
    assert.equal(await dueAt(building, '2026-03-02T09:00:00+07:00'), '2026-03-17T10:00:00.000Z');
    // 15 + 15 April is Reunification Day, Labour Day and a weekend follow.
    assert.equal(await dueAt(building, '2026-04-15T09:00:00+07:00'), '2026-05-04T10:00:00.000Z');
  });

  it('is provisional beyond the days that the calendar knows', async () => {
    dossier.clock.moveTo('2026-12-28T09:00:00+07:00');
    const { id } = await takeIn(onPaper(building));
    assert.deepEqual(await dossier.select('select due_provisional from dossier where id = $1', [id]), [
      { due_provisional: true },
    ]);
  });
});

describe('the fees of a dossier', () => {
  async function feesOf(input: TakeInDossierInput) {
    const { id } = await takeIn(input);
    const [row] = await dossier.select<{ fees: { kind: string; amountVnd: number }[] }>(
      'select fees from dossier where id = $1',
      [id],
    );
    return row?.fees.map(({ kind, amountVnd }) => [kind, amountVnd]);
  }

  it('are frozen as they are on the day: copies by the page, two at 2.000 and the rest at 1.000 đồng', async () => {
    assert.deepEqual(await feesOf(onPaper(copies)), [['phi', 3 * (2 * 2000 + 3 * 1000)]]);
    assert.deepEqual(await feesOf(onPaper(building)), [['lephi', 75_000]]);
  });

  it('are due only in the cases that the procedure names', async () => {
    assert.deepEqual(await feesOf(onPaper(birth)), []);
    const { answers } = onPaper(birth);
    const late = { ...answers, registration: { timing: 'late', lateReason: 'Ở xa', wantsCopies: 'no' } };
    assert.deepEqual(await feesOf(onPaper(birth, { answers: late })), [['lephi', 8000]]);
  });
});

describe('a counter refuses', () => {
  it('an officer who holds no intake position there', async () => {
    await assert.rejects(takeIn(onPaper(birth, { intakeAgencyCode: centre })), NotYourCounter);
    await assert.rejects(takeIn(onPaper(birth), dossier.people.officer('hotich.baclieu')), NotYourCounter);
  });

  it('a procedure that there is not, or that the chosen agency does not decide', async () => {
    assert.deepEqual(await refused(ProcedureNotOffered, onPaper(birth, { procedureCode: '9.999999' })), [
      '/procedureCode unknownProcedure',
    ]);
    assert.deepEqual(await refused(ProcedureNotOffered, onPaper(birth, { competentAgencyCode: 'so-xay-dung' })), [
      '/competentAgencyCode notOffered',
    ]);
    assert.deepEqual(await refused(ProcedureNotOffered, onPaper(birth, { competentAgencyCode: 'nowhere' })), [
      '/competentAgencyCode notOffered',
    ]);
  });

  it('a procedure before the day that it is in force', async () => {
    dossier.clock.moveTo('2025-06-30T09:00:00+07:00');
    assert.deepEqual(await refused(ProcedureNotOffered, onPaper(birth)), ['/procedureCode unknownProcedure']);
  });

  it('copies to certify by post, as the original must be shown', async () => {
    assert.deepEqual(await refused(WayNotOffered, onPaper(copies, { channel: 'postal' })), ['/channel notOffered']);
    assert.match((await takeIn(onPaper(copies, { channel: 'mobile' }))).code, /^H12/);
  });

  it('a declaration that breaks its form, field by field', async () => {
    const { answers } = onPaper(birth);
    const broken = { ...answers, child: { fullName: 5 }, extra: 1 };
    const faults = await refused(AnswersInvalid, onPaper(birth, { answers: broken }));
    assert.ok(faults.includes('/answers/child/fullName type'), faults.join());
    assert.ok(faults.includes('/answers/child/dateOfBirth required'), faults.join());
    assert.ok(
      faults.some((fault) => fault.startsWith('/answers/extra ')),
      faults.join(),
    );
  });

  it('a dossier without a paper that the procedure asks for', async () => {
    assert.deepEqual(await refused(ComponentsInvalid, onPaper(birth, { components: [] })), ['/components required']);
  });

  it('a scan that somebody else uploaded', async () => {
    const file = dossier.files.upload(dossier.people.officer('tiepnhan.tinh'));
    const components = [{ code: 'birth-attestation', fileIds: [file.id], sets: 1 }];
    assert.deepEqual(await refused(ComponentsInvalid, onPaper(birth, { components })), [
      '/components/0/fileIds/0 unknownFile',
    ]);
  });

  it('everything while nobody can say who the citizen is, and leaves no trace', async () => {
    const count = await countDossiers();
    dossier.people.down = true;
    try {
      await assert.rejects(takeIn(onPaper(birth)), TemporarilyUnavailable);
    } finally {
      dossier.people.down = false;
    }
    assert.equal(await countDossiers(), count);
  });
});

describe('an intake sent twice with the same key', () => {
  it('gives the same answer and one dossier', async () => {
    const caller = repeated(officer, randomUUID());
    const count = await countDossiers();
    const [first, second] = [await takeIn(onPaper(birth), caller), await takeIn(onPaper(birth), caller)];
    assert.deepEqual(second, first);
    assert.equal(await countDossiers(), count + 1);
  });

  it('is refused with another content', async () => {
    const key = randomUUID();
    await takeIn(onPaper(birth), repeated(officer, key));
    await assert.rejects(takeIn(onPaper(copies), repeated(officer, key, 'another')), IdempotencyKeyReused);
  });
});
