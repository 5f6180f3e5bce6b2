import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PackParts, Step } from '@motcua/pack';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { answersFor, business, ngoc, online } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';
import { TurnNotPossible } from '../turn/turn.problems.js';

const reminder = `
    <bpmn:boundaryEvent id="deliveryLate" attachedToRef="deliver" cancelActivity="false">
      <bpmn:outgoing>from-deliveryLate-to-remind</bpmn:outgoing>
      <bpmn:timerEventDefinition id="after-a-while"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT2H</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:userTask id="remind" name="Đôn đốc">
      <bpmn:extensionElements><zeebe:userTask /><zeebe:assignmentDefinition candidateGroups="chairman" /></bpmn:extensionElements>
      <bpmn:incoming>from-deliveryLate-to-remind</bpmn:incoming>
      <bpmn:outgoing>from-remind-to-reminded</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:endEvent id="reminded"><bpmn:incoming>from-remind-to-reminded</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="from-deliveryLate-to-remind" sourceRef="deliveryLate" targetRef="remind" />
    <bpmn:sequenceFlow id="from-remind-to-reminded" sourceRef="remind" targetRef="reminded" />
  </bpmn:process>`;
const remind: Step = { kind: 'examine', name: { vi: 'Đôn đốc', en: 'Remind' }, agency: 'competent' };

let dossier: DossierForTest;
let office: OfficersAtWork;

before(async () => {
  dossier = await dossierForTest();
  office = new OfficersAtWork(dossier);
  await dossier.putInForce(withFieldCheck(dossier.part));
});
after(() => dossier.close());

/** A household business whose tax code the law takes out of the limit, and whose result somebody must fetch. */
function withFieldCheck(part: PackParts['dossier'], elementId = 'taxCode'): PackParts['dossier'] {
  return {
    ...part,
    procedures: part.procedures.map((procedure) => {
      const step = procedure.steps[elementId];
      if (procedure.code !== business || !step) return procedure;
      const steps = { ...procedure.steps, [elementId]: { ...step, pauses: 'fieldCheck' as const }, remind };
      return { ...procedure, processXml: procedure.processXml.replace(/\s*<\/bpmn:process>/, reminder), steps };
    }),
  };
}

const chairman = () => dossier.people.officer('chutich.baclieu');
const read = (id: string) => dossier.service.readDossier.execute(chairman(), id);
const grounds = async (id: string) => (await read(id)).clock.pausedGrounds ?? [];
const fieldCheck = { ground: 'fieldCheck', reason: 'Chờ kiểm tra thực địa' } as const;
const act = async (turn: 'pause' | 'resume', id: string, input: typeof fieldCheck | typeof outage) =>
  dossier.service.pauseClock[turn](chairman(), id, (await read(id)).version, input);
const outage = { ground: 'outage', reason: 'Mất điện' } as const;
const because = (code: string) => (error: unknown) =>
  error instanceof TurnNotPossible && error.parameters.code === code;
const timers = (id: string) =>
  dossier.select<{ state: string; fire_at: Date }>(
    `select state, fire_at from timer where dossier_id = $1 and kind = 'process' and state <> 'cancelled'`,
    [id],
  );

describe('a pause that a step brings', () => {
  it('ends with the step', async () => {
    dossier.clock.moveTo('2026-03-02T08:00+07:00');
    const id = await office.takeIn(business);
    await office.complete(id, 'examine');
    assert.deepEqual(await grounds(id), ['fieldCheck']);
    await office.complete(id, 'taxCode');
    assert.deepEqual(await grounds(id), []);
  });

  it('leaves the one that a leader decided on the same ground, until a person ends it', async () => {
    dossier.clock.moveTo('2026-03-02T08:00+07:00');
    const id = await office.takeIn(business);
    await act('pause', id, fieldCheck);
    dossier.clock.moveTo('2026-03-02T10:00+07:00');
    await office.complete(id, 'examine');
    await office.complete(id, 'taxCode');
    assert.deepEqual(await grounds(id), ['fieldCheck']);
    await act('resume', id, fieldCheck);
    assert.deepEqual(await grounds(id), []);
  });
});

describe('a pause that a step holds', () => {
  it('is ended by nobody but the step, and the turn says why', async () => {
    dossier.clock.moveTo('2026-03-02T08:00+07:00');
    const id = await office.takeIn(business);
    await office.complete(id, 'examine');
    const { turns, heldBy } = await read(id);
    assert.deepEqual(
      heldBy.map(({ elementId, ground }) => [elementId, ground]),
      [['taxCode', 'fieldCheck']],
    );
    const resume = turns.find(({ turn }) => turn === 'resume');
    assert.deepEqual([resume?.allowed, resume?.obstacle?.code], [false, 'heldByStep']);
    await assert.rejects(act('resume', id, fieldCheck), because('heldByStep'));
    await act('pause', id, outage);
    // The leader ends what a leader decided, and nothing else.
    await assert.rejects(act('resume', id, fieldCheck), because('heldByStep'));
    await act('resume', id, outage);
    assert.deepEqual(await grounds(id), ['fieldCheck']);
  });

  it('goes on when a leader ends a decision on the same ground, and the answer and the explanation say so', async () => {
    dossier.clock.moveTo('2026-03-02T08:00+07:00');
    const id = await office.takeIn(business);
    await act('pause', id, fieldCheck);
    await office.complete(id, 'examine');
    dossier.clock.moveTo('2026-03-04T08:00+07:00');
    await act('resume', id, fieldCheck);
    const { clock, heldBy } = await read(id);
    assert.deepEqual([clock.state, clock.pausedGrounds, heldBy[0]?.elementId], ['paused', ['fieldCheck'], 'taxCode']);
    await assert.rejects(act('resume', id, fieldCheck), because('heldByStep'));
    dossier.clock.moveTo('2026-03-06T08:00+07:00');
    await office.complete(id, 'taxCode');
    assert.deepEqual(await grounds(id), []);
    const { acts, days } = await dossier.service.readDossier.deadline(chairman(), id);
    assert.deepEqual(
      acts.map(({ at, text }) => `${at.slice(0, 10)} ${text.en}`),
      [
        '2026-03-02 The clock starts',
        '2026-03-02 Paused: waiting for the site check',
        '2026-03-06 No longer paused (waiting for the site check), the rest is counted',
      ],
    );
    assert.deepEqual(
      days.filter(({ counted }) => counted === 'paused').map(({ date }) => date),
      ['2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06'],
    );
  });
});

describe('a step directly behind acceptance that pauses', () => {
  it('lets the clock stand still from acceptance on, at the counter and online', async () => {
    await dossier.putInForce(withFieldCheck(dossier.part, 'examine'));
    dossier.clock.moveTo('2026-03-02T08:00+07:00');
    const citizen = dossier.people.citizen(ngoc);
    const change = { procedureCode: business, answers: { ...answersFor(business) }, components: [] };
    const submitted = await dossier.service.submitDossier.execute(citizen, online('', change));
    await dossier.service.acceptDossier.execute(dossier.people.officer('tiepnhan.baclieu'), submitted.id, 1);
    for (const id of [await office.takeIn(business), submitted.id]) {
      assert.deepEqual(await grounds(id), ['fieldCheck']);
      dossier.clock.moveTo('2026-03-04T08:00+07:00');
      const { dueAt: promised } = await read(id);
      await office.complete(id, 'examine');
      assert.deepEqual(await grounds(id), []);
      assert.deepEqual([promised, (await read(id)).dueAt], ['2026-03-05T10:00:00.000Z', '2026-03-09T10:00:00.000Z']);
      dossier.clock.moveTo('2026-03-02T08:00+07:00');
    }
  });
});

describe('a dossier that is decided while its clock stands still', () => {
  it('still reminds of its result, as long after the decision as the drawing says', async () => {
    dossier.clock.moveTo('2026-03-02T08:00+07:00');
    const id = await office.takeIn(business);
    await act('pause', id, outage);
    dossier.clock.moveTo('2026-03-03T08:00+07:00');
    await office.workUntil(id, 'deliver');
    assert.deepEqual(await timers(id), [{ state: 'waiting', fire_at: new Date('2026-03-03T10:00+07:00') }]);
    dossier.clock.moveTo('2026-03-03T10:00+07:00');
    await until(async () => (await office.openTasks(id)).some(({ element_id }) => element_id === 'remind'));
  });
});
