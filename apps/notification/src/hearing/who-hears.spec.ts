import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { before, describe, it } from 'node:test';
import { Decision, PaymentWay, Stage, StopGround, Timeliness } from '@motcua/contracts/dossier/v1/events';
import type { EventPayload, EventType } from '@motcua/contracts/events';
import { messageKinds, partFor, readPack, type MessageKind } from '@motcua/pack';
import { renderMessage } from '../message/render-message.js';
import { accepted, referenceTo } from '../notification.fixture.js';
import { NotificationPart } from '../pack-part.js';
import type { Hearings, Turn } from './told.js';
import { whoHears } from './who-hears.js';

const root = join(import.meta.dirname, '../../../..');

/** The events that the contract of the dossier service names, as its comments do. */
function typesOfDossier(): string[] {
  const proto = readFileSync(join(root, 'libs/contracts/proto/motcua/dossier/v1/events.proto'), 'utf8');
  return [...proto.matchAll(/^\/\/ .*"([a-z]+\.[a-z.]+)"\nmessage /gm)].map(([, type = '']) => type);
}

async function samplePart(): Promise<NotificationPart> {
  const province = join(root, 'deploy/provinces/bac-lieu-ca-mau');
  const entries = readdirSync(province, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  const files = new Map(
    paths.map((path) => [relative(province, path).split(sep).join('/'), readFileSync(path, 'utf8')]),
  );
  const read = await readPack(files, (text) => createHash('sha256').update(text).digest('hex'));
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return NotificationPart.parse(partFor(read.pack, 'notification'));
}

const at = new Date('2026-03-02T09:00+07:00');
const facts = accepted('dossier', 'citizen');
const dossier = referenceTo('dossier', 'citizen');
const words = { vi: 'lời', en: 'words' };
const turn: Turn = {
  reason: words,
  items: [words],
  step: words,
  outcome: words,
  byPost: false,
  tasks: [
    { taskId: 'task', agencyCode: 'so-a', isConsultation: true, candidates: ['so-a/specialist'] },
    { taskId: 'own', agencyCode: 'xa-a', isConsultation: false, officerId: 'an', candidates: ['xa-a/specialist'] },
    { taskId: 'open', agencyCode: 'xa-a', isConsultation: false, candidates: ['xa-a/clerk'] },
  ],
};
const dates = { wasDueAt: at, dueAt: at };
const citizen = 'citizen';
const inHand = 'an xa-a/clerk';

type Heard = Partial<Record<MessageKind, string>>;
type Example<T extends EventType> = readonly [EventPayload<T>, Heard, Partial<Turn>?];

/** What is heard of an event: the kinds of message, and to whom each goes. */
const examples: { readonly [T in EventType]?: readonly Example<T>[] } = {
  'dossier.submitted': [
    [{ ...facts, packHash: 'p1', fileIds: [], submittedAt: at }, { 'dossier.submitted': citizen }],
    [{ ...facts, packHash: 'p1', fileIds: [], submittedAt: at, parentDossierId: 'whole' }, {}],
  ],
  'dossier.accepted': [
    [facts, { 'dossier.accepted': citizen }],
    [{ ...facts, parentDossierId: 'whole' }, {}],
  ],
  'dossier.rejected': [[{ dossier, rejectedAt: at }, { 'dossier.rejected': citizen }]],
  'dossier.withdrawn': [[{ dossier, withdrawnAt: at }, { 'dossier.withdrawn': citizen }]],
  'dossier.stopped': [
    [{ dossier, stoppedAt: at, ground: StopGround.STOP_GROUND_AGENCY }, { 'dossier.stopped': citizen }],
    [{ dossier, stoppedAt: at, ground: StopGround.STOP_GROUND_LAPSED }, {}],
    [{ dossier, stoppedAt: at, ground: StopGround.STOP_GROUND_PARENT }, {}],
  ],
  'dossier.reinstated': [
    [
      { dossier, supplementId: 's', reinstatedAt: at, givenAt: at, accepted: true, pausedGrounds: ['supplement'] },
      { 'dossier.reinstated': citizen },
    ],
  ],
  'dossier.decided': [
    [decided(Decision.DECISION_APPROVED), { 'dossier.decided': citizen }],
    [decided(Decision.DECISION_REFUSED), { 'dossier.refused': citizen }],
  ],
  'dossier.returned': [
    [{ ...facts, returnedAt: at }, { 'dossier.returned': citizen }],
    [{ ...facts, returnedAt: at }, { 'dossier.posted': citizen }, { byPost: true }],
  ],
  'dossier.extended': [[{ dossier, extendedAt: at, ...dates }, { 'dossier.extended': citizen }]],
  'dossier.reopened': [
    [
      { dossier, reopenedAt: at, dueAt: at, elementId: 'examine' },
      { 'dossier.reopened': citizen, 'officer.dossier.reopened': inHand },
    ],
  ],
  'supplement.requested': [
    [
      {
        dossier,
        supplementId: 's',
        stage: Stage.STAGE_PROCESS,
        requestedAt: at,
        lapsesAt: at,
        items: 1,
        overLimit: false,
        fields: [],
      },
      { 'supplement.requested': citizen },
    ],
  ],
  'supplement.answered': [
    [
      { dossier, supplementId: 's', answeredAt: at, dueAt: at, fileIds: [], changedFields: [] },
      { 'supplement.answered': citizen, 'officer.supplement.answered': inHand },
    ],
  ],
  'supplement.lapsed': [[{ dossier, supplementId: 's', lapsedAt: at }, { 'supplement.lapsed': citizen }]],
  'clock.paused': [
    [{ dossier, ground: 'outage', pausedAt: at }, { 'clock.paused': citizen }],
    [{ dossier, ground: 'supplement', pausedAt: at }, {}],
  ],
  'clock.resumed': [
    [{ dossier, ground: 'outage', resumedAt: at, dueAt: at }, { 'clock.resumed': citizen }],
    [{ dossier, ground: 'supplement', resumedAt: at, dueAt: at }, {}],
  ],
  'deadline.recomputed': [
    [
      { dossier, recomputedAt: at, ...dates },
      { 'deadline.recomputed': citizen, 'officer.deadline.recomputed': inHand },
    ],
  ],
  'deadline.warned': [
    [
      { dossier, recipients: ['xa-a/clerk', 'xa-a/specialist'], dueAt: at, warnedAt: at },
      { 'officer.deadline.near': 'xa-a/clerk xa-a/specialist' },
    ],
    [
      { dossier, taskId: 'own', recipients: ['xa-a/specialist'], dueAt: at, warnedAt: at },
      { 'officer.step.near': 'an' },
    ],
    [
      { dossier, taskId: 'open', recipients: ['xa-a/clerk'], dueAt: at, warnedAt: at },
      { 'officer.step.near': 'xa-a/clerk' },
    ],
  ],
  'deadline.escalated': [
    [
      { dossier, recipients: ['xa-a/chairman'], dueAt: at, escalatedAt: at },
      { 'officer.deadline.overdue': 'xa-a/chairman' },
    ],
    [
      { dossier, taskId: 'own', recipients: ['xa-a/chairman'], dueAt: at, escalatedAt: at },
      { 'officer.step.overdue': 'xa-a/chairman' },
    ],
  ],
  'task.reassigned': [
    [
      { dossier, taskId: 'own', elementId: 'examine', toOfficerId: 'an', fromOfficerId: 'binh' },
      { 'officer.task.assigned': 'an', 'officer.task.takenOver': 'binh' },
    ],
    [{ dossier, taskId: 'own', elementId: 'examine', toOfficerId: 'an' }, { 'officer.task.assigned': 'an' }],
  ],
  'step.returned': [
    [
      { dossier, fromElementId: 'sign', toElementId: 'examine', agencyCode: 'xa-a' },
      { 'officer.step.returned': inHand },
    ],
  ],
  'consultation.asked': [
    [
      { dossier, taskId: 'task', agencyCode: 'so-a', askedAt: at, dueAt: at },
      { 'officer.consultation.asked': 'so-a/specialist' },
    ],
  ],
  'consultation.answered': [
    [
      { dossier, taskId: 'task', agencyCode: 'so-a', opinion: 'agree', answeredAt: at },
      { 'officer.consultation.answered': inHand },
    ],
  ],
  'consultation.lapsed': [
    [{ dossier, taskId: 'task', agencyCode: 'so-a', lapsedAt: at }, { 'officer.consultation.lapsed': inHand }],
  ],
  'subdossier.closed': [
    [
      { dossier, subDossierId: 'part', elementId: 'police', outcome: 'refused', closedAt: at },
      { 'officer.subdossier.closed': inHand },
    ],
  ],
  'fee.assessed': [
    [{ dossier, amountVnd: 75_000, assessedAt: at }, { 'fee.assessed': citizen }],
    [{ dossier, amountVnd: 0, assessedAt: at }, {}],
  ],
  'fee.paid': [
    [
      {
        dossier,
        paymentId: 'p',
        amountVnd: 75_000,
        way: PaymentWay.PAYMENT_WAY_ONLINE,
        paidAt: at,
        surplus: false,
      },
      { 'fee.paid': citizen },
    ],
  ],
  'fee.refunded': [[{ dossier, paymentId: 'p', amountVnd: 75_000, refundedAt: at }, { 'fee.refunded': citizen }]],
  'result.corrected': [[{ dossier, correctedAt: at, fileIds: [] }, { 'result.corrected': citizen }]],
};

function decided(decision: Decision): EventPayload<'dossier.decided'> {
  return { ...facts, decision, decidedAt: at, dueAt: at, timeliness: Timeliness.TIMELINESS_ON_TIME };
}

describe('who hears of the events of a dossier', () => {
  let part: NotificationPart;

  before(async () => {
    part = await samplePart();
  });

  it('is decided for each that the contract names', () => {
    const types = typesOfDossier();
    assert.ok(types.length > 30 && types.includes('dossier.submitted'));
    assert.deepEqual(Object.keys(whoHears).sort(), types.sort());
  });

  it('is nobody only with a reason, and shown by an example where it is somebody', () => {
    for (const [type, hearing] of Object.entries(whoHears)) {
      if ('nobody' in hearing) assert.ok(hearing.nobody.length > 20, type);
      else assert.ok(type in examples, `no example of ${type}`);
    }
  });

  it('is worded by the sample province, each kind of message', () => {
    assert.deepEqual(Object.keys(part.messages).sort(), [...messageKinds].sort());
  });

  for (const type of Object.keys(examples) as EventType[]) {
    it(`is right, and all is said in both languages: ${type}`, async () => {
      for (const [payload, expected, over] of examples[type] ?? []) {
        const hearing = (whoHears as Hearings)[type];
        assert.ok(hearing && !('nobody' in hearing));
        const told = await hearing(payload as never, () => Promise.resolve({ ...turn, ...over }));
        const heard = told.map(({ kind, to }) => [
          kind,
          to === 'citizen' ? to : [...to.people, ...to.positions].join(' '),
        ]);
        assert.deepEqual(Object.fromEntries(heard), expected);
        for (const { kind, says } of told) {
          const message = renderMessage(part, kind, facts, at, says);
          const template = part.messages[kind];
          assert.ok(message && template);
          for (const language of ['vi', 'en'] as const) {
            assert.ok(message.subject[language].length > 10, kind);
            const lines: number = message.text[language].split('\n').length;
            assert.equal(lines, template.text[language].trim().split('\n').length, `${kind} has all its lines`);
          }
        }
      }
    });
  }
});
