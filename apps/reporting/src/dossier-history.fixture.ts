import fc from 'fast-check';
import { Channel, Decision, Timeliness } from '@motcua/contracts/dossier/v1/events';
import type { StoredEvent } from '@motcua/contracts/event/v1/event';
import { writePayload, type EventPayload, type EventType } from '@motcua/contracts/events';

/** A dossier and how far it has come: submitted, accepted, decided, returned. */
export interface DossierStory {
  readonly dossierId: string;
  readonly procedureCode: string;
  readonly agencyCode: string;
  readonly channel: keyof typeof channels;
  readonly timeliness: keyof typeof timelinesses;
  readonly decision: keyof typeof decisions;
  /** Minutes after `firstDay` of what has happened, in order. */
  readonly minutes: readonly number[];
  readonly dueMinutes: number;
}

export const channels = {
  online: Channel.CHANNEL_ONLINE,
  counter: Channel.CHANNEL_COUNTER,
  postal: Channel.CHANNEL_POSTAL,
  mobile: Channel.CHANNEL_MOBILE,
} as const;

export const timelinesses = {
  early: Timeliness.TIMELINESS_EARLY,
  onTime: Timeliness.TIMELINESS_ON_TIME,
  overdue: Timeliness.TIMELINESS_OVERDUE,
} as const;

export const decisions = { approved: Decision.DECISION_APPROVED, refused: Decision.DECISION_REFUSED } as const;

const firstDay = Date.parse('2025-07-01T00:00:00+07:00');

export function at(minutes: number): Date {
  return new Date(firstDay + minutes * 60_000);
}

/** The events that tell a story. */
export function eventsOf(story: DossierStory): StoredEvent[] {
  const { dossierId, procedureCode, agencyCode } = story;
  const [submittedAt, acceptedAt, decidedAt, returnedAt] = story.minutes.map(at);
  const known = {
    dossierId,
    procedureCode,
    competentAgencyCode: agencyCode,
    trackingNumber: 'MC',
    code: `H-${dossierId}`,
  };
  const intake = { intakeAgencyCode: 'trung-tam', channel: channels[story.channel], dueAt: at(story.dueMinutes) };
  const events: (StoredEvent | undefined)[] = [
    submittedAt &&
      stored('dossier.submitted', 1, submittedAt, { ...known, ...intake, packHash: 'p1', fileIds: [], submittedAt }),
    acceptedAt && stored('dossier.accepted', 2, acceptedAt, { ...known, ...intake, fieldCode: 'ho-tich', acceptedAt }),
    acceptedAt && stored('task.claimed', 3, acceptedAt, { dossierId, taskId: dossierId, elementId: 'examine' }),
    decidedAt &&
      stored('dossier.decided', 4, decidedAt, {
        ...known,
        dueAt: at(story.dueMinutes),
        decidedAt,
        decision: decisions[story.decision],
        timeliness: timelinesses[story.timeliness],
      }),
    returnedAt && stored('dossier.returned', 5, returnedAt, { ...known, returnedAt }),
  ];
  return events.filter((event) => event !== undefined);
}

let lastId = 0;

function stored<T extends EventType>(
  type: T,
  sequence: number,
  occurredAt: Date,
  payload: EventPayload<T> & { readonly dossierId: string },
): StoredEvent {
  const id = `00000000-0000-7000-8000-${(++lastId).toString(16).padStart(12, '0')}`;
  const data = writePayload(type, payload);
  return { id, type, aggregateId: payload.dossierId, sequence, occurredAt, data, position: 0, traceParent: '' };
}

const story: fc.Arbitrary<DossierStory> = fc.record({
  dossierId: fc.uuid({ version: 7 }),
  procedureCode: fc.constantFrom('1.001193', '2.000815', '1.001612'),
  agencyCode: fc.constantFrom('xa-hong-dan', 'phuong-bac-lieu', 'so-tu-phap'),
  channel: fc.constantFrom('online', 'counter', 'postal', 'mobile'),
  timeliness: fc.constantFrom('early', 'onTime', 'overdue'),
  decision: fc.constantFrom('approved', 'refused'),
  minutes: fc
    .array(fc.integer({ min: 0, max: 4 * 24 * 60 }), { minLength: 1, maxLength: 4 })
    .map((minutes) => minutes.sort((a, b) => a - b)),
  dueMinutes: fc.integer({ min: 0, max: 6 * 24 * 60 }),
});

/** Stories of different dossiers, and their events in an order of commits: each dossier's own in sequence. */
export const histories = fc
  .uniqueArray(story, { selector: ({ dossierId }) => dossierId, minLength: 1, maxLength: 12 })
  .chain((stories) => {
    const events = stories.map(eventsOf);
    const places = events.flatMap((own, dossier) => own.map(() => dossier));
    return fc.shuffledSubarray(places, { minLength: places.length }).map((order) => {
      const left = events.map((own) => [...own]);
      const committed = order.flatMap((dossier) => left[dossier]?.splice(0, 1) ?? []);
      return { stories, events: committed.map((event, index) => ({ ...event, position: index + 1 })) };
    });
  });

/** One such history, the same for the same seed. */
export function sampleHistory(seed: number) {
  const [history] = fc.sample(histories, { seed, numRuns: 1 });
  if (!history) throw new Error('no history');
  return history;
}
