import type { FormDefinition } from '@motcua/form';
import type { Text } from '../language/language.js';

export interface Page<T> {
  items: T[];
  /** Hand back as `after` to get the next page; absent on the last. */
  next?: string;
}

export interface Named {
  code: string;
  name: Text;
}

// --- identity

export type Permission =
  | 'dossier.submit'
  | 'dossier.intake'
  | 'dossier.process'
  | 'dossier.approve'
  | 'dossier.oversee'
  | 'province.administer';

interface Position {
  agencyCode: string;
  agencyName: Text;
  positionCode: string;
  title: Text;
  roles: string[];
}

export interface Profile {
  subjectId: string;
  kind: 'citizen' | 'officer';
  displayName: string;
  language: 'vi' | 'en';
  permissions: Permission[];
  positions: Position[];
  expiresAt: string;
}

export interface DemoAccount {
  identifier: string;
  password: string;
  displayName: string;
  note: Text;
}

export interface Agency extends Named {
  eid: string;
  kind: string;
  parentCode?: string;
  adminUnitCode?: string;
  /** Civil dates. */
  validFrom: string;
  validTo?: string;
}

export interface Province {
  code: string;
  name: Text;
  brand: { color: string; colorStrong: string };
  demo: boolean;
  demoAccounts?: DemoAccount[];
  packHash: string;
}

// --- dossier

type OnlineLevel = 'full' | 'partial' | 'none';

export interface ProcedureSummary {
  code: string;
  name: Text;
  field: Named;
  onlineLevel: OnlineLevel;
  timeLimit: { n: number; unit: string; text: Text };
  feeText: Text;
}

export interface ProcedureField extends Named {
  count: number;
}

export type CopyKind = 'original' | 'copy' | 'photocopy';

export interface ProcedureComponent {
  code: string;
  name: Text;
  required: boolean;
  sets: number;
  copyKinds: string[];
  isForm: boolean;
}

interface ProcedureStep {
  elementId: string;
  name: Text;
  kind: StepKind;
  agencyName?: Text;
}

export interface Procedure extends ProcedureSummary {
  description: Text;
  subjects: Text;
  level: string;
  ways: string[];
  legalBasis: string[];
  components: ProcedureComponent[];
  fees: { kind: string; name: Text; text: Text; basis: string }[];
  result: { name: Text };
  form: FormDefinition;
  steps: ProcedureStep[];
  packHash: string;
}

export interface AgencyChoice extends Named {
  kind: string;
}

/** Answers to a form, shaped as its schema says. */
export type Answers = { [field: string]: unknown };

interface SubmittedComponent {
  code: string;
  fileIds: string[];
  copyKind?: CopyKind;
}

export interface SubmitDossier {
  procedureCode: string;
  competentAgencyCode: string;
  answers: Answers;
  components: SubmittedComponent[];
}

export interface Submitter {
  fullName: string;
  identityNumber?: string;
  phone?: string;
  email?: string;
  address?: string;
}

export type IntakeChannel = 'counter' | 'postal' | 'mobile';

export interface AcceptAtCounter extends SubmitDossier {
  intakeAgencyCode: string;
  channel: IntakeChannel;
  submitter: Submitter;
  components: (SubmittedComponent & { sets: number })[];
}

export interface SubmittedDossier {
  id: string;
  trackingNumber: string;
  submittedAt: string;
  version: number;
}

export interface AcceptedDossier extends SubmittedDossier {
  code: string;
  acceptedAt: string;
  dueAt: string;
}

export interface DossierClock {
  state: 'notStarted' | 'early' | 'onTime' | 'soon' | 'overdue' | 'stopped';
  dueAt?: string;
  /** Negative: late by so many working minutes. */
  workingMinutesLeft?: number;
  timeliness?: 'early' | 'onTime' | 'overdue';
  provisional?: boolean;
}

export type DossierState = 'submitted' | 'inProcess' | 'decided' | 'returned';
type Decision = 'approved' | 'refused';

export interface DossierSummary {
  id: string;
  trackingNumber: string;
  code?: string;
  procedure: Named;
  state: DossierState;
  decision?: Decision;
  competentAgency: Named;
  submittedAt: string;
  dueAt?: string;
  clock: DossierClock;
}

export interface StoredFile {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
  mediaType: string;
  sha256: string;
}

export interface DossierComponent extends Named {
  copyKind?: CopyKind;
  sets: number;
  files: StoredFile[];
}

export interface Dossier {
  id: string;
  version: number;
  trackingNumber: string;
  code?: string;
  state: DossierState;
  nationalState: number;
  decision?: Decision;
  procedure: Named;
  channel: string;
  intakeAgency: Named;
  competentAgency: Named;
  submittedAt: string;
  acceptedAt?: string;
  dueAt?: string;
  decidedAt?: string;
  returnedAt?: string;
  clock: DossierClock;
  submitter: { fullName: string; identityNumberMasked?: string; phoneMasked?: string };
  answers: Answers;
  form: FormDefinition;
  components: DossierComponent[];
  tasks: Task[];
  forms: string[];
  resultFiles: StoredFile[];
  decisionNote?: string;
}

type TimelineEventType =
  | 'dossier.submitted'
  | 'dossier.accepted'
  | 'task.claimed'
  | 'task.released'
  | 'step.completed'
  | 'dossier.decided'
  | 'dossier.returned';

export interface TimelineEvent {
  sequence: number;
  at: string;
  type: TimelineEventType;
  actor?: { displayName?: string; positionTitle?: Text; agencyName?: Text };
  step?: { elementId: string; name: Text };
  outcome?: { value: string; name: Text };
  note?: string;
}

export interface DeadlineDay {
  /** A civil date. */
  date: string;
  counted: boolean;
  reason: Text;
  legalBasis?: string;
}

export interface Deadline {
  dueAt: string;
  days: DeadlineDay[];
}

export type DossierView = 'received' | 'open' | 'onTime' | 'overdue' | 'done';

export interface Tracking {
  procedureName: Text;
  state: DossierState;
  nationalState: number;
  submittedAt: string;
  acceptedAt?: string;
  dueAt?: string;
  decidedAt?: string;
  returnedAt?: string;
}

type StepKind = 'receive' | 'examine' | 'decide' | 'approve' | 'deliver';
type TaskAction = 'claim' | 'release' | 'complete';

export interface TaskOutcome {
  value: string;
  name: Text;
  tone: 'positive' | 'negative' | 'neutral';
  requiresNote: boolean;
}

export interface Task {
  id: string;
  version: number;
  dossierId: string;
  dossierCode?: string;
  trackingNumber: string;
  procedure: Named;
  competentAgency: Named;
  step: { elementId: string; name: Text; kind: StepKind };
  state: 'open' | 'completed' | 'cancelled';
  claimedBy?: { officerId: string; displayName: string };
  createdAt: string;
  dueAt?: string;
  clock: DossierClock;
  submitterName: string;
  outcomes: TaskOutcome[];
  allowed: TaskAction[];
}

export type Queue = 'mine' | 'group';

export interface TaskCounts {
  mine: number;
  group: number;
  overdue: number;
}

export interface CompleteTask {
  outcome?: string;
  note?: string;
  resultFileIds?: string[];
  receiver?: { fullName: string };
}

// --- notification

export interface Message {
  id: string;
  at: string;
  subject: string;
  text: string;
  dossierId?: string;
  readAt?: string;
  kind: string;
}

// --- reporting

export interface Figures {
  received: number;
  inProcess: number;
  inProcessOnTime: number;
  inProcessOverdue: number;
  done: number;
  doneEarly: number;
  doneOnTime: number;
  doneOverdue: number;
  dueSoon: number;
}

export interface Overview {
  asOf: string;
  agency?: Named;
  totals: Figures;
  byAgency: (Figures & { agency: Named })[];
  byProcedure: (Figures & { procedure: Named })[];
  /** A row a day, oldest first; `date` is a civil date. */
  daily: { date: string; received: number; done: number }[];
}
