import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  boundary,
  end,
  exclusive,
  file,
  flow,
  parallel,
  refusalsOf,
  refused,
  start,
  task,
  timer,
} from './fixtures/draw-process.js';

describe('a drawing that could not be carried out is refused', () => {
  it('without a start event', async () => {
    assert.deepEqual(await refused(file(task('check'), end(), flow('check', 'end'))), [
      'Process_1:2 the process has no start event',
    ]);
  });

  it('with several start events', async () => {
    assert.deepEqual(await refused(file(start(), start('again'), end(), flow('start', 'end'), flow('again', 'end'))), [
      'again:4 the process has more than one start event',
    ]);
  });

  it('with an element that cannot be reached, and one that leads to no end', async () => {
    const xml = file(
      start(),
      end(),
      task('island'),
      task('stuck'),
      flow('start', 'end'),
      flow('island', 'end'),
      flow('start', 'stuck'),
    );
    assert.deepEqual(await refused(xml), [
      'island:5 it cannot be reached from the start event',
      'stuck:6 it has no outgoing flow',
    ]);
  });

  it('with a loop that has no way out', async () => {
    const xml = file(
      start(),
      task('a'),
      task('b'),
      end(),
      flow('start', 'a'),
      flow('start', 'end'),
      flow('a', 'b'),
      flow('b', 'a'),
    );
    assert.deepEqual(await refused(xml), [
      'a:4 no way leads from it to an end event',
      'b:5 no way leads from it to an end event',
    ]);
  });

  it('but a task whose only way out is an interrupting timer is taken', async () => {
    const elements = [
      start(),
      task('wait'),
      exclusive('again'),
      end(),
      flow('start', 'again'),
      flow('again', 'wait'),
      flow('wait', 'again'),
      flow('late', 'end'),
    ];
    assert.deepEqual(await refused(file(...elements, boundary('late', 'wait', true))), []);
    assert.deepEqual(
      (await refusalsOf(file(...elements, boundary('late', 'wait', false)))).map(({ elementId }) => elementId),
      ['start', 'wait', 'again'],
    );
  });

  it('with a loop of gateways alone', async () => {
    const xml = file(
      start(),
      exclusive('in'),
      exclusive('out', 'out-end'),
      end(),
      flow('start', 'in'),
      flow('in', 'out'),
      flow('out', 'in', '= again'),
      flow('out', 'end'),
    );
    assert.deepEqual(await refused(xml), [
      'in:4 it lies on a loop without a task, service or timer',
      'out:5 it lies on a loop without a task, service or timer',
    ]);
  });

  it('with a flow that dangles', async () => {
    const found = await refused(file(start(), end(), flow('start', 'end'), flow('start', 'gone')));
    assert.deepEqual(found, ['start-gone:6 unresolved reference <gone>: the file has no such element']);
    const unnamed = await refused(
      file(start(), end(), flow('start', 'end'), '<bpmn:sequenceFlow id="half" sourceRef="start" />'),
    );
    assert.deepEqual(unnamed, ['half:6 the flow leads to no element of the process']);
  });

  it('with a choice that lacks a condition, unless it is the default', async () => {
    const choice = (defaultFlow?: string): string =>
      file(
        start(),
        exclusive('choose', defaultFlow),
        end('yes'),
        end('no'),
        flow('start', 'choose'),
        flow('choose', 'yes', '= approved'),
        flow('choose', 'no'),
      );
    assert.deepEqual(await refused(choice()), [
      'choose-no:9 a flow out of an exclusive gateway needs a condition, or to be its default',
    ]);
    assert.deepEqual(await refused(choice('choose-no')), []);
    assert.deepEqual(await refused(choice('start-choose')), [
      'choose:4 its default flow does not leave it',
      'choose-no:9 a flow out of an exclusive gateway needs a condition, or to be its default',
    ]);
  });

  it('with a condition where nothing is chosen', async () => {
    assert.deepEqual(await refused(file(start(), end(), flow('start', 'end', '= approved'))), [
      'start-end:5 only a flow out of an exclusive or inclusive gateway has a condition',
    ]);
  });

  it('with a condition that is no FEEL, or lacks its "="', async () => {
    const conditions = [
      '= approved = ',
      'approved',
      '= for i in 1..1000000000 return i',
      '= matches(name, "(a+)+$")',
      '= today > 3',
      '= fee due > 0',
      '= count > 3',
      '= approved; true',
      '= {a: 1}.a = 1',
    ];
    const xml = file(
      start(),
      exclusive('choose', 'choose-end'),
      end(),
      flow('start', 'choose'),
      flow('choose', 'end'),
      ...conditions.flatMap((condition, index) => [end(`end${index}`), flow('choose', `end${index}`, condition)]),
    );
    assert.deepEqual(
      (await refusalsOf(xml)).map(({ elementId }) => elementId),
      conditions.map((_condition, index) => `choose-end${index}`),
    );
  });

  it('with a timer that has no duration, or sits on what takes no time', async () => {
    const xml = file(
      start(),
      exclusive('merge'),
      end(),
      timer('wait', '5 days'),
      flow('start', 'merge'),
      flow('merge', 'wait'),
      flow('wait', 'end'),
      boundary('late', 'merge', true, 'P5D'),
      flow('late', 'end'),
    );
    assert.deepEqual(await refused(xml), [
      'wait:6 "5 days" is not an ISO 8601 duration such as P5D',
      'late:10 a boundary event sits on a task, sub-process or call activity',
    ]);
  });

  it('with flows into a start, a boundary event, or out of an end', async () => {
    const xml = file(
      start(),
      task('check'),
      boundary('late', 'check', false),
      end(),
      flow('start', 'check'),
      flow('check', 'end'),
      flow('late', 'end'),
      flow('check', 'start'),
      flow('check', 'late'),
      flow('end', 'check'),
    );
    assert.deepEqual(
      (await refusalsOf(xml)).map(({ elementId }) => elementId),
      ['start', 'late', 'end'],
    );
  });

  it('with a gateway of another kind', async () => {
    const xml = file(start(), parallel('fork'), end(), flow('start', 'fork'), flow('fork', 'end'));
    assert.deepEqual(await refused(xml), []);
    assert.deepEqual((await refusalsOf(xml.replaceAll('parallelGateway', 'complexGateway'))).length > 0, true);
  });
});
