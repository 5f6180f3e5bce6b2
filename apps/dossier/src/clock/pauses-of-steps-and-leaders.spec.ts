import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PackParts, Step } from '@motcua/pack';
import { dossierForTest, until, type DossierForTest } from '../dossier.fixture.js';
import { business } from '../sample-dossiers.fixture.js';
import { OfficersAtWork } from '../task/officers-at-work.fixture.js';

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
function withFieldCheck(part: PackParts['dossier']): PackParts['dossier'] {
  return {
    ...part,
    procedures: part.procedures.map((procedure) => {
      const { taxCode } = procedure.steps;
      if (procedure.code !== business || !taxCode) return procedure;
      const steps = { ...procedure.steps, taxCode: { ...taxCode, pauses: 'fieldCheck' as const }, remind };
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
    await office.complete(id, 'examine');
    await act('resume', id, fieldCheck);
    dossier.clock.moveTo('2026-03-02T09:00+07:00');
    await act('pause', id, fieldCheck);
    dossier.clock.moveTo('2026-03-02T10:00+07:00');
    await office.complete(id, 'taxCode');
    assert.deepEqual(await grounds(id), ['fieldCheck']);
    await act('resume', id, fieldCheck);
    assert.deepEqual(await grounds(id), []);
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
