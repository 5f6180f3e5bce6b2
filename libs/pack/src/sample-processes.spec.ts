import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ProcessDefinition } from '@motcua/process';
import { advance, initialState, parseProcess } from '@motcua/process';
import { samplePack } from './sample-province.fixture.js';

const { procedures } = await samplePack();
const at = new Date('2026-03-02T02:00:00Z');

/** Runs a process to its end; officers choose from `choices` by task, one after another, and approve otherwise. */
function tasksDone(
  definition: ProcessDefinition,
  variableOf: (elementId: string) => string | undefined,
  choices: Record<string, string[]>,
): string[] {
  const done: string[] = [];
  const open: { taskKey: string; elementId: string }[] = [];
  const left = structuredClone(choices);
  let state = initialState(definition);
  const apply = (result: ReturnType<typeof advance>): boolean => {
    assert.ok(!('rejected' in result), JSON.stringify(result));
    state = result.state;
    for (const effect of result.effects) {
      assert.notEqual(effect.type, 'incident', JSON.stringify(effect));
      if (effect.type === 'createTask') open.push(effect);
    }
    return result.effects.some(({ type }) => type === 'complete');
  };
  let complete = apply(advance(definition, state, { type: 'start', at }));
  for (let task = open.shift(); task; task = open.shift()) {
    done.push(task.elementId);
    assert.ok(done.length < 100, 'the process does not end');
    const variable = variableOf(task.elementId);
    const choice = left[task.elementId]?.shift() ?? 'approve';
    const variables = variable === undefined ? {} : { [variable]: choice };
    complete = apply(advance(definition, state, { type: 'completeTask', at, taskKey: task.taskKey, variables }));
  }
  assert.ok(complete, 'the process did not complete');
  return done;
}

for (const { code, name, steps, processXml } of procedures) {
  describe(`the process of ${code} ${name.vi}`, async () => {
    const parsed = await parseProcess(processXml);
    assert.ok('definition' in parsed);
    const { definition } = parsed;
    const run = (choices: Record<string, string[]>): string[] =>
      tasksDone(definition, (id) => steps[id]?.outcomeVariable, choices);
    const idsOf = (kind: string): string[] => Object.keys(steps).filter((id) => steps[id]?.kind === kind);
    const [decide = ''] = idsOf('decide');
    const [approve = '', refusal = ''] = idsOf('approve');
    const [deliver] = idsOf('deliver');

    it('leads from the receipt through every step but the refusal to the return of the result', () => {
      const done = run({});
      assert.equal(done[0], idsOf('receive')[0]);
      assert.equal(done.at(-1), deliver);
      assert.deepEqual(
        [...done].sort(),
        Object.keys(steps)
          .filter((id) => id !== refusal)
          .sort(),
      );
    });

    it('lets the leader sign a refusal, and returns that', () => {
      assert.deepEqual(run({ [decide]: ['refuse'] }).slice(-3), [decide, refusal, deliver]);
    });

    it('goes back to the officer who decides when the leader does not sign', () => {
      const done = run({ [decide]: ['approve', 'refuse'], [approve]: ['rework'] });
      assert.deepEqual(done.slice(-5), [decide, approve, decide, refusal, deliver]);
    });
  });
}
