import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isKnownEventType, readPayload, writePayload, type EventPayload, type EventType } from './events.js';
import { Extent, Factor } from './gen/motcua/identity/v1/events.js';
import {
  Channel,
  Decision,
  PaymentClearing,
  PaymentWay,
  Stage,
  StopGround,
  Timeliness,
} from './gen/motcua/dossier/v1/events.js';

const [dossierId, taskId, fileId] = ['0197c0de-0000-7000-8000-000000000001', 'task', 'file'];
const at = new Date('2025-07-01T01:30:00.123Z');

const dossier = {
  dossierId,
  code: 'H12.16-250701-0001',
  procedureCode: '1.001193',
  competentAgencyCode: 'H12.16',
  trackingNumber: 'K7M2-9QXA',
  citizenId: 'citizen',
};

const reference = { ...dossier, intakeAgencyCode: 'H12.17' };
const recipients = ['H12.16/clerk', 'H12.16/director'];

/** One payload of each type with every field set; a new type does not compile without. */
const payloads: { readonly [T in EventType]: EventPayload<T> } = {
  'session.ended': { sessionId: 'session', tokenHash: 'abc' },
  'grant.ended': { clientId: 'client', subjectId: 'person', reason: 'replayed' },
  'officer.assigned': {
    officerId: 'officer',
    agencyCode: 'H12.16',
    positionCode: 'clerk',
    validFrom: '2025-07-01',
    validTo: '2026-01-01',
  },
  'factor.added': { subjectId: 'person', factor: Factor.FACTOR_TOTP },
  'factor.removed': { subjectId: 'person', factor: Factor.FACTOR_PASSKEY },
  'recovery-code.used': { subjectId: 'person', left: 9 },
  'password.changed': { subjectId: 'person' },
  'officer.created': { officerId: 'person' },
  'officer.invited': { officerId: 'person', expiresAt: at },
  'officer.activated': { officerId: 'person' },
  'officer.disabled': { officerId: 'person' },
  'officer.enabled': { officerId: 'person' },
  'apiclient.registered': { clientId: 'system', agencyCode: 'xa-a' },
  'apiclient.changed': { clientId: 'system' },
  'apiclient.key-added': { clientId: 'system', kid: 'k', expiresAt: at },
  'apiclient.key-revoked': { clientId: 'system', kid: 'k' },
  'apiclient.suspended': { clientId: 'system' },
  'apiclient.resumed': { clientId: 'system' },
  'apiclient.expiring': { clientId: 'system', kid: 'k', expiresAt: at, days: 30, administratorIds: ['person'] },
  'pack.activated': {
    hash: 'abc',
    activation: 2 ** 40,
    activatedAt: at,
    procedureCode: '1.001193',
    procedureVersion: 2,
  },
  'agency.reorganised': {
    reorganisationId: 'reorganisation',
    code: 'merger',
    day: '2025-07-01',
    reorganisedAt: at,
    transfers: [
      {
        from: 'a',
        to: 'b',
        extent: Extent.EXTENT_PART,
        units: ['31825'],
        procedures: ['1.001193'],
        officers: ['clerk'],
        positions: [{ from: 'clerk', to: 'one-stop-officer' }],
      },
    ],
  },
  'agency.reorganisation-undone': { reorganisationId: 'reorganisation', code: 'merger', undoneAt: at },
  'dossier.submitted': {
    dossierId,
    trackingNumber: dossier.trackingNumber,
    procedureCode: dossier.procedureCode,
    packHash: 'abc',
    intakeAgencyCode: 'H12.17',
    competentAgencyCode: dossier.competentAgencyCode,
    channel: Channel.CHANNEL_ONLINE,
    citizenId: dossier.citizenId,
    fileIds: [fileId, 'another'],
    submittedAt: at,
    nationalPortal: { number: 'G22.99-260302-000017', receivedAt: at, arrivedAt: at, replyFrom: at },
    parentDossierId: 'whole',
  },
  'dossier.accepted': {
    ...dossier,
    fieldCode: 'civil-status',
    intakeAgencyCode: 'H12.17',
    channel: Channel.CHANNEL_COUNTER,
    acceptedAt: at,
    dueAt: new Date('2025-07-03T10:00:00.000Z'),
    parentDossierId: 'whole',
  },
  'task.claimed': { dossierId, taskId, elementId: 'receive' },
  'task.released': { dossierId, taskId, elementId: 'receive' },
  'step.completed': {
    dossierId,
    taskId,
    elementId: 'sign',
    outcome: 'approve',
    agencyCode: 'H12.16',
    fileIds: [fileId],
  },
  'dossier.decided': {
    ...dossier,
    decision: Decision.DECISION_APPROVED,
    decidedAt: at,
    dueAt: at,
    timeliness: Timeliness.TIMELINESS_ON_TIME,
  },
  'dossier.returned': { ...dossier, returnedAt: at },
  'supplement.requested': {
    dossier: reference,
    supplementId: 'supplement',
    stage: Stage.STAGE_PROCESS,
    requestedAt: at,
    lapsesAt: at,
    items: 3,
    overLimit: true,
    fields: ['/child/fullName'],
  },
  'supplement.answered': {
    dossier: reference,
    supplementId: 'supplement',
    answeredAt: at,
    dueAt: at,
    fileIds: [fileId],
    changedFields: ['/child/fullName'],
    nationalPortal: { number: 'G22.99-B-1', givenAt: at, arrivedAt: at, late: true },
  },
  'supplement.lapsed': { dossier: reference, supplementId: 'supplement', lapsedAt: at },
  'dossier.reinstated': {
    dossier: reference,
    supplementId: 'supplement',
    reinstatedAt: at,
    givenAt: at,
    accepted: true,
    pausedGrounds: ['supplement'],
  },
  'dossier.rejected': { dossier: reference, rejectedAt: at },
  'dossier.withdrawn': {
    dossier: reference,
    withdrawnAt: at,
    timeliness: Timeliness.TIMELINESS_EARLY,
    nationalPortal: { number: 'G22.99-B-1', givenAt: at, arrivedAt: at, late: true },
  },
  'dossier.stopped': {
    dossier: reference,
    stoppedAt: at,
    ground: StopGround.STOP_GROUND_LAPSED,
    timeliness: Timeliness.TIMELINESS_EARLY,
  },
  'clock.paused': { dossier: reference, ground: 'supplement', pausedAt: at },
  'clock.resumed': { dossier: reference, ground: 'supplement', resumedAt: at, dueAt: at, originalDueAt: at },
  'dossier.extended': { dossier: reference, extendedAt: at, wasDueAt: at, dueAt: at },
  'deadline.recomputed': { dossier: reference, recomputedAt: at, wasDueAt: at, dueAt: at, originalDueAt: at },
  'deadline.warned': { dossier: reference, taskId, recipients, dueAt: at, warnedAt: at },
  'deadline.escalated': { dossier: reference, taskId, recipients, dueAt: at, escalatedAt: at },
  'task.reassigned': { dossier: reference, taskId, elementId: 'sign', toOfficerId: 'officer', fromOfficerId: 'other' },
  'step.returned': { dossier: reference, fromElementId: 'sign', toElementId: 'examine', agencyCode: 'H12.16' },
  'timer.fired': { dossier: reference, elementId: 'silence', dueAt: at, firedAt: at },
  'consultation.asked': { dossier: reference, taskId, agencyCode: 'H12.18', askedAt: at, dueAt: at },
  'consultation.answered': { dossier: reference, taskId, agencyCode: 'H12.18', opinion: 'agree', answeredAt: at },
  'consultation.lapsed': { dossier: reference, taskId, agencyCode: 'H12.18', opinion: 'agree', lapsedAt: at },
  'consultation.withdrawn': { dossier: reference, taskId, agencyCode: 'H12.18', withdrawnAt: at },
  'message.received': { dossier: reference, name: 'taxNotice', receivedAt: at },
  'delivery.chosen': { dossier: reference, byPost: true, chosenAt: at },
  'subdossier.opened': { dossier: reference, subDossierId: 'part', elementId: 'insurance', openedAt: at },
  'subdossier.closed': {
    dossier: reference,
    subDossierId: 'part',
    elementId: 'insurance',
    outcome: 'approved',
    closedAt: at,
  },
  'fee.assessed': { dossier: reference, amountVnd: 75_000, assessedAt: at },
  'fee.paid': {
    dossier: reference,
    paymentId: 'payment',
    amountVnd: 75_000,
    way: PaymentWay.PAYMENT_WAY_ONLINE,
    paidAt: at,
    surplus: true,
  },
  'payment.cleared': {
    noticeId: 'notice',
    paymentKey: 'payment',
    amountVnd: 5_000,
    clearing: PaymentClearing.PAYMENT_CLEARING_GIVEN_BACK,
    clearedAt: at,
  },
  'fee.refunded': { dossier: reference, paymentId: 'payment', amountVnd: 75_000, refundedAt: at },
  'result.corrected': { dossier: reference, correctedAt: at, fileIds: [fileId] },
  'dossier.reopened': { dossier: reference, reopenedAt: at, dueAt: at, elementId: 'examine' },
  'dossier.rated': { dossier: reference, points: 16, ofPoints: 18, satisfied: true, ratedAt: at },
  'dossier.migrated': { dossier: reference, fromVersion: 1, toVersion: 2, migratedAt: at },
  'dossier.transferred': {
    dossier: reference,
    fromAgencyCode: 'a',
    fromIntakeAgencyCode: 'b',
    reorganisationCode: 'merger',
    transferredAt: at,
    undone: true,
    inProcess: true,
  },
  'place.asked': { dossier: reference, reorganisationCode: 'merger', agencyCodes: ['a', 'b'], askedAt: at },
  'dataviews.searched': {
    inspectorId: 'officer',
    agencyCode: 'ubnd',
    positionCode: 'chairman',
    officerId: 'clerk',
    citizenId: 'citizen',
    ofAgencyCode: 'ubnd',
    fromDay: '2026-11-01',
    toDay: '2026-11-30',
    searchedAt: at,
  },
  'personaldata.shown': {
    dossier: reference,
    officerId: 'officer',
    agencyCode: 'ubnd',
    positionCode: 'one-stop-officer',
    purpose: 'contact',
    fields: ['/submitter/phone'],
    fileId,
    form: 'receipt',
    automatic: true,
    shownAt: at,
  },
  'document.stored': { fileId, size: 5 * 2 ** 32, mediaType: 'application/pdf', sha256: 'abc' },
  'document.claimed': { fileId, dossierId },
  'form.rendered': { fileId, dossierId, form: 'receipt', sha256: 'abc' },
  'document.disposed': { fileId, reason: 'unclaimed' },
  'message.delivered': { messageId: 'message', channel: 'email', attempt: 2 },
  'message.failed': { messageId: 'message', channel: 'email', attempts: 5 },
};

function roundTrip<T extends EventType>(type: T): unknown {
  return readPayload(type, writePayload(type, payloads[type]));
}

const types = Object.keys(payloads).filter((type) => isKnownEventType(type));

describe('the payload of an event', () => {
  for (const type of types) {
    it(`is read as it was written: ${type}`, () => {
      assert.deepEqual(roundTrip(type), payloads[type]);
    });
  }

  it('is read when a newer release added fields to it', () => {
    for (const type of types) {
      const written: unknown = JSON.parse(writePayload(type, payloads[type]));
      const newer = JSON.stringify({ ...Object(written), mood: { cheerful: [1] } });
      assert.deepEqual(readPayload(type, newer), payloads[type], type);
    }
  });

  it('is read when a newer release named something that this one has no word for', () => {
    const data = writePayload('dossier.submitted', payloads['dossier.submitted']);
    const newer = data.replace('CHANNEL_ONLINE', 'CHANNEL_BY_PIGEON');
    assert.notEqual(newer, data);
    assert.deepEqual(readPayload('dossier.submitted', newer), {
      ...payloads['dossier.submitted'],
      channel: Channel.UNRECOGNIZED,
    });
  });

  it('is read when an older release wrote less', () => {
    assert.deepEqual(readPayload('step.completed', '{"dossierId":"d"}'), {
      dossierId: 'd',
      taskId: '',
      elementId: '',
      outcome: undefined,
      agencyCode: '',
      fileIds: [],
    });
    assert.equal(readPayload('dossier.accepted', '{}').dueAt, undefined);
    assert.equal(readPayload('dossier.decided', '{}').decision, Decision.DECISION_UNSPECIFIED);
  });

  it('has its moments in ISO 8601 and its words as words, for readers without our code', () => {
    assert.equal(
      writePayload('dossier.returned', payloads['dossier.returned']),
      '{"dossierId":"0197c0de-0000-7000-8000-000000000001","code":"H12.16-250701-0001",' +
        '"returnedAt":"2025-07-01T01:30:00.123Z","procedureCode":"1.001193","competentAgencyCode":"H12.16",' +
        '"citizenId":"citizen","trackingNumber":"K7M2-9QXA"}',
    );
    assert.match(writePayload('dossier.decided', payloads['dossier.decided']), /"decision":"DECISION_APPROVED"/);
  });

  it('that is none is refused', () => {
    for (const data of ['', '{', 'null']) assert.throws(() => readPayload('task.claimed', data), data);
  });
});

describe('an event type', () => {
  it('is known, or may come from a newer release', () => {
    assert.equal(isKnownEventType('dossier.accepted'), true);
    for (const type of ['dossier.teleported', 'constructor', '__proto__', 'toString', '']) {
      assert.equal(isKnownEventType(type), false, type);
    }
  });
});
