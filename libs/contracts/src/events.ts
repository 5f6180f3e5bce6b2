import { DocumentClaimed, DocumentDisposed, DocumentStored, FormRendered } from './gen/motcua/document/v1/events.js';
import {
  ClockPaused,
  ClockResumed,
  ConsultationAnswered,
  ConsultationAsked,
  ConsultationLapsed,
  ConsultationWithdrawn,
  DeadlineEscalated,
  DeadlineRecomputed,
  DeadlineWarned,
  DeliveryChosen,
  DossierAccepted,
  DossierDecided,
  DossierExtended,
  DossierMigrated,
  DossierPlaceAsked,
  DossierRated,
  DossierReinstated,
  DossierRejected,
  DossierReopened,
  DossierReturned,
  DossierStopped,
  DossierSubmitted,
  DossierTransferred,
  DossierWithdrawn,
  FeeAssessed,
  FeePaid,
  FeeRefunded,
  PaymentCleared,
  MessageReceived,
  PersonalDataShown,
  ResultCorrected,
  StepCompleted,
  StepReturned,
  SubDossierClosed,
  SubDossierOpened,
  SupplementAnswered,
  SupplementLapsed,
  SupplementRequested,
  TaskClaimed,
  TaskReassigned,
  TaskReleased,
  TimerFired,
} from './gen/motcua/dossier/v1/events.js';
import {
  AgencyReorganised,
  ApiClientChanged,
  ApiClientExpiring,
  ApiClientKeyAdded,
  ApiClientKeyRevoked,
  ApiClientRegistered,
  ApiClientResumed,
  ApiClientSuspended,
  DataViewsSearched,
  FactorAdded,
  FactorRemoved,
  GrantEnded,
  OfficerActivated,
  OfficerAssigned,
  OfficerCreated,
  OfficerDisabled,
  OfficerEnabled,
  OfficerInvited,
  PackActivated,
  PasswordChanged,
  RecoveryCodeUsed,
  ReorganisationUndone,
  SessionEnded,
} from './gen/motcua/identity/v1/events.js';
import { MessageDelivered, MessageFailed } from './gen/motcua/notification/v1/events.js';

/** Every event type and the protobuf message that its payload is. */
export interface EventPayloads {
  'session.ended': SessionEnded;
  'grant.ended': GrantEnded;
  'dataviews.searched': DataViewsSearched;
  'officer.assigned': OfficerAssigned;
  'officer.created': OfficerCreated;
  'officer.invited': OfficerInvited;
  'officer.activated': OfficerActivated;
  'officer.disabled': OfficerDisabled;
  'officer.enabled': OfficerEnabled;
  'factor.added': FactorAdded;
  'factor.removed': FactorRemoved;
  'recovery-code.used': RecoveryCodeUsed;
  'password.changed': PasswordChanged;
  'apiclient.registered': ApiClientRegistered;
  'apiclient.changed': ApiClientChanged;
  'apiclient.key-added': ApiClientKeyAdded;
  'apiclient.key-revoked': ApiClientKeyRevoked;
  'apiclient.suspended': ApiClientSuspended;
  'apiclient.resumed': ApiClientResumed;
  'apiclient.expiring': ApiClientExpiring;
  'pack.activated': PackActivated;
  'agency.reorganised': AgencyReorganised;
  'agency.reorganisation-undone': ReorganisationUndone;
  'dossier.submitted': DossierSubmitted;
  'dossier.accepted': DossierAccepted;
  'task.claimed': TaskClaimed;
  'task.released': TaskReleased;
  'step.completed': StepCompleted;
  'dossier.decided': DossierDecided;
  'dossier.returned': DossierReturned;
  'supplement.requested': SupplementRequested;
  'supplement.answered': SupplementAnswered;
  'supplement.lapsed': SupplementLapsed;
  'dossier.reinstated': DossierReinstated;
  'dossier.rejected': DossierRejected;
  'dossier.withdrawn': DossierWithdrawn;
  'dossier.stopped': DossierStopped;
  'clock.paused': ClockPaused;
  'clock.resumed': ClockResumed;
  'dossier.extended': DossierExtended;
  'deadline.recomputed': DeadlineRecomputed;
  'deadline.warned': DeadlineWarned;
  'deadline.escalated': DeadlineEscalated;
  'task.reassigned': TaskReassigned;
  'step.returned': StepReturned;
  'timer.fired': TimerFired;
  'message.received': MessageReceived;
  'delivery.chosen': DeliveryChosen;
  'consultation.asked': ConsultationAsked;
  'consultation.answered': ConsultationAnswered;
  'consultation.lapsed': ConsultationLapsed;
  'consultation.withdrawn': ConsultationWithdrawn;
  'subdossier.opened': SubDossierOpened;
  'subdossier.closed': SubDossierClosed;
  'fee.assessed': FeeAssessed;
  'fee.paid': FeePaid;
  'fee.refunded': FeeRefunded;
  'payment.cleared': PaymentCleared;
  'result.corrected': ResultCorrected;
  'dossier.reopened': DossierReopened;
  'dossier.rated': DossierRated;
  'dossier.migrated': DossierMigrated;
  'dossier.transferred': DossierTransferred;
  'place.asked': DossierPlaceAsked;
  'personaldata.shown': PersonalDataShown;
  'document.stored': DocumentStored;
  'document.claimed': DocumentClaimed;
  'form.rendered': FormRendered;
  'document.disposed': DocumentDisposed;
  'message.delivered': MessageDelivered;
  'message.failed': MessageFailed;
}

export type EventType = keyof EventPayloads;

/** The payload of an event type. */
export type EventPayload<T extends EventType> = EventPayloads[T];

type Codecs = {
  readonly [T in EventType]: { fromJSON(json: unknown): EventPayloads[T]; toJSON(payload: EventPayloads[T]): unknown };
};

const codecs: Codecs = {
  'session.ended': SessionEnded,
  'grant.ended': GrantEnded,
  'dataviews.searched': DataViewsSearched,
  'officer.assigned': OfficerAssigned,
  'officer.created': OfficerCreated,
  'officer.invited': OfficerInvited,
  'officer.activated': OfficerActivated,
  'officer.disabled': OfficerDisabled,
  'officer.enabled': OfficerEnabled,
  'factor.added': FactorAdded,
  'factor.removed': FactorRemoved,
  'recovery-code.used': RecoveryCodeUsed,
  'password.changed': PasswordChanged,
  'apiclient.registered': ApiClientRegistered,
  'apiclient.changed': ApiClientChanged,
  'apiclient.key-added': ApiClientKeyAdded,
  'apiclient.key-revoked': ApiClientKeyRevoked,
  'apiclient.suspended': ApiClientSuspended,
  'apiclient.resumed': ApiClientResumed,
  'apiclient.expiring': ApiClientExpiring,
  'pack.activated': PackActivated,
  'agency.reorganised': AgencyReorganised,
  'agency.reorganisation-undone': ReorganisationUndone,
  'dossier.submitted': DossierSubmitted,
  'dossier.accepted': DossierAccepted,
  'task.claimed': TaskClaimed,
  'task.released': TaskReleased,
  'step.completed': StepCompleted,
  'dossier.decided': DossierDecided,
  'dossier.returned': DossierReturned,
  'supplement.requested': SupplementRequested,
  'supplement.answered': SupplementAnswered,
  'supplement.lapsed': SupplementLapsed,
  'dossier.reinstated': DossierReinstated,
  'dossier.rejected': DossierRejected,
  'dossier.withdrawn': DossierWithdrawn,
  'dossier.stopped': DossierStopped,
  'clock.paused': ClockPaused,
  'clock.resumed': ClockResumed,
  'dossier.extended': DossierExtended,
  'deadline.recomputed': DeadlineRecomputed,
  'deadline.warned': DeadlineWarned,
  'deadline.escalated': DeadlineEscalated,
  'task.reassigned': TaskReassigned,
  'step.returned': StepReturned,
  'timer.fired': TimerFired,
  'message.received': MessageReceived,
  'delivery.chosen': DeliveryChosen,
  'consultation.asked': ConsultationAsked,
  'consultation.answered': ConsultationAnswered,
  'consultation.lapsed': ConsultationLapsed,
  'consultation.withdrawn': ConsultationWithdrawn,
  'subdossier.opened': SubDossierOpened,
  'subdossier.closed': SubDossierClosed,
  'fee.assessed': FeeAssessed,
  'fee.paid': FeePaid,
  'fee.refunded': FeeRefunded,
  'payment.cleared': PaymentCleared,
  'result.corrected': ResultCorrected,
  'dossier.reopened': DossierReopened,
  'dossier.rated': DossierRated,
  'dossier.migrated': DossierMigrated,
  'dossier.transferred': DossierTransferred,
  'place.asked': DossierPlaceAsked,
  'personaldata.shown': PersonalDataShown,
  'document.stored': DocumentStored,
  'document.claimed': DocumentClaimed,
  'form.rendered': FormRendered,
  'document.disposed': DocumentDisposed,
  'message.delivered': MessageDelivered,
  'message.failed': MessageFailed,
};

/** True for a type that this release knows; others may come from a newer release and are passed over. */
export function isKnownEventType(type: string): type is EventType {
  return Object.hasOwn(codecs, type);
}

/** The topic on which a service publishes: one a service, versioned with the contract. */
export const topics = {
  identity: 'motcua.identity.v1',
  dossier: 'motcua.dossier.v1',
  document: 'motcua.document.v1',
  notification: 'motcua.notification.v1',
} as const;

export type Topic = (typeof topics)[keyof typeof topics];

/** Payload to the JSON text that is stored, hashed and sent. */
export function writePayload<T extends EventType>(type: T, payload: EventPayloads[T]): string {
  return JSON.stringify(codecs[type].toJSON(payload));
}

/** JSON text to payload. Fields that this release does not know are left out, absent ones get the protobuf default. */
export function readPayload<T extends EventType>(type: T, data: string): EventPayloads[T] {
  return codecs[type].fromJSON(JSON.parse(data));
}
