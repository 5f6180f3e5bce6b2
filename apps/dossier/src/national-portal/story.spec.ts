import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { writePayload, type EventPayload, type EventType } from '@motcua/contracts/events';
import { Decision, Stage, StopGround, Timeliness } from '@motcua/contracts/dossier/v1/events';
import { continued, newStory, stateOf, type StoryEvent } from './story.js';

const at = new Date('2026-03-02T02:00:00Z');
const reference = {
  ...{ dossierId: 'd', code: 'H12-1', trackingNumber: 't', procedureCode: 'p', intakeAgencyCode: 'a' },
  ...{ competentAgencyCode: 'a', citizenId: undefined },
};

function happened<T extends EventType>(type: T, payload: EventPayload<T>, taskKind: string | null = null): StoryEvent {
  return { type, data: writePayload(type, payload), taskKind };
}

const accepted = happened('dossier.accepted', {
  ...{ dossierId: 'd', code: 'H12-1', procedureCode: 'p', fieldCode: 'f', intakeAgencyCode: 'a', channel: 1 },
  ...{ competentAgencyCode: 'a', citizenId: undefined, acceptedAt: at, dueAt: at, trackingNumber: 't' },
} as unknown as EventPayload<'dossier.accepted'>);
const claimed = (kind: string) => happened('task.claimed', { dossierId: 'd', taskId: 't', elementId: 'e' }, kind);
const paused = (ground: string) => happened('clock.paused', { dossier: reference, ground, pausedAt: at });
const resumed = (ground: string) => happened('clock.resumed', { dossier: reference, ground, resumedAt: at, dueAt: at });
const asked = happened('supplement.requested', {
  ...{ dossier: reference, supplementId: 's', stage: Stage.STAGE_PROCESS, requestedAt: at, lapsesAt: at },
  ...{ items: 1, fields: [], overLimit: false },
});
const decided = happened('dossier.decided', {
  ...{ dossierId: 'd', code: 'H12-1', decision: Decision.DECISION_APPROVED, decidedAt: at, dueAt: at },
  ...{ timeliness: Timeliness.TIMELINESS_ON_TIME, procedureCode: 'p', competentAgencyCode: 'a' },
  ...{ citizenId: undefined, trackingNumber: 't' },
});
const returned = happened('dossier.returned', {
  ...{ dossierId: 'd', code: 'H12-1', returnedAt: at, procedureCode: 'p', competentAgencyCode: 'a' },
  ...{ citizenId: undefined, trackingNumber: 't' },
});

function statesOf(...events: readonly StoryEvent[]): number[] {
  let story = newStory;
  return events.map((event) => stateOf((story = continued(story, event))));
}

describe('what the events of a dossier come to for the portal', () => {
  it('is the way from registration to the return of the result', () => {
    assert.equal(stateOf(newStory), 1);
    assert.deepEqual(statesOf(claimed('receive'), accepted, claimed('examine'), decided, returned), [1, 2, 4, 9, 10]);
  });

  it('is a demand as long as its ground stands, whatever else pauses beside it', () => {
    const events = [accepted, paused('financialObligation'), paused('outage'), resumed('financialObligation')];
    assert.deepEqual(statesOf(...events, resumed('outage')), [2, 6, 6, 2, 2]);
    assert.deepEqual(
      statesOf(accepted, claimed('examine'), paused('supplement'), asked, resumed('supplement')),
      [2, 4, 4, 5, 4],
    );
  });

  it('is the end that the dossier has, and goes on when it is taken up again', () => {
    const stopped = happened('dossier.stopped', {
      ...{ dossier: reference, stoppedAt: at, ground: StopGround.STOP_GROUND_AGENCY, timeliness: undefined },
    });
    const reopened = happened('dossier.reopened', { dossier: reference, reopenedAt: at, dueAt: at, elementId: 'e' });
    assert.deepEqual(statesOf(accepted, stopped), [2, 8]);
    assert.deepEqual(statesOf(accepted, decided, returned, reopened, decided), [2, 9, 10, 4, 9]);
  });

  it('does not change by what the portal need not know', () => {
    const story = continued(newStory, accepted);
    assert.equal(continued(story, happened('task.released', { dossierId: 'd', taskId: 't', elementId: 'e' })), story);
  });

  it('is the demand again when a lapse is undone, whichever state it had', () => {
    const lapsed = happened('dossier.stopped', {
      ...{ dossier: reference, stoppedAt: at, ground: StopGround.STOP_GROUND_LAPSED },
      timeliness: Timeliness.TIMELINESS_EARLY,
    });
    const reinstated = (isAccepted: boolean) =>
      happened('dossier.reinstated', {
        ...{ dossier: reference, supplementId: 's', reinstatedAt: at, givenAt: at, accepted: isAccepted },
        pausedGrounds: ['supplement'],
      });
    assert.deepEqual(statesOf(asked, lapsed, reinstated(false), resumed('supplement')), [5, 8, 5, 1]);
    const inProcess = [accepted, claimed('examine'), asked, lapsed, reinstated(true), resumed('supplement')];
    assert.deepEqual(statesOf(...inProcess), [2, 4, 5, 8, 5, 4]);
  });
});
