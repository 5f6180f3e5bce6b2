import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { conditionVariables, serviceTasks, userTasks } from './definition-parts.js';
import { end, exclusive, file, flow, parsed, refusalsOf, refused, start, task } from './fixtures/draw-process.js';
import { inBothLanguages } from './fixtures/in-both-languages.js';
import { parseProcess } from './parse-process.js';

const housePermit = readFileSync(new URL('../src/fixtures/house-permit.bpmn', import.meta.url), 'utf8');

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

  it('may hold comments, CDATA, Windows line ends and signs that XML has to escape', async () => {
    const xml = file(
      '<!-- <bpmn:task id="no" /> -->',
      start(),
      exclusive('choose', 'choose-end'),
      end(),
      end('large'),
      flow('start', 'choose'),
      flow('choose', 'end'),
      flow('choose', 'large', 'X')
        .replace('X', '<![CDATA[= areaM2 > 250]]>')
        .replace('id=', 'name="> 250 m² &amp; more" id='),
    );
    const definition = await parsed(`\uFEFF${xml.replaceAll('\n', '\r\n')}`);
    assert.equal(definition.flows.at(-1)?.condition, 'areaM2 > 250');
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

describe('a hostile file ends in refusals, soon', () => {
  const manyTags = Array.from({ length: 19_000 }, () => '<a/>').join('');
  const hostile: Record<string, { xml: string; reason: RegExp }> = {
    'nothing at all': { xml: '', reason: /holds no XML element/ },
    'no XML': { xml: 'hello', reason: /text outside of the root/ },
    'a picture': { xml: '\u0000\u0001\u0002PNG<<<>>>', reason: /text outside of the root/ },
    'an unclosed tag': { xml: file(start()).slice(0, -20), reason: /<bpmn:process> is not closed/ },
    'tags that cross': {
      xml: file('<bpmn:task><bpmn:text></bpmn:task></bpmn:text>'),
      reason: /<bpmn:text> is not closed/,
    },
    'an entity bomb': {
      xml: `<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>${file(start())}`,
      reason: /document type declaration/,
    },
    'ten megabytes': { xml: file(`<!--${'x'.repeat(10_000_000)}-->`), reason: /more than 1000000 characters/ },
    'eighty thousand elements': { xml: file('<bpmn:task/>'.repeat(80_000)), reason: /more than 20000 elements/ },
    'nineteen thousand unknown elements behind as many empty lines as fit': {
      xml: file('\n'.repeat(19_000), manyTags),
      reason: /<a> is not supported/,
    },
    'a million empty lines': { xml: file('\n'.repeat(900_000)), reason: /more than 20000 lines/ },
    'nineteen thousand pieces of stray text': {
      xml: file(start(), 'x<bpmn:documentation/>\n'.repeat(19_000)),
      reason: /must not hold text/,
    },
    'a very deep nesting': { xml: file('<bpmn:subProcess>'.repeat(50_000)), reason: /more than 40 deep/ },
    'an attribute of half a million odd characters': {
      xml: file(`<bpmn:task ${'é'.repeat(500_000)}="1" />`),
      reason: /is malformed/,
    },
    'a hundred thousand attributes': {
      xml: file(`<bpmn:task ${Array.from({ length: 100_000 }, (_, i) => `a${i}="1"`).join(' ')} />`),
      reason: /more than 40 attributes|more than 1000000 characters/,
    },
    'fifty attributes': {
      xml: file(`<bpmn:task ${Array.from({ length: 50 }, (_, i) => `a${i}="1"`).join(' ')} />`),
      reason: /more than 40 attributes/,
    },
    'a thousand and one elements': {
      xml: file(...Array.from({ length: 1_001 }, (_, i) => end(`e${i}`))),
      reason: /more than 1000/,
    },
    'a long condition': {
      xml: file(start(), exclusive('x'), end(), flow('start', 'x'), flow('x', 'end', `=${'('.repeat(100_000)}`)),
      reason: /more than 1000 characters/,
    },
    'nine thousand flows to nowhere': {
      xml: file(start(), ...Array.from({ length: 9_000 }, (_, i) => flow('start', `gone${i}`))),
      reason: /unresolved reference/,
    },
  };

  for (const [what, { xml, reason }] of Object.entries(hostile)) {
    it(what, { timeout: 5_000 }, async () => {
      const refusals = await refusalsOf(xml);
      assert.ok(refusals.length <= 201);
      assert.ok(
        refusals.some((refusal) => reason.test(refusal.reason.en)),
        refusals[0]?.reason.en,
      );
      assert.ok(refusals.every(({ line, reason: said }) => line >= 1 && !said.en.includes('    at ')));
    });
  }

  it('a drawing full of things that nobody knows is not even looked at', { timeout: 5_000 }, async () => {
    const odd = `<di:BPMNDiagram xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI">${'\n<di:x u:v="1"/>'.repeat(19_000)}</di:BPMNDiagram>`;
    const xml = file(start(), end(), flow('start', 'end'));
    assert.deepEqual(await refused(xml.replace('</bpmn:definitions>', `${odd}</bpmn:definitions>`)), []);
  });

  it('whatever is broken in a file, the answer is refusals or a definition', async () => {
    const anyDamage = fc.array(
      fc.record({
        from: fc.nat({ max: housePermit.length }),
        length: fc.nat({ max: 40 }),
        put: fc.oneof(
          fc.string({ maxLength: 8 }),
          fc.constantFrom('<', '>', '"', '&', '/>', '<bpmn:task>', ' id="x"', '='),
        ),
      }),
      { minLength: 1, maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(anyDamage, async (damage) => {
        const xml = damage.reduce(
          (text, { from, length, put }) => text.slice(0, from) + put + text.slice(from + length),
          housePermit,
        );
        const result = await parseProcess(xml);
        assert.ok('definition' in result || result.refusals.length > 0);
        for (const { reason } of 'definition' in result ? result.warnings : result.refusals) inBothLanguages(reason);
      }),
      { numRuns: 60, seed: 20_260_302 },
    );
  });

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

  it('the largest process that is taken is read within a second', { timeout: 5_000 }, async () => {
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
