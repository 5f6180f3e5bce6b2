import { inForce, timeLimitFor } from '@motcua/pack';
import { civilDateAt, due, pauseClock, startClock, type ClockLedger, type PauseGround } from '@motcua/working-time';
import type { ProcessState } from '@motcua/process';
import { event, type RecordedEvent } from '@motcua/service-kit/database';
import type { DossierReference } from '@motcua/contracts/dossier/v1/events';
import { pausingElements } from '../clock/clock-holders.js';
import { feeWaitsOf } from '../fee/fee-waits.js';
import { assessFees, feeStateOf, type FrozenFee } from '../fee/frozen-fee.js';
import type { TurnFacts } from '../turn/allowed-turns.js';
import type { ActingFor } from './intake.events.js';
import { RulesUnusable, stepOf } from '../rules/rules.js';
import { progress, together, type Progress, type ProgressContext } from '../process/progress.js';

/** What accepting a dossier gives it: clock, promised date, fees, next tasks, and the statement that allots its code. */
export interface Acceptance {
  /** Nobody, where the platform itself opens another agency's part. */
  readonly acceptedBy: string | undefined;
  readonly clock: ClockLedger;
  /** On which grounds the clock stands still from the first moment on, as what comes first is taken out of the limit. */
  readonly pausedGrounds: readonly PauseGround[];
  readonly dueAt: Date;
  readonly provisional: boolean;
  readonly fees: readonly FrozenFee[];
  readonly feeState: TurnFacts['feeState'];
  readonly progress: Progress;
  readonly code: CodeAllotment;
}

/** CTEs that advance the counter of (agency, day) and give the code as `allotted.value`. */
export interface CodeAllotment {
  readonly values: readonly unknown[];
  /** @param offset how many values stand before these */
  ctes(offset: number): string;
}

/** How a dossier stands that is to be accepted. */
export interface BeforeAcceptance {
  readonly state: ProcessState;
  readonly receiveTaskKey: string;
  /** Elements at which it stands beside the step that receives. */
  readonly openElements: readonly string[];
  readonly answers: unknown;
  /** What was to be paid first stays as it was when it was handed in. */
  readonly assessed?: Pick<Acceptance, 'fees' | 'feeState'> | undefined;
}

/**
 * Starts the clock of a dossier: acceptance counts, not submission. What the process comes to at once may let the clock stand still, and passes
 * by a wait for a fee of which nothing is due.
 * @source Nghị định 61/2018/NĐ-CP, Điều 17
 */
export function acceptDossier(
  context: Omit<ProgressContext, 'dueAt'>,
  { state, receiveTaskKey, openElements, answers, assessed }: BeforeAcceptance,
  acceptedBy: string | undefined,
  at: Date,
): Acceptance {
  const { definition, calendar } = context.procedure;
  const limit = timeLimitFor(definition, answers);
  const { dueAt, provisional } = due(calendar, at, limit);
  const fees = assessed?.fees ?? assessFees(definition, answers, at);
  const feeState = assessed?.feeState ?? feeStateOf(fees);
  const received = progress({ ...context, dueAt }, state, { type: 'completeTask', taskKey: receiveTaskKey, at });
  const moved = feeState === 'due' ? received : pastFeeWaits({ ...context, dueAt }, received, at);
  const open = [...openElements, ...standsAt(moved)];
  const grounds = [...new Set(pausingElements(definition, open, feeState).map(({ ground }) => ground))];
  return {
    acceptedBy,
    clock: grounds.reduce(
      (clock, ground) => pauseClock(clock, at, ground, acceptedBy),
      startClock(calendar, at, limit),
    ),
    pausedGrounds: grounds,
    dueAt,
    provisional,
    fees,
    feeState,
    progress:
      grounds.length > 0 ? { ...moved, newTimers: moved.newTimers.map((timer) => ({ ...timer, held: true })) } : moved,
    code: allotCode(context, at),
  };
}

/** What an accepted dossier tells of its clock, where it stands still from the first moment on. */
export function pausedAtOnce(
  dossier: DossierReference,
  { pausedGrounds }: Acceptance,
  at: Date,
  actingFor: Partial<ActingFor> = {},
): RecordedEvent[] {
  return pausedGrounds.map((ground) =>
    event('clock.paused', dossier.dossierId, { dossier, ground, pausedAt: at }, actingFor),
  );
}

/** Nothing is due: what waits for the fee goes on. */
function pastFeeWaits(context: ProgressContext, moved: Progress, at: Date): Progress {
  const waits = feeWaitsOf(context.procedure);
  const wait = moved.newSubscriptions.find(({ element_id: elementId }) => waits.includes(elementId));
  if (!wait) return moved;
  const { subscription_key: subscriptionKey } = wait;
  const passed = progress(context, moved.state, { type: 'messageReceived', subscriptionKey, variables: {}, at });
  const ended = { ...passed, cancelledSubscriptions: [...passed.cancelledSubscriptions, subscriptionKey] };
  return pastFeeWaits(context, together(moved, ended), at);
}

function standsAt({ newTasks, newTimers, newSubscriptions }: Progress): string[] {
  const timers = newTimers.filter(({ kind }) => kind === 'process');
  return [...newTasks, ...timers, ...newSubscriptions].map(({ element_id: elementId }) => elementId);
}

/** A dossier that is accepted in the act that hands it in. */
export function beforeAcceptance(context: ProgressContext, started: Progress, answers: unknown): BeforeAcceptance {
  const receiveTaskKey = receiveTaskKeyOf(context, started);
  const newTasks = started.newTasks.filter(({ task_key: key }) => key !== receiveTaskKey);
  return { state: started.state, receiveTaskKey, openElements: standsAt({ ...started, newTasks }), answers };
}

/** The key of the task that receives the dossier, with which every process begins. */
function receiveTaskKeyOf(context: ProgressContext, started: Progress): string {
  const receive = started.newTasks.find(
    (task) => stepOf(context.procedure.definition, task.element_id).kind === 'receive',
  );
  if (!receive)
    throw new RulesUnusable({
      vi: `${context.procedure.definition.code}: quy trình không bắt đầu bằng tác vụ tiếp nhận`,
      en: `${context.procedure.definition.code}: the process does not begin with a task that receives`,
    });
  return receive.task_key;
}

/** The code names the agency that decides, and is unique for it and the day; past 9999 the number grows longer. */
function allotCode(
  { rules, competentAgencyCode }: Pick<ProgressContext, 'rules' | 'competentAgencyCode'>,
  at: Date,
): CodeAllotment {
  const day = civilDateAt(at);
  const template = inForce(rules.province.codeTemplate, day)?.value;
  const agency = rules.findAgency(competentAgencyCode, at);
  const [, before = '', digits, after = ''] = /^(.*)\{sequence:(\d)\}(.*)$/.exec(template ?? '') ?? [];
  if (!digits || !agency) {
    throw new RulesUnusable({
      vi: 'hôm nay tỉnh không có mẫu mã hồ sơ nào đang áp dụng',
      en: 'the province has no template for dossier codes today',
    });
  }
  const fill = (text: string) =>
    text.replaceAll('{agencyEid}', agency.eid).replaceAll('{YYMMDD}', day.slice(2).replaceAll('-', ''));
  return {
    values: [competentAgencyCode, day, fill(before), Number(digits), fill(after)],
    ctes: (offset) => {
      const p = (index: number) => `$${offset + index}`;
      return `counted as (
        insert into code_counter (agency_code, day, last) values (${p(1)}, ${p(2)}::date, 1)
        on conflict (agency_code, day) do update set last = code_counter.last + 1 returning last),
      allotted as (
        select ${p(3)}::text || lpad(last::text, greatest(${p(4)}::integer, length(last::text)), '0') || ${p(5)}::text as value from counted)`;
    },
  };
}
