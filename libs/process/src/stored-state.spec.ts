import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { advance } from './advance.js';
import type { Effect } from './effect.js';
import { parsed } from './fixtures/draw-process.js';
import { done, happen, started } from './fixtures/live-process.js';
import type { ProcessDefinition } from './process-definition.js';
import type { ProcessEvent } from './process-event.js';
import type { ProcessState } from './process-state.js';

/** What release 0.1.0 stored of a dossier, from step to step. */
interface Stored {
  at: string;
  definition: ProcessDefinition;
  steps: { state: ProcessState; event: Omit<ProcessEvent, 'at'> & ProcessEvent; effects: Effect[] }[];
}

const fixture = (name: string): string => readFileSync(new URL(`../src/fixtures/${name}`, import.meta.url), 'utf8');

describe('a dossier that has been running since before', () => {
  const stored: Stored = JSON.parse(fixture('house-permit-states.json'));
  const at = new Date(stored.at);

  it('goes on from each state as it was stored, with the same keys, also by the drawing read anew', async () => {
    const readAnew = await parsed(fixture('house-permit.bpmn'));
    assert.deepEqual(readAnew, stored.definition);
    assert.ok(stored.steps.length > 5);
    for (const { state, event, effects } of stored.steps) {
      for (const definition of [stored.definition, readAnew]) {
        const result = advance(definition, state, { ...event, at });
        assert.deepEqual('effects' in result && result.effects, effects, event.type);
      }
    }
  });
});

describe('the state of a dossier that waits', () => {
  it('takes less than 2 KB, with a task for each of twelve agencies open', async () => {
    const permit = await parsed(fixture('house-permit.bpmn'));
    const outcomes = { outcome: 'accepted', decision: 'approve', approval: 'rework', areaM2: 300 };
    const { state } = happen(permit, started(outcomes), done(1));
    assert.ok(JSON.stringify(state).length < 700, `${JSON.stringify(state).length} bytes`);
    const agencies = Array.from({ length: 12 }, (_, index) => `H96.0${index}`);
    const asked = happen(await parsed(fixture('consult-agencies.bpmn')), started({ agencies, dossierCode: 'H96.1' }));
    assert.equal(asked.effects.filter(({ type }) => type === 'createTask').length, 12);
    assert.ok(JSON.stringify(asked.state).length < 2_000, `${JSON.stringify(asked.state).length} bytes`);
  });
});
