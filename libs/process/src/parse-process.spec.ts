import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { conditionVariables, serviceTasks, userTasks } from './definition-parts.js';
import {
  boundary,
  end,
  exclusive,
  file,
  flow,
  parallel,
  parsed,
  service,
  start,
  task,
  timer,
} from './fixtures/draw-process.js';
import { parseProcess } from './parse-process.js';
import type { Refusal } from './refusal.js';

const housePermit = readFileSync(new URL('../src/fixtures/house-permit.bpmn', import.meta.url), 'utf8');

async function refusalsOf(xml: string): Promise<Refusal[]> {
  const result = await parseProcess(xml);
  return 'refusals' in result ? result.refusals : [];
}

/** `elementId:line reason`, for comparing. */
async function refused(xml: string): Promise<string[]> {
  return (await refusalsOf(xml)).map(({ elementId, line, reason }) => `${elementId}:${line} ${reason}`);
}

describe('a process file that is taken', () => {
  it('gives its process, elements and flows as plain data', async () => {
    const definition = await parsed(housePermit);
    assert.equal(definition.processId, 'Process_permit');
    assert.equal(definition.name, 'Cấp giấy phép xây dựng nhà ở riêng lẻ');
    assert.equal(definition.elements.length, 16);
    assert.equal(definition.flows.length, 15);
    assert.deepEqual(JSON.parse(JSON.stringify(definition)), definition);
    assert.deepEqual(
      definition.elements.find(({ id }) => id === 'Timer_remind'),
      {
        type: 'timerBoundaryEvent',
        id: 'Timer_remind',
        name: 'Nhắc việc',
        attachedTo: 'Task_appraise',
        interrupting: false,
        duration: '= workingTime(5, "workingDay")',
      },
    );
  });

  it('names its user tasks with the groups that may do them', async () => {
    assert.deepEqual(userTasks(await parsed(housePermit)).slice(0, 2), [
      { elementId: 'Task_receive', name: 'Tiếp nhận hồ sơ', candidateGroups: ['receivers'] },
      { elementId: 'Task_appraise', name: 'Thẩm định hồ sơ', candidateGroups: ['appraisers', 'heads'] },
    ]);
  });

  it('names its service tasks and the variables that its expressions read', async () => {
    const definition = await parsed(housePermit);
    assert.deepEqual(serviceTasks(definition), [
      { elementId: 'Service_remind', name: 'Gửi nhắc việc', taskType: 'remind' },
    ]);
    assert.deepEqual(conditionVariables(definition), [
      { elementId: 'Flow_accepted', variable: 'outcome' },
      { elementId: 'Timer_posting', variable: 'areaM2' },
    ]);
  });

  it('may write BPMN under any prefix, or none', async () => {
    const plain = file(start(), task('check'), end(), flow('start', 'check'), flow('check', 'end'));
    const expected = await parsed(plain);
    assert.deepEqual(
      await parsed(plain.replaceAll('bpmn:', 'semantic:').replace('xmlns:bpmn=', 'xmlns:semantic=')),
      expected,
    );
    assert.deepEqual(
      await parsed(plain.replaceAll('xmlns:bpmn=', 'xmlns=').replaceAll(/(<\/?)bpmn:/g, '$1')),
      expected,
    );
  });
});

describe('what a process file holds beyond the supported is refused by element, line and reason', () => {
  const around = (...more: string[]): string =>
    file(start(), task('check'), end(), flow('start', 'check'), flow('check', 'end'), ...more);

  it('an element that is not supported', async () => {
    assert.deepEqual(await refused(around('<bpmn:subProcess id="sub"><bpmn:task id="inner" /></bpmn:subProcess>')), [
      'sub:8 <bpmn:subProcess> is not supported in <bpmn:process>',
    ]);
  });

  it('an element that no standard knows', async () => {
    assert.deepEqual(await refused(around('<bpmn:wish id="wish" />')), [
      'wish:8 <bpmn:wish> is not supported in <bpmn:process>',
    ]);
  });

  it('an extension of another engine, and one of zeebe that would be left out', async () => {
    const xml = around().replace(
      '<zeebe:assignment',
      '<zeebe:ioMapping /><c:properties xmlns:c="urn:c" /><zeebe:assignment',
    );
    assert.deepEqual(await refused(xml), [
      'check:4 <zeebe:ioMapping> is not supported in <bpmn:extensionElements>',
      'check:4 <c:properties> is not supported in <bpmn:extensionElements>',
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

  it('a timer by date or by cycle', async () => {
    const xml = around(timer('wait'), flow('check', 'wait'), flow('wait', 'end')).replaceAll(
      'timeDuration',
      'timeCycle',
    );
    assert.deepEqual(await refused(xml), [
      'wait:8 <bpmn:timeCycle> is not supported in <bpmn:timerEventDefinition>',
      'wait:8 it needs exactly one timer with a duration',
    ]);
  });

  it('text where none belongs', async () => {
    assert.deepEqual(await refused(around('approve this')), ['Process_1:8 <bpmn:process> must not hold text']);
  });

  it('an id that is used twice, and one that is no name', async () => {
    assert.deepEqual(await refused(around(end('check'))), ['check:8 the id check is already used on line 4']);
    const [refusal] = await refusalsOf(around('<bpmn:textAnnotation id="1 2" />'));
    assert.match(refusal?.reason ?? '', /^an id has/);
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
    assert.deepEqual(found, ['start-gone:6 unresolved reference <gone>']);
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
      'start-end:5 only a flow out of an exclusive gateway has a condition',
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

  it('with a timer that has no duration, or sits on no user task', async () => {
    const xml = file(
      start(),
      service('call'),
      end(),
      timer('wait', '5 days'),
      flow('start', 'call'),
      flow('call', 'wait'),
      flow('wait', 'end'),
      boundary('late', 'call', true, 'P5D'),
      flow('late', 'end'),
    );
    assert.deepEqual(await refused(xml), [
      'wait:6 "5 days" is not an ISO 8601 duration such as P5D',
      'late:10 a boundary event sits on a user task',
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
    assert.deepEqual((await refusalsOf(xml.replaceAll('parallelGateway', 'inclusiveGateway'))).length > 0, true);
  });
});

describe('a hostile file ends in refusals, soon', () => {
  const hostile: Record<string, string> = {
    'nothing at all': '',
    'no XML': 'hello',
    'a picture': '\u0000\u0001\u0002PNG<<<>>>',
    'an unclosed tag': file(start()).slice(0, -20),
    'tags that cross': file('<bpmn:task id="a"><bpmn:text></bpmn:task></bpmn:text>'),
    'an entity bomb': `<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>${file(start())}`,
    'ten megabytes': file('x'.repeat(10_000_000)),
    'a hundred thousand elements': file('<bpmn:task/>'.repeat(80_000)),
    'twenty thousand unknown elements': file('\n<a/>'.repeat(19_000)),
    'twenty thousand pieces of stray text': file(start(), 'x<bpmn:documentation/>\n'.repeat(19_000)),
    'a very deep nesting': file('<bpmn:subProcess>'.repeat(50_000)),
    'an attribute of half a million odd characters': file(`<bpmn:task ${'é'.repeat(500_000)}="1" />`),
    'a hundred thousand attributes': file(
      `<bpmn:task ${Array.from({ length: 100_000 }, (_, i) => `a${i}="1"`).join(' ')} />`,
    ),
    'odd attributes in the drawing': file(start()).replace(
      '</bpmn:definitions>',
      `<di:BPMNDiagram xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI">${'\n<di:x u:v="1"/>'.repeat(19_000)}</di:BPMNDiagram></bpmn:definitions>`,
    ),
    'a long condition': file(
      start(),
      exclusive('x'),
      end(),
      flow('start', 'x'),
      flow('x', 'end', `=${'('.repeat(100_000)}`),
    ),
    'nine thousand flows to nowhere': file(
      start(),
      ...Array.from({ length: 9_000 }, (_, i) => flow('start', `gone${i}`)),
    ),
  };

  for (const [what, xml] of Object.entries(hostile)) {
    it(what, { timeout: 3_000 }, async () => {
      const refusals = await refusalsOf(xml);
      assert.ok(refusals.length > 0 && refusals.length <= 201);
      for (const { line, reason } of refusals) {
        assert.ok(line >= 1);
        assert.ok(!reason.includes('    at '), reason);
      }
    });
  }

  it('an id may be a name that JavaScript knows', async () => {
    const xml = file(start('__proto__'), end('constructor'), flow('__proto__', 'constructor'));
    assert.deepEqual(
      (await parsed(xml)).elements.map(({ id }) => id),
      ['__proto__', 'constructor'],
    );
  });

  it('names the line at which a file is malformed', async () => {
    assert.deepEqual(await refused(file(start(), '<bpmn:task id=1 />')), [
      ':4 <bpmn:task> is malformed: attributes are written name="value"',
    ]);
  });

  it('the largest process that is taken is read within a second', { timeout: 3_000 }, async () => {
    const ids = Array.from({ length: 490 }, (_, index) => `t${index}`);
    const xml = file(
      start(),
      ...ids.map((id) => task(id)),
      end(),
      ...ids.map((id, index) => flow(ids[index - 1] ?? 'start', id)),
      flow('t489', 'end'),
    );
    assert.deepEqual(await refused(xml), []);
  });
});
