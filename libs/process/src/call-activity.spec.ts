import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { boundary, call, end, extended, file, mapping, parsed, refused, row, start } from './fixtures/draw-process.js';
import { fired, happen, incidentOf, rejectionOf, returned, started, told } from './fixtures/live-process.js';
import type { ProcessDefinition } from './process-definition.js';

describe('a call activity', () => {
  const calling = (activity: string, ...more: string[]): Promise<ProcessDefinition> =>
    parsed(file(start(), activity, end(), row('start', 'tax', 'end'), ...more));

  it('starts another process with what is known, and goes on with what that one gives', async () => {
    const definition = await calling(call('tax', 'land-tax'));
    assert.deepEqual(happen(definition, started({ areaM2: 90 })).effects, [
      {
        type: 'callProcess',
        callKey: 'call-1',
        elementId: 'tax',
        calledElement: 'land-tax',
        variables: { areaM2: 90 },
      },
    ]);
    const { state, effects } = happen(definition, started(), returned(1, { taxVnd: 500 }));
    assert.deepEqual(effects, [{ type: 'complete' }]);
    assert.deepEqual(state.scopes[0]?.variables, { taxVnd: 500 });
    assert.equal(rejectionOf(definition, state, returned(1)), 'finished');
  });

  it('tells and takes no more than its mappings say', async () => {
    const definition = await calling(
      extended(
        call('tax', 'land-tax', 'propagateAllParentVariables="false" propagateAllChildVariables="false"'),
        mapping({ area: '= areaM2 * 2', year: '2026' }, { dueVnd: '= taxVnd + 1' }),
      ),
    );
    const [effect] = happen(definition, started({ areaM2: 90, secret: 1 })).effects;
    assert.deepEqual(effect?.type === 'callProcess' && effect.variables, { area: 180, year: '2026' });
    const { state } = happen(definition, started({ areaM2: 90 }), returned(1, { taxVnd: 500, other: 1 }));
    assert.deepEqual(state.scopes[0]?.variables, { areaM2: 90, dueVnd: 501 });
  });

  it('takes nothing where it is drawn so', async () => {
    const definition = await calling(call('tax', 'land-tax', 'propagateAllChildVariables="false"'));
    const { state } = happen(definition, started(), returned(1, { taxVnd: 500 }));
    assert.deepEqual(state.scopes[0]?.variables, {});
  });

  it('may find the process by an expression', async () => {
    const definition = await calling(call('tax', '= &quot;tax-&quot; + kind'));
    const [effect] = happen(definition, started({ kind: 'land' })).effects;
    assert.equal(effect?.type === 'callProcess' && effect.calledElement, 'tax-land');
    assert.match(incidentOf(happen(definition, started()).effects), /^tax: the called process: .*'kind' not found/);
    assert.match(incidentOf(happen(await calling(call('tax', '= n')), started({ n: 3 })).effects), /is no text/);
  });

  it('is cancelled by an interrupting timer', async () => {
    const definition = await calling(call('tax'), boundary('late', 'tax', true), row('late', 'end'));
    const { state, effects } = happen(definition, started(), fired(2));
    assert.deepEqual(told(effects), ['cancelCall call-1', 'complete']);
    assert.equal(rejectionOf(definition, state, returned(1)), 'finished');
    assert.equal(rejectionOf(definition, happen(definition, started()).state, returned(2)), 'unknownCall');
  });

  it('that calls nothing is refused', async () => {
    const xml = file(start(), call('tax', ''), end(), row('start', 'tax', 'end'));
    assert.deepEqual(await refused(xml), ['tax:4 a call activity needs one zeebe:calledElement with a processId']);
  });
});
