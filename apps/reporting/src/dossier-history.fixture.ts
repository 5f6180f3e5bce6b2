import fc from 'fast-check';
import { Channel, Decision, PaymentWay, Stage, StopGround, Timeliness } from '@motcua/contracts/dossier/v1/events';
import type { StoredEvent } from '@motcua/contracts/event/v1/event';
import { writePayload, type EventPayload, type EventType } from '@motcua/contracts/events';

/** What happens to a dossier after it came in. */
export type Turn =
  | { readonly type: 'accept' | 'pause' | 'resume' | 'extend' | 'recompute' | 'reject' | 'lapse' | 'return' | 'reopen' }
  | {
      readonly type: 'decide';
      readonly decision: keyof typeof decisions;
      readonly timeliness: keyof typeof timelinesses;
    }
  | { readonly type: 'withdraw' | 'stop'; readonly timeliness: keyof typeof timelinesses }
  | { readonly type: 'supplement'; readonly overLimit: boolean }
  | { readonly type: 'rate'; readonly points: number }
  | { readonly type: 'consult' | 'opinion' | 'silence'; readonly agencyCode: string }
  | { readonly type: 'assess' | 'pay' | 'refund'; readonly amountVnd: number };

/** A dossier that was handed in, and its turns in order. */
export interface DossierStory {
  readonly dossierId: string;
  readonly procedureCode: string;
  readonly agencyCode: string;
  readonly channel: keyof typeof channels;
  /** Minutes after `firstDay` of its submission and of each turn. */
  readonly minutes: readonly number[];
  readonly turns: readonly Turn[];
  /** The first promised moment; each extension, pause and announced day moves it by a day. */
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

export const day = 24 * 60;
const firstDay = Date.parse('2025-07-01T00:00:00+07:00');

export function at(minutes: number): Date {
  return new Date(firstDay + minutes * 60_000);
}

/** The events that tell a story. */
export function eventsOf({ dossierId, procedureCode, agencyCode, ...story }: DossierStory): StoredEvent[] {
  const names = {
    dossierId,
    procedureCode,
    competentAgencyCode: agencyCode,
    trackingNumber: 'MC',
    code: `H-${dossierId}`,
  };
  const dossier = { ...names, intakeAgencyCode: 'trung-tam' };
  const intake = { intakeAgencyCode: 'trung-tam', channel: channels[story.channel] };
  const events: StoredEvent[] = [];
  const say = <T extends EventType>(type: T, occurredAt: Date, payload: EventPayload<T>) =>
    events.push(stored(type, dossierId, events.length + 1, occurredAt, payload));
  const submittedAt = at(story.minutes[0] ?? 0);
  say('dossier.submitted', submittedAt, { ...names, ...intake, packHash: 'p1', fileIds: [], submittedAt });
  let [due, original] = [story.dueMinutes, story.dueMinutes];
  story.turns.forEach((turn, index) => {
    const now = at(story.minutes[index + 1] ?? 0);
    const dates = () => ({ dueAt: at(due), originalDueAt: at(original) });
    switch (turn.type) {
      case 'accept':
        say('dossier.accepted', now, { ...names, ...intake, fieldCode: 'ho-tich', acceptedAt: now, dueAt: at(due) });
        say('task.claimed', now, { dossierId, taskId: dossierId, elementId: 'examine' });
        break;
      case 'pause':
        say('clock.paused', now, { dossier, ground: 'outage', pausedAt: now });
        break;
      case 'resume':
        [due, original] = [due + day, original + day];
        say('clock.resumed', now, { dossier, ground: 'outage', resumedAt: now, ...dates() });
        break;
      case 'extend': {
        const wasDueAt = at(due);
        due += day;
        say('dossier.extended', now, { dossier, extendedAt: now, wasDueAt, dueAt: at(due) });
        break;
      }
      case 'recompute': {
        const wasDueAt = at(due);
        [due, original] = [due + day, original + day];
        say('deadline.recomputed', now, { dossier, recomputedAt: now, wasDueAt, ...dates() });
        break;
      }
      case 'supplement':
        say('supplement.requested', now, {
          dossier,
          supplementId: dossierId,
          stage: Stage.STAGE_PROCESS,
          requestedAt: now,
          items: 1,
          overLimit: turn.overLimit,
          fields: [],
        });
        break;
      case 'decide': {
        const [decision, timeliness] = [decisions[turn.decision], timelinesses[turn.timeliness]];
        say('dossier.decided', now, { ...names, decidedAt: now, dueAt: at(due), decision, timeliness });
        break;
      }
      case 'reject':
        say('dossier.rejected', now, { dossier, rejectedAt: now });
        break;
      case 'withdraw':
        say('dossier.withdrawn', now, { dossier, withdrawnAt: now, timeliness: timelinesses[turn.timeliness] });
        break;
      case 'stop':
      case 'lapse': {
        const ground = turn.type === 'lapse' ? StopGround.STOP_GROUND_LAPSED : StopGround.STOP_GROUND_AGENCY;
        const timeliness = timelinesses[turn.type === 'stop' ? turn.timeliness : 'onTime'];
        say('dossier.stopped', now, { dossier, stoppedAt: now, ground, timeliness });
        break;
      }
      case 'return':
        say('dossier.returned', now, { ...names, returnedAt: now });
        break;
      case 'reopen':
        [due, original] = [due + 9 * day, due + 9 * day];
        say('dossier.reopened', now, { dossier, reopenedAt: now, dueAt: at(due), elementId: 'examine' });
        break;
      case 'rate':
        say('dossier.rated', now, {
          dossier,
          points: turn.points,
          ofPoints: 18,
          satisfied: turn.points > 9,
          ratedAt: now,
        });
        break;
      case 'consult':
        say('consultation.asked', now, {
          dossier,
          taskId: dossierId,
          agencyCode: turn.agencyCode,
          askedAt: now,
          dueAt: at(due),
        });
        break;
      case 'opinion':
        say('consultation.answered', now, {
          dossier,
          taskId: dossierId,
          agencyCode: turn.agencyCode,
          opinion: 'agree',
          answeredAt: now,
        });
        break;
      case 'silence':
        say('consultation.lapsed', now, { dossier, taskId: dossierId, agencyCode: turn.agencyCode, lapsedAt: now });
        break;
      case 'assess':
        say('fee.assessed', now, { dossier, amountVnd: turn.amountVnd, assessedAt: now });
        break;
      case 'pay':
        say('fee.paid', now, {
          dossier,
          paymentId: dossierId,
          amountVnd: turn.amountVnd,
          way: PaymentWay.PAYMENT_WAY_ONLINE,
          paidAt: now,
          surplus: false,
        });
        break;
      case 'refund':
        say('fee.refunded', now, { dossier, paymentId: dossierId, amountVnd: turn.amountVnd, refundedAt: now });
        break;
    }
  });
  return events;
}

let lastId = 0;

function stored<T extends EventType>(
  type: T,
  aggregateId: string,
  sequence: number,
  occurredAt: Date,
  payload: EventPayload<T>,
): StoredEvent {
  const id = `00000000-0000-7000-8000-${(++lastId).toString(16).padStart(12, '0')}`;
  return {
    id,
    type,
    aggregateId,
    sequence,
    occurredAt,
    data: writePayload(type, payload),
    position: 0,
    traceParent: '',
  };
}

const agencies = ['xa-hong-dan', 'phuong-bac-lieu', 'so-tu-phap'] as const;
const timeliness = fc.constantFrom('early', 'onTime', 'overdue');
const amountVnd = fc.integer({ min: 0, max: 500_000 });

/** A turn of a running dossier that leaves it running. */
const running: fc.Arbitrary<readonly Turn[]> = fc.oneof(
  fc.constantFrom<readonly Turn[]>(
    [{ type: 'extend' }],
    [{ type: 'recompute' }],
    [{ type: 'pause' }, { type: 'resume' }],
  ),
  fc.boolean().map((overLimit): Turn[] => [{ type: 'supplement', overLimit }, { type: 'pause' }, { type: 'resume' }]),
  fc.tuple(fc.constantFrom(...agencies), fc.constantFrom('opinion', 'silence')).map(([agencyCode, answer]): Turn[] => [
    { type: 'consult', agencyCode },
    { type: answer, agencyCode },
  ]),
  amountVnd.map((amount): Turn[] => [
    { type: 'assess', amountVnd: amount },
    { type: 'pay', amountVnd: amount },
  ]),
);

const decided: fc.Arbitrary<Turn> = fc.record({
  type: fc.constant('decide'),
  decision: fc.constantFrom('approved', 'refused'),
  timeliness,
});
const rated: fc.Arbitrary<Turn> = fc.record({ type: fc.constant('rate'), points: fc.integer({ min: 0, max: 18 }) });

/** How a running dossier ends, or is taken up again, or stands still. */
const ending: fc.Arbitrary<readonly Turn[]> = fc.oneof(
  fc.constantFrom<readonly Turn[]>(
    [],
    [{ type: 'pause' }],
    [{ type: 'lapse' }],
    [{ type: 'pause' }, { type: 'lapse' }],
  ),
  fc.record({ type: fc.constantFrom('withdraw', 'stop'), timeliness }).map((turn): Turn[] => [turn]),
  fc.tuple(decided, rated).map(([end, rate]): Turn[] => [end, { type: 'return' }, rate]),
  fc.tuple(decided, amountVnd).map(([end, amount]): Turn[] => [end, { type: 'refund', amountVnd: amount }]),
  fc.tuple(decided, running).map(([end, more]): Turn[] => [end, { type: 'reopen' }, ...more]),
  fc.tuple(decided, decided).map(([end, again]): Turn[] => [end, { type: 'return' }, { type: 'reopen' }, again]),
);

const afterAcceptance = fc
  .tuple(fc.array(running, { maxLength: 4 }), ending)
  .map(([turns, end]): Turn[] => [{ type: 'accept' }, ...turns.flat(), ...end]);

const turns: fc.Arbitrary<readonly Turn[]> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom<readonly Turn[]>([], [{ type: 'reject' }]) },
  { weight: 6, arbitrary: afterAcceptance },
);

const story: fc.Arbitrary<DossierStory> = turns.chain((told) =>
  fc.record({
    dossierId: fc.uuid({ version: 7 }),
    procedureCode: fc.constantFrom('1.001193', '2.000815', '1.001612'),
    agencyCode: fc.constantFrom(...agencies),
    channel: fc.constantFrom('online', 'counter', 'postal', 'mobile'),
    turns: fc.constant(told),
    minutes: fc
      .array(fc.integer({ min: 0, max: 4 * day }), { minLength: told.length + 1, maxLength: told.length + 1 })
      .map((minutes) => minutes.sort((a, b) => a - b)),
    dueMinutes: fc.integer({ min: 0, max: 6 * day }),
  }),
);

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
