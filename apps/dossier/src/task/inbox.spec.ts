import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Caller } from '@motcua/service-kit/caller';
import { InputInvalid, NotFound } from '@motcua/service-kit/errors';
import { dossierForTest, type DossierForTest } from '../dossier.fixture.js';
import type { InboxQuery } from '../dossier/dossier.schemas.js';
import { birth, business, copies, ngoc, online, onPaper } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from './officers-at-work.fixture.js';

let dossier: DossierForTest;
let office: OfficersAtWork;
let loi: Caller;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
  loi = dossier.people.officer('hotich.baclieu');
});
after(() => dossier.close());

const list = (caller: Caller, query: Partial<InboxQuery> = {}) =>
  dossier.service.inbox.list(caller, { queue: 'group', state: 'open', limit: 100, ...query });
const counts = (caller: Caller) => dossier.service.inbox.counts(caller);
const taskOf = async (dossierId: string) => (await office.openTask(dossierId)).id;

describe('the inbox of an officer', () => {
  it('has what is due first on top, and is complete page by page while work comes in', async () => {
    const due: string[] = [];
    for (const day of [6, 2, 4, 3, 5]) {
      dossier.clock.moveTo(`2026-03-0${day}T09:00:00+07:00`);
      due[day] = await taskOf(await office.takeIn(copies));
    }
    const read: string[] = [];
    let after: string | undefined;
    do {
      const page = await list(loi, { limit: 2, ...(after !== undefined && { after }) });
      read.push(...page.items.map(({ id }) => id));
      after = page.next;
      dossier.clock.moveTo('2026-03-02T08:00:00+07:00');
      await office.takeIn(copies);
    } while (after !== undefined);
    assert.deepEqual(read.slice(0, 5), [due[2], due[3], due[4], due[5], due[6]]);
    assert.equal(new Set(read).size, read.length);
  });

  it('is split into what the officer has in charge and what lies with the group, whoever has that', async () => {
    const officer = dossier.people.officer('chuyenvien.baclieu');
    const colleague = dossier.people.colleagueOf('chuyenvien.baclieu', 'Lê Văn Tám');
    dossier.clock.moveTo('2026-03-02T09:00:00+07:00');
    const [own, theirs, free] = [
      await office.takeIn(business),
      await office.takeIn(business),
      await office.takeIn(business),
    ];
    await dossier.service.claimTask.execute(officer, await taskOf(own), 1);
    await dossier.service.claimTask.execute(colleague, await taskOf(theirs), 1);
    const dossiers = async (queue: InboxQuery['queue']) =>
      (await list(officer, { queue })).items.map(({ dossierId }) => dossierId).sort();
    assert.deepEqual(await dossiers('mine'), [own]);
    assert.deepEqual(await dossiers('group'), [theirs, free].sort());
    assert.deepEqual(await counts(officer), { mine: 1, group: 2, overdue: 0 });
    assert.deepEqual(await counts(colleague), { mine: 1, group: 2, overdue: 0 });
    const group = await list(officer);
    assert.equal(group.items.find(({ dossierId }) => dossierId === theirs)?.claimedBy?.displayName, 'Lê Văn Tám');
    dossier.clock.moveTo('2026-03-05T17:00:01+07:00');
    assert.equal((await counts(officer)).overdue, 3);
    dossier.clock.moveTo('2026-03-02T09:00:00+07:00');
    await office.workUntil(own, 'decide');
    const completed = await list(officer, { queue: 'mine', state: 'completed' });
    assert.deepEqual(
      completed.items.map(({ dossierId, state }) => [dossierId, state]),
      [[own, 'completed']],
    );
  });

  it('does not count as overdue what was decided and only waits to be fetched', async () => {
    const counter = dossier.people.officer('tiepnhan.giarai');
    const officer = dossier.people.officer('hotich.giarai');
    const chairman = dossier.people.officer('chutich.giarai');
    const agency = 'ubnd-phuong-gia-rai';
    dossier.clock.moveTo('2026-03-02T09:00:00+07:00');
    const { id } = await dossier.service.takeInDossier.execute(
      counter,
      onPaper(copies, { competentAgencyCode: agency, intakeAgencyCode: agency }),
    );
    await dossier.service.completeTask.execute(officer, await taskOf(id), 1, { outcome: 'approve' });
    await dossier.service.completeTask.execute(chairman, await taskOf(id), 1, { outcome: 'approve' });
    dossier.clock.moveTo('2026-03-09T09:00:00+07:00');
    assert.deepEqual(await counts(counter), { mine: 0, group: 1, overdue: 0 });
    assert.equal((await list(counter)).items[0]?.clock.state, 'stopped');
  });

  it('shows who handed in by initials, the choices of the step, and what the officer may do', async () => {
    const citizen = dossier.people.citizen(ngoc);
    await dossier.service.submitDossier.execute(citizen, online(dossier.files.upload(citizen).id));
    const receive = (await list(dossier.people.officer('tiepnhan.baclieu'))).items.find(
      ({ step }) => step.kind === 'receive',
    );
    assert.equal(receive?.submitterName, 'Nguyễn P. H. T. B. Ngọc');
    assert.deepEqual(receive.allowed, ['claim', 'complete']);
    const id = await office.takeIn(birth);
    await office.workUntil(id, 'decide');
    const decide = (await list(loi, { procedure: birth })).items.find(({ dossierId }) => dossierId === id);
    assert.deepEqual(
      decide?.outcomes.map(({ value, tone, requiresNote }) => [value, tone, requiresNote]),
      [
        ['approve', 'positive', false],
        ['refuse', 'negative', true],
      ],
    );
  });

  it('holds nothing of another agency, and nothing for citizens', async () => {
    const id = await office.takeIn(birth);
    const task = await taskOf(id);
    for (const caller of [
      dossier.people.officer('hotich.giarai'),
      dossier.people.officer('lanhdao.tinh'),
      dossier.people.citizen(ngoc),
    ]) {
      assert.ok(!(await list(caller)).items.some(({ dossierId }) => dossierId === id));
      await assert.rejects(dossier.service.inbox.get(caller, task), NotFound);
    }
    await assert.rejects(dossier.service.inbox.get(loi, randomUUID()), NotFound);
  });

  it('refuses a cursor that no page gave', async () => {
    await assert.rejects(list(loi, { after: 'nonsense' }), InputInvalid);
  });
});
