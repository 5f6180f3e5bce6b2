import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  boundary,
  end,
  exclusive,
  file,
  flow,
  inclusive,
  parallel,
  parsed,
  refused,
  row,
  start,
  task,
} from './fixtures/draw-process.js';
import { done, fired, happen, incidentOf, retried, started } from './fixtures/live-process.js';
import type { ProcessDefinition } from './process-definition.js';
import { activeElements } from './process-state.js';

describe('an inclusive gateway', () => {
  const opinions = (): Promise<ProcessDefinition> =>
    parsed(
      file(
        start(),
        inclusive('ask', 'ask-none'),
        task('fire'),
        task('land'),
        task('none'),
        inclusive('meet'),
        task('sign'),
        end(),
        row('start', 'ask'),
        flow('ask', 'fire', '= storeys > 7'),
        flow('ask', 'land', '= areaM2 > 500'),
        flow('ask', 'none'),
        row('fire', 'meet', 'sign', 'end'),
        row('land', 'meet'),
        row('none', 'meet'),
      ),
    );
  const opened = async (storeys: number, areaM2: number): Promise<string[]> =>
    activeElements(happen(await opinions(), started({ storeys, areaM2 })).state);

  it('takes every flow whose condition is true, else the default flow', async () => {
    assert.deepEqual(await opened(9, 600), ['fire', 'land']);
    assert.deepEqual(await opened(9, 100), ['fire']);
    assert.deepEqual(await opened(1, 100), ['none']);
  });

  it('meets again once those that were taken have come, and waits for no other', async () => {
    const definition = await opinions();
    const both = started({ storeys: 9, areaM2: 600 });
    assert.deepEqual(activeElements(happen(definition, both, done(2)).state), ['fire', 'meet']);
    assert.deepEqual(activeElements(happen(definition, both, done(2), done(1)).state), ['sign']);
    assert.deepEqual(activeElements(happen(definition, started({ storeys: 9, areaM2: 1 }), done(1)).state), ['sign']);
  });

  it('is an incident where nothing is true and there is no default; a retry chooses anew', async () => {
    const definition = await parsed(
      file(
        start(),
        inclusive('ask'),
        task('a'),
        task('b'),
        end(),
        row('start', 'ask'),
        flow('ask', 'a', '= x'),
        flow('ask', 'b', '= y'),
        row('a', 'end'),
        row('b', 'end'),
      ),
    );
    const stuck = happen(definition, started({ x: false, y: false }));
    assert.equal(incidentOf(stuck.effects), 'ask: no condition is true and there is no default flow');
    const again = happen(definition, started({ x: false, y: false }), retried(1, { x: true, y: true }));
    assert.deepEqual(activeElements(again.state), ['a', 'b']);
    assert.match(incidentOf(happen(definition, started({ x: true })).effects), /the flow ask-b: .*'y' not found/);
  });

  it('waits for a branch that may still come back to it by a loop or a timer of its own', async () => {
    const definition = await parsed(
      file(
        start(),
        parallel('fork'),
        task('short'),
        exclusive('again'),
        task('long'),
        exclusive('decide', 'decide-meet'),
        task('slow'),
        boundary('late', 'slow', false),
        inclusive('meet'),
        end(),
        row('start', 'fork', 'short', 'meet', 'end'),
        row('fork', 'again', 'long', 'decide', 'meet'),
        row('fork', 'slow', 'end'),
        row('late', 'meet'),
        flow('decide', 'again', '= redo'),
      ),
    );
    const long = happen(definition, started(), done(1), done(4, { redo: true }));
    assert.deepEqual(activeElements(long.state), ['slow', 'meet', 'long']);
    const waiting = happen(definition, started(), done(1), done(4, { redo: false }));
    assert.deepEqual(activeElements(waiting.state), ['slow', 'meet'], 'the timer of slow may still send a token');
    assert.deepEqual(
      activeElements(happen(definition, started(), done(1), done(4, { redo: false }), fired(3)).state),
      ['slow'],
      'once it has fired, nothing more can come',
    );
  });

  it('needs a condition on each way, or a default', async () => {
    const xml = file(
      start(),
      inclusive('ask'),
      task('a'),
      task('b'),
      end(),
      row('start', 'ask', 'a', 'end'),
      flow('ask', 'b'),
      row('b', 'end'),
    );
    assert.deepEqual(await refused(xml), [
      'ask-a:8 a flow out of an inclusive gateway needs a condition, or to be its default',
      'ask-b:9 a flow out of an inclusive gateway needs a condition, or to be its default',
    ]);
  });
});
