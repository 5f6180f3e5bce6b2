import { Channel, Decision, StopGround, Timeliness, type DossierReference } from '@motcua/contracts/dossier/v1/events';
import { isKnownEventType, readPayload, type EventPayload, type EventType } from '@motcua/contracts/events';

/** What an event says for reports: codes, times as ISO 8601 text, and sums in đồng. */
export interface Said {
  readonly code?: string;
  readonly trackingNumber?: string;
  readonly intakeAgencyCode?: string;
  readonly fieldCode?: string;
  readonly channel?: string;
  readonly parentId?: string;
  readonly dueAt?: string;
  readonly originalDueAt?: string;
  readonly decision?: string;
  readonly timeliness?: string;
  readonly ground?: string;
  /** Names of grounds, with spaces between them. */
  readonly grounds?: string;
  readonly overLimit?: boolean;
  readonly points?: number;
  readonly ofPoints?: number;
  readonly satisfied?: boolean;
  readonly amountVnd?: number;
  /** The agency that was asked for its opinion. */
  readonly consultedAgencyCode?: string;
  /** The agency from which it went over to the one that has it now. */
  readonly fromAgencyCode?: string;
  /** It was received by the one agency and is done by the other. */
  readonly inProcess?: boolean;
}

/** One event of one dossier. */
export interface DossierEvent {
  readonly dossierId: string;
  readonly sequence: number;
  readonly type: ReportedType;
  /** ISO 8601 */
  readonly at: string;
  readonly agencyCode: string;
  readonly procedureCode: string;
  readonly said: Said;
}

type Values = { readonly [Name in keyof Said]?: Said[Name] | Date | undefined };

interface Reading<T extends EventType> {
  readonly at: (event: EventPayload<T>) => Date | undefined;
  readonly said?: (event: EventPayload<T>) => Values;
}

function reading<T extends EventType>(at: Reading<T>['at'], said?: Reading<T>['said']): Reading<T> {
  return { at, ...(said && { said }) };
}

/** The events that reports are made of. The others say nothing that is counted. */
const readings = {
  'dossier.submitted': reading<'dossier.submitted'>(
    ({ submittedAt }) => submittedAt,
    (event) => ({ ...cameIn(event), trackingNumber: event.trackingNumber }),
  ),
  'dossier.accepted': reading<'dossier.accepted'>(
    ({ acceptedAt }) => acceptedAt,
    (event) => ({ ...cameIn(event), fieldCode: event.fieldCode, code: event.code, dueAt: event.dueAt }),
  ),
  'dossier.decided': reading<'dossier.decided'>(
    ({ decidedAt }) => decidedAt,
    ({ decision, timeliness }) => ({
      decision: known(decisions, decision),
      timeliness: known(timelinesses, timeliness),
    }),
  ),
  'dossier.returned': reading<'dossier.returned'>(({ returnedAt }) => returnedAt),
  'dossier.rejected': reading<'dossier.rejected'>(({ rejectedAt }) => rejectedAt),
  'dossier.withdrawn': reading<'dossier.withdrawn'>(({ withdrawnAt }) => withdrawnAt, classed),
  'dossier.stopped': reading<'dossier.stopped'>(
    ({ stoppedAt }) => stoppedAt,
    (event) => ({ ...classed(event), ground: known(stopGrounds, event.ground) }),
  ),
  'dossier.reinstated': reading<'dossier.reinstated'>(
    ({ reinstatedAt }) => reinstatedAt,
    ({ pausedGrounds }) => ({ grounds: pausedGrounds.join(' ') }),
  ),
  'dossier.extended': reading<'dossier.extended'>(({ extendedAt }) => extendedAt, dueFromNowOn),
  'dossier.reopened': reading<'dossier.reopened'>(({ reopenedAt }) => reopenedAt, dueFromNowOn),
  'dossier.rated': reading<'dossier.rated'>(
    ({ ratedAt }) => ratedAt,
    ({ points, ofPoints, satisfied }) => ({ points, ofPoints, satisfied }),
  ),
  'dossier.transferred': reading<'dossier.transferred'>(
    ({ transferredAt }) => transferredAt,
    ({ dossier, fromAgencyCode, inProcess }) => ({
      intakeAgencyCode: dossier?.intakeAgencyCode,
      fromAgencyCode,
      inProcess,
    }),
  ),
  'clock.paused': reading<'clock.paused'>(
    ({ pausedAt }) => pausedAt,
    ({ ground }) => ({ ground }),
  ),
  'clock.resumed': reading<'clock.resumed'>(
    ({ resumedAt }) => resumedAt,
    (event) => ({ ...dueFromNowOn(event), originalDueAt: event.originalDueAt, ground: event.ground }),
  ),
  'deadline.recomputed': reading<'deadline.recomputed'>(
    ({ recomputedAt }) => recomputedAt,
    (event) => ({ ...dueFromNowOn(event), originalDueAt: event.originalDueAt }),
  ),
  'supplement.requested': reading<'supplement.requested'>(
    ({ requestedAt }) => requestedAt,
    ({ overLimit }) => ({ overLimit }),
  ),
  'consultation.asked': reading<'consultation.asked'>(({ askedAt }) => askedAt, consulted),
  'consultation.answered': reading<'consultation.answered'>(({ answeredAt }) => answeredAt, consulted),
  'consultation.lapsed': reading<'consultation.lapsed'>(({ lapsedAt }) => lapsedAt, consulted),
  'fee.assessed': reading<'fee.assessed'>(({ assessedAt }) => assessedAt, sum),
  'fee.paid': reading<'fee.paid'>(({ paidAt }) => paidAt, sum),
  'fee.refunded': reading<'fee.refunded'>(({ refundedAt }) => refundedAt, sum),
  'result.corrected': reading<'result.corrected'>(({ correctedAt }) => correctedAt),
} as const satisfies { readonly [T in EventType]?: Reading<T> };

export type ReportedType = keyof typeof readings;
export const reportedTypes = Object.keys(readings).filter(isReported);

function isReported(type: string): type is ReportedType {
  return Object.hasOwn(readings, type);
}

/**
 * What an event says; undefined for one that no report is made of.
 * @throws Error it says something that this release has no word for: it waits until one has
 */
export function readEvent(event: { type: string; data: string; sequence: number }): DossierEvent | undefined {
  if (!isReported(event.type) || !isKnownEventType(event.type)) return undefined;
  return readAs(event.type, event);
}

function readAs<T extends ReportedType>(type: T, { data, sequence }: { data: string; sequence: number }): DossierEvent {
  const payload = readPayload(type, data);
  const { at, said } = readings[type] as Reading<T>;
  const happened = at(payload);
  const dossier = namesOf(payload);
  if (!happened || !dossier?.dossierId) throw new Error(`${type} says neither when nor of which dossier`);
  return {
    dossierId: dossier.dossierId,
    sequence,
    type,
    at: happened.toISOString(),
    agencyCode: dossier.competentAgencyCode,
    procedureCode: dossier.procedureCode,
    said: { ...(dossier.code && { code: dossier.code }), ...textOf(said?.(payload) ?? {}) },
  };
}

type Names = Pick<DossierReference, 'dossierId' | 'code' | 'procedureCode' | 'competentAgencyCode'>;

function namesOf(payload: EventPayload<ReportedType>): Names | undefined {
  return 'dossier' in payload ? payload.dossier : 'procedureCode' in payload ? payload : undefined;
}

/** As JSON has it, without what is not said. */
function textOf(values: Values): Said {
  return JSON.parse(JSON.stringify(values)) as Said;
}

function cameIn(event: EventPayload<'dossier.submitted' | 'dossier.accepted'>): Values {
  const { intakeAgencyCode, channel, parentDossierId } = event;
  return { intakeAgencyCode, channel: known(channels, channel), parentId: parentDossierId };
}

function dueFromNowOn({ dueAt }: { dueAt: Date | undefined }): Values {
  return { dueAt };
}

function classed({ timeliness }: { timeliness?: Timeliness | undefined }): Values {
  return timeliness === undefined ? {} : { timeliness: known(timelinesses, timeliness) };
}

function consulted({ agencyCode }: { agencyCode: string }): Values {
  return { consultedAgencyCode: agencyCode };
}

function sum({ amountVnd }: { amountVnd: number }): Values {
  return { amountVnd };
}

const channels: Readonly<Partial<Record<Channel, string>>> = {
  [Channel.CHANNEL_ONLINE]: 'online',
  [Channel.CHANNEL_COUNTER]: 'counter',
  [Channel.CHANNEL_POSTAL]: 'postal',
  [Channel.CHANNEL_MOBILE]: 'mobile',
};

const decisions: Readonly<Partial<Record<Decision, string>>> = {
  [Decision.DECISION_APPROVED]: 'approved',
  [Decision.DECISION_REFUSED]: 'refused',
};

const timelinesses: Readonly<Partial<Record<Timeliness, string>>> = {
  [Timeliness.TIMELINESS_EARLY]: 'early',
  [Timeliness.TIMELINESS_ON_TIME]: 'onTime',
  [Timeliness.TIMELINESS_OVERDUE]: 'overdue',
};

const stopGrounds: Readonly<Partial<Record<StopGround, string>>> = {
  [StopGround.STOP_GROUND_AGENCY]: 'agency',
  [StopGround.STOP_GROUND_LAPSED]: 'lapsed',
  [StopGround.STOP_GROUND_PARENT]: 'parent',
};

function known<Word extends string>(words: Readonly<Partial<Record<Word, string>>>, word: Word): string {
  const name = words[word];
  if (name === undefined) throw new Error('the event says something that this release has no word for');
  return name;
}
