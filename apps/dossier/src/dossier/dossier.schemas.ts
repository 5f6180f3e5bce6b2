import { z } from 'zod';
import { Disclosure } from '../disclosure/disclosure.schemas.js';
import { turnNames } from '../turn/allowed-turns.js';
import { letterForms } from '../statutory-form/letters.js';
import { PaymentView } from '../fee/payment-view.js';
import { DeclaredField } from '../supplement/declared-fields.js';
import { SupplementView } from '../supplement/supplement-view.js';
import { CopyKind, Form, Named, Text } from '../procedure/procedure.schemas.js';

const Instant = z.iso.datetime();
export const DossierState = z.enum([
  'submitted',
  'inProcess',
  'decided',
  'returned',
  'rejected',
  'withdrawn',
  'stopped',
]);
const Decided = z.enum(['approved', 'refused']);

/** How a dossier's clock stands. `workingMinutesLeft` is below zero by what it is late. */
export const ClockView = z
  .object({
    state: z.enum(['notStarted', 'early', 'onTime', 'soon', 'overdue', 'paused', 'stopped']),
    /** On which grounds it stands still. */
    pausedGrounds: z.array(z.string()).optional(),
    dueAt: Instant.optional(),
    workingMinutesLeft: z.int().optional(),
    timeliness: z.enum(['early', 'onTime', 'overdue']).optional(),
    provisional: z.boolean().optional(),
  })
  .meta({ id: 'Clock' });
export type ClockView = z.infer<typeof ClockView>;

export const DossierSummary = z
  .object({
    id: z.uuid(),
    trackingNumber: z.string(),
    code: z.string().optional(),
    procedure: Named,
    state: DossierState,
    decision: Decided.optional(),
    competentAgency: Named,
    submittedAt: Instant,
    dueAt: Instant.optional(),
    clock: ClockView,
  })
  .meta({ id: 'DossierSummary' });
export type DossierSummary = z.infer<typeof DossierSummary>;

export const DossierList = z
  .object({ items: z.array(DossierSummary), next: z.string().optional() })
  .meta({ id: 'DossierList' });
export type DossierList = z.infer<typeof DossierList>;

export const TaskView = z
  .object({
    id: z.uuid(),
    version: z.int(),
    dossierId: z.uuid(),
    dossierCode: z.string().optional(),
    trackingNumber: z.string(),
    procedure: Named,
    competentAgency: Named,
    step: z.object({
      elementId: z.string(),
      name: Text,
      kind: z.enum(['receive', 'examine', 'consult', 'decide', 'approve', 'deliver']),
    }),
    state: z.enum(['open', 'completed', 'cancelled']),
    claimedBy: z.object({ officerId: z.uuid(), displayName: z.string() }).optional(),
    createdAt: Instant,
    dueAt: Instant.optional(),
    clock: ClockView,
    submitterName: z.string(),
    outcomes: z.array(
      z.object({
        value: z.string(),
        name: Text,
        tone: z.enum(['positive', 'negative', 'neutral']),
        requiresNote: z.boolean(),
      }),
    ),
    allowed: z.array(z.enum(['claim', 'release', 'complete', 'reassign'])),
    /** Why nobody can complete it now. */
    obstacle: z.object({ code: z.string(), text: Text }).optional(),
  })
  .meta({ id: 'Task' });
export type TaskView = z.infer<typeof TaskView>;

export const TaskList = z.object({ items: z.array(TaskView), next: z.string().optional() }).meta({ id: 'TaskList' });
export type TaskList = z.infer<typeof TaskList>;

/** Of each, 100 are counted at most. */
export const TaskCounts = z.object({ mine: z.int(), group: z.int(), overdue: z.int() }).meta({ id: 'TaskCounts' });
export type TaskCounts = z.infer<typeof TaskCounts>;

export const DossierFile = z
  .object({ id: z.uuid(), name: z.string(), size: z.int(), mediaType: z.string(), sha256: z.string() })
  .meta({ id: 'DossierFile' });
export type DossierFile = z.infer<typeof DossierFile>;

const TurnNow = z.object({
  turn: z.enum(turnNames),
  allowed: z.boolean(),
  obstacle: z.object({ code: z.string(), text: Text }).optional(),
});

const PortalWay = z.object({
  /** The portal's own number. */
  number: z.string(),
  receivedAt: Instant,
  arrivedAt: Instant,
  /** True when an outage kept it back, and the counter's time to answer counts from arrival. */
  isLate: z.boolean(),
});

export const DossierDetail = DossierSummary.extend({
  version: z.int(),
  /** 1 to 10, as citizens and the National Public Service Portal know them. */
  nationalState: z.int().min(1).max(10),
  channel: z.enum(['online', 'counter', 'postal', 'mobile']),
  intakeAgency: Named,
  /** How it came through the National Public Service Portal. */
  nationalPortal: PortalWay.optional(),
  acceptedAt: Instant.optional(),
  decidedAt: Instant.optional(),
  returnedAt: Instant.optional(),
  /** When it ended without a result, and why. */
  closedAt: Instant.optional(),
  closingNote: z.string().optional(),
  /** Open steps and waits that let the clock stand still by law; each ends by itself. */
  heldBy: z.array(z.object({ elementId: z.string(), name: Text, ground: z.string() })),
  feeState: z.enum(['none', 'due', 'paid', 'partlyRefunded', 'refunded']),
  /** What waits until the fee is paid. */
  feeFirst: z.enum(['acceptance', 'result']).optional(),
  payments: z.array(PaymentView),
  resultBy: z.enum(['counter', 'postal']),
  /** What the applicant was asked to bring, oldest first. */
  supplements: z.array(SupplementView),
  /** What the caller may do with it now, and what stands in the way of the rest. */
  turns: z.array(TurnNow),
  /** The interconnected dossier of which it is one agency's part; its declaration and papers are those of the whole. */
  parent: z
    .object({
      id: z.uuid(),
      trackingNumber: z.string(),
      code: z.string().optional(),
      procedure: Named,
      state: DossierState,
    })
    .optional(),
  /** The parts of other agencies, each a dossier of its own. */
  parts: z.array(
    z.object({
      id: z.uuid(),
      elementId: z.string(),
      name: Text,
      trackingNumber: z.string(),
      code: z.string().optional(),
      agency: Named,
      state: DossierState,
      decision: Decided.optional(),
      clock: ClockView,
    }),
  ),
  /** The steps that an officer may send it back to. */
  stepBackTo: z.array(z.object({ elementId: z.string(), name: Text })).optional(),
  /** The steps at which a leader may take it up again; `isUsual` where the decision is proposed. */
  reopenTo: z.array(z.object({ elementId: z.string(), name: Text, isUsual: z.boolean() })).optional(),
  submitter: z.object({
    fullName: z.string(),
    identityNumber: z.string().optional(),
    phone: z.string().optional(),
    email: z.string().optional(),
    address: z.string().optional(),
  }),
  /**
   * What an officer who may sees by asking for it with a purpose: until then numbers, contacts and what is sensitive are masked. Its holder
   * has it in full.
   */
  disclosure: Disclosure.optional(),
  answers: z.record(z.string(), z.unknown()),
  form: Form,
  components: z.array(
    z.object({
      code: z.string(),
      name: Text,
      copyKind: CopyKind.optional(),
      sets: z.int(),
      files: z.array(DossierFile),
    }),
  ),
  fees: z.array(
    z.object({
      kind: z.enum(['phi', 'lephi']),
      name: Text,
      amountVnd: z.int(),
      /** Before relief. */
      fullAmountVnd: z.int().optional(),
      basis: z.string().optional(),
      relief: z.object({ name: Text, percent: z.number(), basis: z.string() }).optional(),
    }),
  ),
  tasks: z.array(TaskView),
  /** The forms of the dossier as a whole that the caller may print. */
  forms: z.array(z.enum(['receipt', 'control-slip'])),
  /** The forms of its acts, oldest first; `of` names the act when the form is fetched. */
  letters: z.array(z.object({ form: z.enum([...letterForms, 'fee-receipt']), of: z.uuid(), issuedAt: Instant })),
  resultFiles: z.array(DossierFile),
  /** The reason of a refusal. */
  decisionNote: z.string().optional(),
  /** Where the post brings the result, for those who asked for it. */
  postalAddress: z.string().optional(),
  /** Who took the result at the counter. */
  receiver: z
    .object({
      fullName: z.string(),
      identityNumber: z.string().optional(),
      relation: z.enum(['holder', 'authorised']).optional(),
      authorisation: z.string().optional(),
    })
    .optional(),
  /** Tracking number of the postal item that brings the result. */
  postalItem: z.string().optional(),
  originalsChecked: z.boolean().optional(),
  /** Mistakes in the result that were put right, with the files before. */
  corrections: z.array(z.object({ correctedAt: Instant, reason: z.string(), earlierFiles: z.array(DossierFile) })),
  /** What was decided before it was taken up again after a complaint. */
  earlierDecisions: z.array(
    z.object({
      decision: Decided,
      decidedAt: Instant,
      dueAt: Instant,
      timeliness: z.enum(['early', 'onTime', 'overdue']),
      decisionNote: z.string().optional(),
      returnedAt: Instant.optional(),
      reopenedAt: Instant,
      complaintReference: z.string(),
      files: z.array(DossierFile),
    }),
  ),
  /** What agencies were asked and what they answered, for those who work on it. */
  consultations: z
    .array(
      z.object({
        taskId: z.uuid(),
        agency: Named,
        stepName: Text,
        state: z.enum(['open', 'answered', 'lapsed', 'withdrawn']),
        askedAt: Instant,
        dueAt: Instant,
        question: z.string().optional(),
        opinion: z.object({ value: z.string(), name: Text }).optional(),
        note: z.string().optional(),
        answeredAt: Instant.optional(),
        files: z.array(DossierFile),
      }),
    )
    .optional(),
  /** What the citizen thought of it. */
  rating: z
    .object({
      ratedAt: Instant,
      points: z.record(z.string(), z.int()),
      satisfied: z.boolean(),
      comment: z.string().optional(),
    })
    .optional(),
}).meta({ id: 'Dossier' });
export type DossierDetail = z.infer<typeof DossierDetail>;

export const TimelineItem = z.object({
  sequence: z.int(),
  at: Instant,
  type: z.enum([
    'dossier.submitted',
    'dossier.accepted',
    'task.claimed',
    'task.released',
    'task.reassigned',
    'step.completed',
    'step.returned',
    'dossier.decided',
    'dossier.returned',
    'dossier.withdrawn',
    'dossier.rejected',
    'dossier.stopped',
    'dossier.reinstated',
    'dossier.extended',
    'supplement.requested',
    'supplement.answered',
    'supplement.lapsed',
    'clock.paused',
    'clock.resumed',
    'deadline.recomputed',
    'result.corrected',
    'dossier.reopened',
    'dossier.rated',
    'consultation.asked',
    'consultation.answered',
    'subdossier.opened',
    'subdossier.closed',
    'timer.fired',
    'deadline.warned',
    'deadline.escalated',
    'consultation.lapsed',
    'consultation.withdrawn',
    'message.received',
    'delivery.chosen',
    'dossier.migrated',
    'dossier.transferred',
    'place.asked',
    'fee.assessed',
    'fee.paid',
    'fee.refunded',
    'personaldata.shown',
  ]),
  actor: z
    .object({ displayName: z.string().optional(), positionTitle: Text.optional(), agencyName: Text.optional() })
    .optional(),
  step: z.object({ elementId: z.string(), name: Text }).optional(),
  /** The agency that it concerns, where that is not the one that acted. */
  agency: Named.optional(),
  outcome: z.object({ value: z.string(), name: Text }).optional(),
  /** What personal data was shown for. */
  purpose: Text.optional(),
  /** What was due, paid or given back. */
  amountVnd: z.int().optional(),
  note: z.string().optional(),
  /** What of the declaration was asked to be put right, or was, or was shown in full. */
  fields: z.array(DeclaredField).optional(),
  /** Of what came through the National Public Service Portal. */
  nationalPortal: PortalWay.optional(),
  /** The deadline that comes near or has passed, and who was told. */
  dueAt: Instant.optional(),
  recipients: z.array(z.object({ positionTitle: Text, agencyName: Text })).optional(),
});
export type TimelineItem = z.infer<typeof TimelineItem>;
export const Timeline = z.object({ items: z.array(TimelineItem) }).meta({ id: 'Timeline' });
export type Timeline = z.infer<typeof Timeline>;

export const DeadlineExplanation = z
  .object({
    dueAt: Instant,
    /** Without extensions. */
    originalDueAt: Instant.optional(),
    /** The calendars that it was counted by, one after the other; `validFrom` where another was in force before. */
    calendars: z.array(
      z.object({ code: z.string(), name: Text, legalBasis: z.string().optional(), validFrom: z.iso.date().optional() }),
    ),
    /** What started, paused, moved and stopped the clock. */
    acts: z.array(z.object({ at: Instant, text: Text, legalBasis: z.string().optional() })),
    days: z.array(
      z.object({
        date: z.iso.date(),
        counted: z.union([z.number(), z.enum(['start', 'skipped', 'paused'])]),
        reason: Text,
        legalBasis: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'DeadlineExplanation' });
export type DeadlineExplanation = z.infer<typeof DeadlineExplanation>;

export const TrackedDossier = z
  .object({
    procedureName: Text,
    state: DossierState,
    nationalState: DossierDetail.shape.nationalState,
    submittedAt: Instant,
    acceptedAt: Instant.optional(),
    dueAt: Instant.optional(),
    decidedAt: Instant.optional(),
    returnedAt: Instant.optional(),
  })
  .meta({ id: 'TrackedDossier' });
export type TrackedDossier = z.infer<typeof TrackedDossier>;

const Page = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().max(200).optional(),
};

export const MyDossiersQuery = z.strictObject({ ...Page, state: DossierState.optional() });
export type MyDossiersQuery = z.infer<typeof MyDossiersQuery>;

export const DossiersQuery = z.strictObject({
  ...Page,
  view: z.enum(['received', 'open', 'onTime', 'overdue', 'done']).optional(),
  agency: z.string().max(80).optional(),
  procedure: z.string().max(40).optional(),
  q: z.string().max(60).optional(),
});
export type DossiersQuery = z.infer<typeof DossiersQuery>;

export const InboxQuery = z.strictObject({
  ...Page,
  queue: z.enum(['mine', 'group']).default('group'),
  state: z.enum(['open', 'completed', 'cancelled']).default('open'),
  procedure: z.string().max(40).optional(),
});
export type InboxQuery = z.infer<typeof InboxQuery>;
