import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  end,
  exclusive,
  file,
  flow,
  refusalsOf,
  refused,
  service,
  start,
  task,
  timer,
} from './fixtures/draw-process.js';

describe('what a process file holds beyond the supported is refused by element, line and reason', () => {
  const around = (...more: string[]): string =>
    file(start(), task('check'), end(), flow('start', 'check'), flow('check', 'end'), ...more);

  it('an element that is not supported', async () => {
    assert.deepEqual(
      await refused(around('<bpmn:adHocSubProcess id="sub"><bpmn:task id="inner" /></bpmn:adHocSubProcess>')),
      ['sub:8 <bpmn:adHocSubProcess> is not supported in <bpmn:process>'],
    );
  });

  it('an element that no standard knows', async () => {
    assert.deepEqual(await refused(around('<bpmn:wish id="wish" />')), [
      'wish:8 <bpmn:wish> is not supported in <bpmn:process>',
    ]);
  });

  it('an extension of another engine, and one of zeebe that would be left out', async () => {
    const xml = around().replace(
      '<zeebe:assignment',
      '<zeebe:taskListeners /><c:properties xmlns:c="urn:c" /><zeebe:assignment',
    );
    assert.deepEqual(await refused(xml), [
      'check:4 <zeebe:taskListeners> is not supported in <bpmn:extensionElements>',
      'check:4 <c:properties> is not supported in <bpmn:extensionElements>',
    ]);
  });

  it('an element that only looks like one of BPMN', async () => {
    const xml = around('<bpmn:endEvent xmlns:bpmn="urn:other" id="fake" />');
    assert.deepEqual(await refused(xml), ['fake:8 <foreign:endEvent> is not supported in <bpmn:process>']);
    assert.deepEqual(await refused(around().replace(/xmlns:bpmn="[^"]*"/, '')), [
      'Definitions_1:1 <foreign:definitions> is not supported as the root',
    ]);
  });

  it('an attribute that carries behaviour', async () => {
    assert.deepEqual(await refused(around().replace('<bpmn:userTask ', '<bpmn:userTask isForCompensation="true" ')), [
      'check:4 the attribute isForCompensation is not supported',
    ]);
    assert.deepEqual(await refused(around().replace('candidateGroups=', 'assignee="an" candidateGroups=')), [
      'check:4 the attribute assignee is not supported',
    ]);
  });

  it('a multi-instance marker, a message start and an error end', async () => {
    const xml = around()
      .replace('</bpmn:userTask>', '<bpmn:multiInstanceLoopCharacteristics /></bpmn:userTask>')
      .replace(
        '<bpmn:startEvent id="start" />',
        '<bpmn:startEvent id="start"><bpmn:messageEventDefinition /></bpmn:startEvent>',
      )
      .replace('<bpmn:endEvent id="end" />', '<bpmn:endEvent id="end"><bpmn:errorEventDefinition /></bpmn:endEvent>');
    assert.deepEqual(
      (await refusalsOf(xml)).map(({ elementId, line }) => `${elementId}:${line}`),
      ['start:3', 'check:4', 'end:5'],
    );
  });

  it('a timer that repeats', async () => {
    const xml = around(timer('wait'), flow('check', 'wait'), flow('wait', 'end')).replaceAll(
      'timeDuration',
      'timeCycle',
    );
    assert.deepEqual(await refused(xml), [
      'wait:8 a timer that repeats is not supported: draw a loop with a timer of one duration',
    ]);
  });

  it('text where none belongs', async () => {
    assert.deepEqual(await refused(around('approve this')), ['Process_1:8 <bpmn:process> must not hold text']);
  });

  it('an id that is used twice, and one that is no name', async () => {
    assert.deepEqual(await refused(around(end('check'))), ['check:8 the id check is already used on line 4']);
    const [refusal] = await refusalsOf(around('<bpmn:textAnnotation id="1 2" />'));
    assert.match(refusal?.reason.en ?? '', /^an id has/);
  });

  it('a process or an element without an id', async () => {
    const found = await refused(around('<bpmn:endEvent />'));
    assert.ok(found.includes('Process_1:8 <bpmn:endEvent> needs an id'), found.join('\n'));
  });

  it('a second process', async () => {
    const xml = around().replace('</bpmn:definitions>', '\n<bpmn:process id="Process_2" /></bpmn:definitions>');
    assert.deepEqual(await refused(xml), ['Process_2:9 the file holds more than one process']);
  });

  it('tells all faults at once, in the order of the file', async () => {
    const xml = file(
      start(),
      '<bpmn:task id="plain" />',
      exclusive('choose'),
      service('work', ''),
      timer('wait', 'soon'),
      end(),
      flow('start', 'choose'),
      flow('choose', 'work', '= approved ='),
      flow('choose', 'wait'),
      flow('work', 'end'),
      flow('wait', 'end'),
    );
    assert.deepEqual(
      (await refusalsOf(xml)).map(({ elementId, line }) => `${elementId}:${line}`),
      ['plain:4', 'work:6', 'wait:7', 'choose-work:10', 'choose-wait:11'],
    );
  });
});
