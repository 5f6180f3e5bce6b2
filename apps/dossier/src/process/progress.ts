import { v7 as uuidv7 } from 'uuid';
import { inForce } from '@motcua/pack';
import {
  advance,
  tellOf,
  type Effect,
  type ProcessEvent,
  type ProcessState,
  type Reason,
  type Scalar,
  type Variables,
} from '@motcua/process';
import { problem } from '@motcua/service-kit/errors';
import { civilDateAt, due, type Limit } from '@motcua/working-time';
import { stepOf, type PreparedProcedure, type Rules } from '../rules/rules.js';
import { timersInPause } from '../clock/timers-in-pause.js';
import { timerInstant } from './timer-instant.js';

/** The process cannot go on from here: a condition has no answer. Nothing was saved. */
export class ProcessStuck extends problem<{ reason: Reason }>('process-stuck', 409, {
  vi: {
    title: 'Quy trình không thể tiếp tục',
    detail: ({ reason }) => `Quy trình không tìm được bước tiếp theo: ${reason.vi}. Vui lòng báo quản trị viên.`,
  },
  en: {
    title: 'The process cannot go on',
    detail: ({ reason }) => `The process finds no next step: ${reason.en}. Please tell an administrator.`,
  },
}) {}

const NO_SERVICES: Reason = {
  vi: 'tác vụ dịch vụ chưa được hỗ trợ',
  en: 'service tasks are not supported yet',
};

function placeOf(elementId: string): Reason {
  return { vi: `tại "${elementId}"`, en: `at "${elementId}"` };
}

/** A task as it is inserted. */
export interface NewTask {
  readonly id: string;
  readonly task_key: string;
  readonly element_id: string;
  readonly kind: string;
  readonly agency_code: string;
  readonly candidates: readonly string[];
  readonly due_at: Date;
  /** What a step that many do at once is about here, such as the agency that is asked. */
  readonly item?: Scalar;
}

/**
 * A timer as it is inserted. `process` is one of the drawing; `silence` runs for a consulted agency, under the id of its task; `subDossier`
 * opens what a call of the process asks for, at once, under the key of the call.
 */
export interface NewTimer {
  readonly id: string;
  readonly kind: 'process' | 'silence' | 'subDossier';
  readonly key: string;
  readonly element_id: string;
  readonly fire_at: Date;
  /** It runs also while the clock of the dossier stands still. */
  readonly runs_in_pause?: boolean;
  /** The clock stands still from the moment on at which it is set. */
  readonly held?: boolean;
  /** In what it counts when it runs by the working calendar. */
  readonly unit?: Limit['unit'];
}

/** A message that the process waits for, as it is inserted. Without a correlation it is addressed by the dossier's own code. */
export interface NewSubscription {
  readonly subscription_key: string;
  readonly element_id: string;
  readonly message_name: string;
  readonly correlation: string | null;
}

/** Another agency's part that is to begin. */
export interface NewCall {
  readonly call_key: string;
  readonly element_id: string;
  readonly variables: Variables;
}

/** What an event changes beside the state itself. */
export interface Progress {
  readonly state: ProcessState;
  readonly newTasks: readonly NewTask[];
  readonly cancelledKeys: readonly string[];
  readonly newTimers: readonly NewTimer[];
  readonly cancelledTimers: readonly string[];
  readonly newSubscriptions: readonly NewSubscription[];
  readonly cancelledSubscriptions: readonly string[];
  readonly newCalls: readonly NewCall[];
  readonly cancelledCalls: readonly string[];
}

/** Whose dossier it is and by when: what decides who gets a step, and its due date. */
export interface ProgressContext {
  readonly rules: Rules;
  readonly procedure: PreparedProcedure;
  readonly intakeAgencyCode: string;
  readonly competentAgencyCode: string;
  /** Absent before acceptance. */
  readonly dueAt: Date | undefined;
}

/**
 * Lets an event happen to a dossier's process and says which tasks and timers come and go.
 * @throws ProcessStuck (409)
 */
export function progress(context: ProgressContext, state: ProcessState, event: ProcessEvent): Progress {
  const result = advance(context.procedure.process, state, event);
  if ('rejected' in result) throw new ProcessStuck(result.rejected);
  return progressBy(context, result, event.at);
}

/** What several events at one moment come to together: what one began and another ended is never written. */
export function together(first: Progress, ...later: readonly Progress[]): Progress {
  return later.reduce(
    (before, after) => ({
      state: after.state,
      newTasks: [
        ...before.newTasks.filter(({ task_key: key }) => !after.cancelledKeys.includes(key)),
        ...after.newTasks,
      ],
      cancelledKeys: [...before.cancelledKeys, ...after.cancelledKeys],
      newTimers: [
        ...before.newTimers.filter(
          ({ key }) => !after.cancelledTimers.includes(key) && !after.cancelledCalls.includes(key),
        ),
        ...after.newTimers,
      ],
      cancelledTimers: [...before.cancelledTimers, ...after.cancelledTimers],
      newSubscriptions: [
        ...before.newSubscriptions.filter(({ subscription_key: key }) => !after.cancelledSubscriptions.includes(key)),
        ...after.newSubscriptions,
      ],
      cancelledSubscriptions: [...before.cancelledSubscriptions, ...after.cancelledSubscriptions],
      newCalls: [
        ...before.newCalls.filter(({ call_key: key }) => !after.cancelledCalls.includes(key)),
        ...after.newCalls,
      ],
      cancelledCalls: [...before.cancelledCalls, ...after.cancelledCalls],
    }),
    first,
  );
}

/**
 * The same of what the process itself has come to already.
 * @throws ProcessStuck (409)
 */
export function progressBy(
  context: ProgressContext,
  result: { readonly state: ProcessState; readonly effects: readonly Effect[] },
  at: Date,
): Progress {
  const newTasks: NewTask[] = [];
  const cancelledKeys: string[] = [];
  const newTimers: NewTimer[] = [];
  const cancelledTimers: string[] = [];
  const newSubscriptions: NewSubscription[] = [];
  const cancelledSubscriptions: string[] = [];
  const newCalls: NewCall[] = [];
  const cancelledCalls: string[] = [];
  for (const effect of result.effects) {
    switch (effect.type) {
      case 'createTask': {
        const task = newTask(context, effect, at);
        newTasks.push(task);
        if (task.kind === 'consult') newTimers.push(newTimer('silence', task.id, effect.elementId, task.due_at));
        break;
      }
      case 'cancelTask':
        cancelledKeys.push(effect.taskKey);
        break;
      case 'startTimer': {
        const trigger = 'date' in effect ? { date: effect.date } : { duration: effect.duration };
        const fireAt = timerInstant(context.procedure.calendar, at, trigger);
        const timer = newTimer('process', effect.timerKey, effect.elementId, fireAt);
        const runsInPause = timersInPause(context.procedure).includes(effect.elementId);
        const byCalendar = 'duration' in effect && typeof effect.duration !== 'string';
        newTimers.push({ ...timer, runs_in_pause: runsInPause, ...(byCalendar && { unit: effect.duration.unit }) });
        break;
      }
      case 'cancelTimer':
        cancelledTimers.push(effect.timerKey);
        break;
      case 'openSubscription':
        newSubscriptions.push({
          subscription_key: effect.subscriptionKey,
          element_id: effect.elementId,
          message_name: effect.messageName,
          correlation: effect.correlation === undefined ? null : String(effect.correlation),
        });
        break;
      case 'cancelSubscription':
        cancelledSubscriptions.push(effect.subscriptionKey);
        break;
      case 'callProcess':
        newCalls.push({ call_key: effect.callKey, element_id: effect.elementId, variables: effect.variables });
        newTimers.push({ ...newTimer('subDossier', effect.callKey, effect.elementId, at), runs_in_pause: true });
        break;
      case 'cancelCall':
        cancelledCalls.push(effect.callKey);
        break;
      case 'complete':
      case 'cancelService':
      case 'cancelIncident':
        break;
      case 'incident':
        throw new ProcessStuck({ reason: tellOf(placeOf(effect.elementId), effect.reason) });
      case 'callService':
        // Service tasks are refused when the pack is staged.
        throw new ProcessStuck({ reason: tellOf(placeOf(effect.elementId), NO_SERVICES) });
    }
  }
  return {
    state: result.state,
    newTasks,
    cancelledKeys,
    newTimers,
    cancelledTimers,
    newSubscriptions,
    cancelledSubscriptions,
    newCalls,
    cancelledCalls,
  };
}

function newTimer(kind: NewTimer['kind'], key: string, elementId: string, fireAt: Date): NewTimer {
  return { id: uuidv7(), kind, key, element_id: elementId, fire_at: fireAt };
}

/** What the process knows: the outcomes chosen so far. */
export function variablesOf(state: ProcessState): Readonly<Record<string, unknown>> {
  return state.scopes[0]?.variables ?? {};
}

function newTask(context: ProgressContext, effect: Extract<Effect, { type: 'createTask' }>, at: Date): NewTask {
  const step = stepOf(context.procedure.definition, effect.elementId);
  const named =
    step.agency === 'competent'
      ? context.competentAgencyCode
      : step.agency === 'intake'
        ? context.intakeAgencyCode
        : step.agency === 'each'
          ? String(effect.item)
          : step.agency;
  // A drawing may name an agency that has gone since.
  const agencyCode = context.rules.successorAt(named, at);
  return {
    id: uuidv7(),
    task_key: effect.taskKey,
    element_id: effect.elementId,
    kind: step.kind,
    agency_code: agencyCode,
    candidates: effect.candidateGroups.map((position) => `${agencyCode}/${position}`),
    due_at: taskDueAt(context, agencyCode, step.limit, at),
    ...(effect.item !== undefined && { item: effect.item }),
  };
}

/** A step's own limit by the hours of its agency, but never later than the dossier's; before acceptance the counter's time to answer. */
function taskDueAt(context: ProgressContext, agencyCode: string, limit: Limit | undefined, at: Date): Date {
  const { calendar } = context.rules.hoursAt(context.procedure.definition, agencyCode);
  if (!context.dueAt) {
    const reply = inForce(context.rules.province.intakeReply, civilDateAt(at))?.value ?? { n: 8, unit: 'workingHour' };
    return due(calendar, at, reply).dueAt;
  }
  if (!limit) return context.dueAt;
  const own = due(calendar, at, limit).dueAt;
  return own < context.dueAt ? own : context.dueAt;
}
