import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseProcess } from '@motcua/process';
import { walkEveryWay } from './process-walk.fixture.js';
import { samplePack } from './sample-province.fixture.js';

const { procedures } = await samplePack();

/** What the answers from outside may say. */
const messages = { draftConfirmed: [{}, { draftReply: 'corrections' }, { draftReply: 'confirmed' }] };

describe('the sample province', () => {
  it('offers the twelve procedures, the one by which people ask who looked at their data, and the parts of the interconnected one', () => {
    assert.deepEqual(
      procedures.map(({ code }) => code),
      [
        '1.000894',
        '1.001193',
        '1.001612',
        '1.013225',
        '1.013831',
        '1.014199',
        '2.000635',
        '2.000815',
        '2.002621',
        '3.000333',
        '9.000001',
        'LT.2002621.BH',
        'LT.2002621.KS',
        'LT.2002621.TT',
        'NB.CNTT.01',
        'NB.CNTT.02',
      ],
    );
  });
});

for (const procedure of procedures) {
  const { code, name, steps, processXml } = procedure;
  describe(`the process of ${code} ${name.vi}`, async () => {
    const parsed = await parseProcess(processXml);
    assert.ok('definition' in parsed);
    const { definition, warnings } = parsed;
    const walk = walkEveryWay(definition, procedure, messages);

    it('gives an analyst nothing to look at again', () => {
      assert.deepEqual(warnings, []);
    });

    it('takes every flow of the drawing on some way', () => {
      assert.deepEqual([...walk.flows].sort(), definition.flows.map(({ id }) => id).sort());
    });

    it('can go on after every choice of every step', () => {
      const choices = Object.entries(steps).flatMap(([id, { outcomes = [] }]) =>
        outcomes.map(({ value }) => `${id}: ${value}`),
      );
      assert.deepEqual([...walk.choices].sort(), choices.sort());
    });

    it('ends on every way with the result handed over', () => {
      const delivering = Object.keys(steps).filter((id) => steps[id]?.kind === 'deliver');
      assert.deepEqual([...walk.lastSteps], delivering);
    });
  });
}
