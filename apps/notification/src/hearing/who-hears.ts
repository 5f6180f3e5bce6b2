import { Decision, StopGround } from '@motcua/contracts/dossier/v1/events';
import type { MessageKind } from '@motcua/pack';
import type { SaidFacts } from '../message/render-message.js';
import type { Hearings, Nobody, Officers, Told, Turn } from './told.js';
import { outcomeWords } from './words.js';

/**
 * Who hears of each event of the dossier service. Citizens are told what concerns them, officers what they must do or know and would not see
 * in their inbox. An event that is missing here fails the spec.
 */
export const whoHears = {
  'dossier.submitted': ({ parentDossierId }) => whole(parentDossierId, 'dossier.submitted'),
  'dossier.accepted': ({ parentDossierId, dueAt }) => whole(parentDossierId, 'dossier.accepted', { dueAt }),
  'dossier.rejected': async (_, askTurn) => [citizen('dossier.rejected', reasonOf(await askTurn()))],
  'dossier.withdrawn': () => [citizen('dossier.withdrawn')],
  // What lapsed is told as that, and a part that ends with its whole ends for nobody else.
  'dossier.stopped': async ({ ground }, askTurn) =>
    ground === StopGround.STOP_GROUND_AGENCY ? [citizen('dossier.stopped', reasonOf(await askTurn()))] : [],
  // Officers are told of the supplement that comes with it.
  'dossier.reinstated': () => [citizen('dossier.reinstated')],
  'dossier.decided': async ({ decision, dueAt }, askTurn) =>
    decision === Decision.DECISION_REFUSED
      ? [citizen('dossier.refused', reasonOf(await askTurn()))]
      : [citizen('dossier.decided', { dueAt })],
  'dossier.returned': async (_, askTurn) => [citizen((await askTurn()).byPost ? 'dossier.posted' : 'dossier.returned')],
  'dossier.extended': async ({ wasDueAt, dueAt }, askTurn) => [
    citizen('dossier.extended', { wasDueAt, dueAt, ...reasonOf(await askTurn()) }),
  ],
  'dossier.reopened': async ({ dueAt }, askTurn) => {
    const turn = await askTurn();
    const says = { dueAt, ...reasonOf(turn) };
    return [citizen('dossier.reopened', says), officers('officer.dossier.reopened', inHand(turn), says)];
  },
  'dossier.rated': nobody('the figures show it; whoever was rated is not told by whom'),
  'dossier.transferred': nobody(
    'the dossier page says who has it now; code, dates and what is to be done stay as they were',
  ),
  'place.asked': nobody('the counter asks in person or by telephone, and the dossier page says what is missing'),
  'personaldata.shown': nobody(
    'those whom it is about read it on a page of their own, and a message for each would tell them nothing more',
  ),
  'dossier.migrated': nobody('the dossier page shows the version, and there is nothing to do'),

  'supplement.requested': async ({ lapsesAt }, askTurn) => {
    const turn = await askTurn();
    return [citizen('supplement.requested', { lapsesAt, items: turn.items, ...reasonOf(turn) })];
  },
  'supplement.answered': async ({ dueAt }, askTurn) => [
    citizen('supplement.answered', { dueAt }),
    officers('officer.supplement.answered', inHand(await askTurn()), { dueAt }),
  ],
  'supplement.lapsed': () => [citizen('supplement.lapsed')],

  // A supplement says itself that the clock stands still, and that it runs again.
  'clock.paused': async ({ ground }, askTurn) =>
    ground === 'supplement' ? [] : [citizen('clock.paused', { ground, ...reasonOf(await askTurn()) })],
  'clock.resumed': ({ ground, dueAt }) =>
    ground === 'supplement' ? [] : [citizen('clock.resumed', { ground, dueAt })],
  'deadline.recomputed': async ({ wasDueAt, dueAt }, askTurn) => {
    const turn = await askTurn();
    const says = { wasDueAt, dueAt, ...reasonOf(turn) };
    return [citizen('deadline.recomputed', says), officers('officer.deadline.recomputed', inHand(turn), says)];
  },
  'deadline.warned': async ({ taskId, recipients, dueAt }, askTurn) =>
    taskId === undefined
      ? [officers('officer.deadline.near', holders(recipients), { dueAt })]
      : [officers('officer.step.near', inCharge(await askTurn(), taskId, recipients), stepOf(await askTurn(), dueAt))],
  'deadline.escalated': async ({ taskId, recipients, dueAt }, askTurn) =>
    taskId === undefined
      ? [officers('officer.deadline.overdue', holders(recipients), { dueAt })]
      : [officers('officer.step.overdue', holders(recipients), stepOf(await askTurn(), dueAt))],

  'task.claimed': nobody('whoever took it knows, and the inbox shows it to the others'),
  'task.released': nobody('it is in the inbox of the group again'),
  'task.reassigned': async ({ toOfficerId, fromOfficerId }, askTurn) => {
    const says = stepOf(await askTurn());
    return [
      officers('officer.task.assigned', people(toOfficerId), says),
      ...(fromOfficerId === undefined ? [] : [officers('officer.task.takenOver', people(fromOfficerId), says)]),
    ];
  },
  'step.completed': nobody('the next step is in the inbox of those who may take it'),
  'step.returned': async (_, askTurn) => {
    const turn = await askTurn();
    return [officers('officer.step.returned', inHand(turn), { ...stepOf(turn), ...reasonOf(turn) })];
  },
  'timer.fired': nobody('what it brings about has an event of its own'),

  'consultation.asked': async ({ taskId, dueAt }, askTurn) => [
    officers('officer.consultation.asked', handsOf((await askTurn()).tasks.filter((task) => task.taskId === taskId)), {
      dueAt,
    }),
  ],
  'consultation.answered': async ({ agencyCode }, askTurn) => {
    const turn = await askTurn();
    return [officers('officer.consultation.answered', inHand(turn), { agencyCode, outcome: turn.outcome })];
  },
  'consultation.lapsed': async ({ agencyCode }, askTurn) => {
    const turn = await askTurn();
    return [officers('officer.consultation.lapsed', inHand(turn), { agencyCode, outcome: turn.outcome })];
  },

  'consultation.withdrawn': nobody('the question is gone from the inbox of the agency that was asked'),

  'message.received': nobody('the next step is in the inbox of those who may take it'),
  'delivery.chosen': nobody('whoever hands the result over reads it on the page of the dossier'),

  'subdossier.opened': nobody('the part says itself that it was accepted, and lies in the inbox of its agency'),
  'subdossier.closed': async ({ outcome }, askTurn) => {
    const turn = await askTurn();
    return [officers('officer.subdossier.closed', inHand(turn), { ...stepOf(turn), outcome: outcomeWords(outcome) })];
  },

  'fee.assessed': ({ amountVnd }) => (amountVnd > 0 ? [citizen('fee.assessed', { amountVnd })] : []),
  'fee.paid': ({ amountVnd }) => [citizen('fee.paid', { amountVnd })],
  'fee.refunded': ({ amountVnd }) => [citizen('fee.refunded', { amountVnd })],
  'payment.cleared': nobody('it is of no dossier, and whoever paid is told by the provider'),
  'result.corrected': async (_, askTurn) => [citizen('result.corrected', reasonOf(await askTurn()))],
} as const satisfies Hearings;

function nobody(reason: string): Nobody {
  return { nobody: reason };
}

function citizen(kind: MessageKind, says?: SaidFacts): Told {
  return { kind, to: 'citizen', ...(says && { says }) };
}

function officers(kind: MessageKind, to: Officers, says?: SaidFacts): Told {
  return { kind, to, ...(says && { says }) };
}

/** A citizen follows an interconnected dossier as a whole: that its parts came in tells them nothing. */
function whole(parentDossierId: string | undefined, kind: MessageKind, says?: SaidFacts): Told[] {
  return parentDossierId === undefined ? [citizen(kind, says)] : [];
}

function reasonOf({ reason }: Turn): Pick<SaidFacts, 'reason'> {
  return { reason };
}

function stepOf({ step }: Turn, dueAt?: Date): Pick<SaidFacts, 'step' | 'dueAt'> {
  return { step, dueAt };
}

function people(...ids: string[]): Officers {
  return { people: ids, positions: [] };
}

function holders(positions: readonly string[]): Officers {
  return { people: [], positions };
}

/** Who works on a dossier now: whoever has a step in charge, else those who may take it. Those who only give an opinion are not meant. */
function inHand({ tasks }: Turn): Officers {
  return handsOf(tasks.filter((task) => !task.isConsultation));
}

/** Whoever has a step in charge; where nobody does, those who are named. */
function inCharge({ tasks }: Turn, taskId: string, otherwise: readonly string[]): Officers {
  const officerId = tasks.find((task) => task.taskId === taskId)?.officerId;
  return officerId === undefined ? holders(otherwise) : people(officerId);
}

function handsOf(tasks: Turn['tasks']): Officers {
  return {
    people: tasks.flatMap(({ officerId }) => officerId ?? []),
    positions: tasks.flatMap(({ officerId, candidates }) => (officerId === undefined ? candidates : [])),
  };
}
