import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parsed, refusalsOf } from './fixtures/draw-process.js';
import { done, failed, fired, happen, received, returned, started, told } from './fixtures/live-process.js';
import { parseProcess } from './parse-process.js';

const fixture = (name: string): string => readFileSync(new URL(`../src/fixtures/${name}`, import.meta.url), 'utf8');

describe('a file as an editor writes it goes in unchanged', () => {
  it('from Camunda Modeler: forms, templates, properties, colours, data objects and groups change nothing', async () => {
    const result = await parseProcess(fixture('consult-agencies.bpmn'));
    assert.ok('definition' in result, JSON.stringify(result));
    assert.deepEqual(result.warnings, []);
    const begun = started({ agencies: ['xd', 'ct'], dossierCode: 'H96.1' });
    const opened = happen(result.definition, begun);
    assert.deepEqual(told(opened.effects), [
      'openSubscription Event_withdrawn',
      'startTimer Event_silence',
      'createTask Activity_consult',
      'createTask Activity_consult',
    ]);
    const agreed = [7, 8].map((id) => done(id, { opinion: 'agree' }));
    const called = happen(result.definition, begun, ...agreed);
    assert.deepEqual(called.effects.at(-1), {
      type: 'callProcess',
      callKey: 'call-9',
      elementId: 'Activity_tax',
      calledElement: 'land-tax',
      variables: { ...called.state.scopes[0]?.variables, opinionCount: 2 },
    });
    const { state } = happen(result.definition, begun, ...agreed, returned(9, { taxVnd: 500 }));
    assert.equal(state.status, 'finished');
    assert.equal(state.scopes[0]?.variables['dueVnd'], 500);
    assert.equal(happen(result.definition, begun, ...agreed, failed('call-9', 'taxRefused')).state.status, 'finished');
    assert.equal(happen(result.definition, begun, received(2)).state.status, 'finished');
  });

  it('from bpmn.io: the prefix bpmn2, lanes, a pool of the citizen, data stores; only who works is missing', async () => {
    const result = await parseProcess(fixture('drawn-with-bpmn-io.bpmn'));
    assert.ok('definition' in result, JSON.stringify(result));
    assert.deepEqual(
      result.warnings.map(({ elementId, line }) => `${elementId}:${line}`),
      ['Activity_receive:21', 'Activity_land:33', 'Activity_fire:34'],
    );
    const begun = started({ areaM2: 300, storeys: 5 });
    const last = happen(result.definition, begun, done(1), done(2), done(3));
    assert.deepEqual(
      last.effects.map((effect) => ('date' in effect ? effect.date : effect.type)),
      ['2026-03-20T01:00:00Z'],
    );
    assert.equal(happen(result.definition, begun, done(1), done(2), done(3), fired(7)).state.status, 'finished');
  });

  it('but for what it could not carry out, which is refused by element', async () => {
    const xml = fixture('consult-agencies.bpmn')
      .replace('<bpmn:subProcess ', '<bpmn:subProcess triggeredByEvent="true" ')
      .replace('<zeebe:userTask />', '<zeebe:userTask /><zeebe:taskSchedule dueDate="= now()" />');
    assert.deepEqual((await refusalsOf(xml)).map(({ elementId, reason }) => `${elementId}: ${reason.en}`).slice(0, 2), [
      'Activity_consultation: an event sub-process is not supported',
      'Activity_consult: <zeebe:taskSchedule> is not supported in <bpmn:extensionElements>',
    ]);
  });

  it('and bytes of another encoding end in refusals', async () => {
    const utf16 = Buffer.from(`\uFEFF${fixture('consult-agencies.bpmn')}`, 'utf16le').toString('utf8');
    assert.ok((await refusalsOf(utf16)).length > 0);
    const withMark = `\uFEFF${fixture('consult-agencies.bpmn')}`;
    assert.equal((await parsed(withMark)).processId, 'Process_consult');
  });
});
