import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { initialState } from '@motcua/process';
import { birth, building, business, centre, commune } from '../sample-dossiers.fixture.js';
import { procedureOf, sampleRules } from '../sample-province.fixture.js';
import { ProcessStuck, progress, variablesOf, type Progress, type ProgressContext } from './progress.js';

const rules = await sampleRules();
const monday = new Date('2026-03-02T09:00:00+07:00');

function contextOf(procedureCode: string, dueAt?: string): ProgressContext {
  return {
    rules,
    procedure: rules.prepareAt(procedureOf(rules, procedureCode), commune),
    intakeAgencyCode: centre,
    competentAgencyCode: commune,
    dueAt: dueAt === undefined ? undefined : new Date(dueAt),
  };
}

function started(context: ProgressContext): Progress {
  const { process, definition } = context.procedure;
  return progress(context, initialState(process), { type: 'start', at: monday, variables: definition.variables ?? {} });
}

function completed(context: ProgressContext, { state, newTasks }: Progress, variables = {}): Progress {
  return progress(context, state, {
    type: 'completeTask',
    taskKey: newTasks[0]?.task_key ?? '',
    at: monday,
    variables,
  });
}

describe('the progress of a dossier', () => {
  it('begins at the one-stop desk of the counter that took it in, which has eight working hours to answer', () => {
    const { newTasks } = started(contextOf(birth));
    assert.deepEqual(
      newTasks.map(({ element_id, kind, agency_code, candidates, due_at }) => [
        element_id,
        kind,
        agency_code,
        candidates,
        due_at.toISOString(),
      ]),
      [['receive', 'receive', centre, [`${centre}/one-stop-officer`], '2026-03-03T02:00:00.000Z']],
    );
  });

  it('goes on at the agency that decides, due with the dossier where the step has no limit of its own', () => {
    const context = contextOf(birth, '2026-03-02T17:00:00+07:00');
    const [task] = completed(context, started(context)).newTasks;
    assert.equal(task?.element_id, 'examine');
    assert.deepEqual(task.candidates, [`${commune}/civil-status-officer`]);
    assert.equal(task.due_at.toISOString(), '2026-03-02T10:00:00.000Z');
  });

  it('gives a step its own limit, but never more time than the dossier has', () => {
    const roomy = contextOf(business, '2026-03-05T17:00:00+07:00');
    assert.equal(completed(roomy, started(roomy)).newTasks[0]?.due_at.toISOString(), '2026-03-02T10:00:00.000Z');
    const tight = contextOf(business, '2026-03-02T10:00:00+07:00');
    assert.equal(completed(tight, started(tight)).newTasks[0]?.due_at.toISOString(), '2026-03-02T03:00:00.000Z');
  });

  it('opens the site visit and both consultations at once, each at its agency', () => {
    const context = contextOf(building, '2026-03-17T17:00:00+07:00');
    const fork = completed(context, completed(context, started(context)));
    assert.deepEqual(
      fork.newTasks.map(({ element_id, agency_code }) => [element_id, agency_code]),
      [
        ['fieldCheck', commune],
        ['consult', 'so-xay-dung'],
        ['consult', 'so-nong-nghiep-va-moi-truong'],
      ],
    );
  });

  it('remembers what was chosen', () => {
    const context = contextOf(birth, '2026-03-02T17:00:00+07:00');
    const decide = completed(context, completed(context, started(context)));
    assert.equal(variablesOf(decide.state).decision, undefined);
    const refused = completed(context, decide, { decision: 'refuse' });
    assert.equal(variablesOf(refused.state).decision, 'refuse');
    assert.equal(refused.newTasks[0]?.element_id, 'approveRefusal');
  });

  it('is refused when no way leads on, and when the task is not open', () => {
    const context = contextOf(birth, '2026-03-02T17:00:00+07:00');
    const decide = completed(context, completed(context, started(context)));
    assert.throws(() => completed(context, decide, { decision: 'perhaps' }), ProcessStuck);
    assert.throws(
      () => progress(context, decide.state, { type: 'completeTask', taskKey: 'gone', at: monday, variables: {} }),
      ProcessStuck,
    );
  });
});
