import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound, VersionStale } from '@motcua/service-kit/errors';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import { repeated } from '../neighbours.fixture.js';
import { answersFor, birth, business, ngoc, online } from '../sample-dossiers.fixture.js';
import { TaskClaimedByAnother } from '../task/task.problems.js';
import { DossierAlreadyAccepted } from './intake.problems.js';

let dossier: DossierForTest;
let officer: Caller;

before(async () => {
  dossier = await dossierForTest();
  officer = dossier.people.officer('tiepnhan.baclieu');
});
after(() => dossier.close());

async function submitted(procedureCode = birth): Promise<string> {
  const citizen = dossier.people.citizen(ngoc);
  const input = online(dossier.files.upload(citizen).id, { procedureCode, answers: answersFor(procedureCode) });
  const { id } = await dossier.service.submitDossier.execute(
    citizen,
    procedureCode === birth ? input : { ...input, components: [] },
  );
  return id;
}

function accept(id: string, { caller = officer, version = 1 } = {}) {
  return dossier.service.acceptDossier.execute(caller, id, version);
}

async function eventsOf(id: string) {
  return dossier.select<{ sequence: number; type: string }>(
    'select sequence, type from event_log where aggregate_id = $1 order by sequence',
    [id],
  );
}

describe('the acceptance of a dossier that came online', () => {
  it('starts the clock then, not at the submission, and gives the code and the next step', async () => {
    dossier.clock.moveTo('2026-03-02T09:00:00+07:00');
    const id = await submitted(business);
    dossier.clock.moveTo('2026-03-04T09:00:00+07:00');
    const answer = await accept(id);
    assert.match(answer.code, /^H12\.[0-9.]+-260304-0001$/);
    assert.equal(answer.version, 2);
    assert.equal(answer.submittedAt, '2026-03-02T02:00:00.000Z');
    assert.equal(answer.acceptedAt, '2026-03-04T02:00:00.000Z');
    assert.equal(answer.dueAt, '2026-03-09T10:00:00.000Z');
    const [row] = await dossier.select(
      'select code, state, version, accepted_by, due_at, fees from dossier where id = $1',
      [id],
    );
    assert.deepEqual(row, {
      code: answer.code,
      state: 'inProcess',
      version: 2,
      accepted_by: officer.subjectId,
      due_at: new Date(answer.dueAt),
      fees: [
        {
          kind: 'lephi',
          name: { vi: 'Lệ phí đăng ký hộ kinh doanh', en: 'Charge for registering a household business' },
          amountVnd: 100_000,
          fullAmountVnd: 100_000,
          basis: 'Nghị quyết của Hội đồng nhân dân tỉnh',
        },
      ],
    });
    assert.deepEqual(
      await dossier.select('select element_id, state from task where dossier_id = $1 order by created_at', [id]),
      [
        { element_id: 'receive', state: 'completed' },
        { element_id: 'examine', state: 'open' },
      ],
    );
    assert.deepEqual(await eventsOf(id), [
      { sequence: 1, type: 'dossier.submitted' },
      { sequence: 2, type: 'dossier.accepted' },
      { sequence: 3, type: 'fee.assessed' },
      { sequence: 4, type: 'step.completed' },
    ]);
  });

  it('happens once: the second officer learns the code that was given', async () => {
    const id = await submitted();
    const { code } = await accept(id);
    const error = await accept(id, { version: 2 }).catch((caught: unknown) => caught);
    assert.ok(error instanceof DossierAlreadyAccepted);
    assert.match(error.detail.vi, new RegExp(code));
    assert.equal((await eventsOf(id)).length, 3);
  });

  it('happens once when ten officers accept at the same moment', async () => {
    const id = await submitted();
    const callers = Array.from({ length: 10 }, (_, index) =>
      dossier.people.colleagueOf('tiepnhan.baclieu', `Đồng nghiệp ${index}`),
    );
    const results = await Promise.allSettled(callers.map((caller) => accept(id, { caller })));
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const result of results)
      if (result.status === 'rejected')
        assert.ok(result.reason instanceof DossierAlreadyAccepted, String(result.reason));
    assert.equal((await eventsOf(id)).length, 3);
  });

  it('is repeated with the same key without a second code', async () => {
    const id = await submitted();
    const caller = repeated(officer, randomUUID());
    const first = await accept(id, { caller });
    assert.deepEqual(await accept(id, { caller }), first);
  });

  it('is refused under a version that the dossier no longer has', async () => {
    const id = await submitted();
    await assert.rejects(accept(id, { version: 7 }), VersionStale);
    assert.equal((await eventsOf(id)).length, 1);
  });

  it('is none of another counter’s business, nor of an officer of another desk', async () => {
    const id = await submitted();
    for (const username of ['tiepnhan.giarai', 'tiepnhan.tinh', 'hotich.baclieu', 'chutich.baclieu']) {
      await assert.rejects(accept(id, { caller: dossier.people.officer(username) }), NotFound);
    }
    await assert.rejects(accept(randomUUID()), NotFound);
  });

  it('is left to the colleague who has taken the dossier in charge', async () => {
    const id = await submitted();
    const [task] = await dossier.select<{ id: string }>('select id from task where dossier_id = $1', [id]);
    const colleague = dossier.people.colleagueOf('tiepnhan.baclieu', 'Trần Thị Hoa');
    await dossier.service.claimTask.execute(colleague, task?.id ?? '', 1);
    await assert.rejects(accept(id), TaskClaimedByAnother);
    assert.match((await accept(id, { caller: colleague })).code, /^H12/);
  });
});
