import { v7 as uuidv7 } from 'uuid';
import { inForce } from '@motcua/pack';
import { advance, type Effect, type ProcessEvent, type ProcessState } from '@motcua/process';
import { problem } from '@motcua/service-kit/errors';
import { civilDateAt, due } from '@motcua/working-time';
import { stepOf, type PreparedProcedure, type Rules } from '../rules/rules.js';
import { timerInstant } from './timer-instant.js';

/** The process cannot go on from here: a condition has no answer. Nothing was saved. */
export class ProcessStuck extends problem<{ elementId: string }>('process-stuck', 409, {
  vi: {
    title: 'Quy trình không thể tiếp tục',
    detail: ({ elementId }) =>
      `Quy trình không tìm được bước tiếp theo tại "${elementId}". Vui lòng báo quản trị viên.`,
  },
  en: {
    title: 'The process cannot go on',
    detail: ({ elementId }) => `The process finds no next step at "${elementId}". Please tell an administrator.`,
  },
}) {}

/** A task as it is inserted. */
export interface NewTask {
  readonly id: string;
  readonly task_key: string;
  readonly element_id: string;
  readonly kind: string;
  readonly agency_code: string;
  readonly candidates: readonly string[];
  readonly due_at: Date;
}

/** A timer of the process as it is inserted. */
export interface NewTimer {
  readonly id: string;
  readonly key: string;
  readonly element_id: string;
  readonly fire_at: Date;
}

/** What an event changes beside the state itself. */
export interface Progress {
  readonly state: ProcessState;
  readonly newTasks: readonly NewTask[];
  readonly cancelledKeys: readonly string[];
  readonly newTimers: readonly NewTimer[];
  readonly cancelledTimers: readonly string[];
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
  if ('rejected' in result) throw new ProcessStuck({ elementId: result.rejected.reason });
  const newTasks: NewTask[] = [];
  const cancelledKeys: string[] = [];
  const newTimers: NewTimer[] = [];
  const cancelledTimers: string[] = [];
  for (const effect of result.effects) {
    switch (effect.type) {
      case 'createTask':
        newTasks.push(newTask(context, effect, event.at));
        break;
      case 'cancelTask':
        cancelledKeys.push(effect.taskKey);
        break;
      case 'startTimer':
        newTimers.push({
          id: uuidv7(),
          key: effect.timerKey,
          element_id: effect.elementId,
          fire_at: timerInstant(context.procedure.calendar, event.at, effect.duration),
        });
        break;
      case 'cancelTimer':
        cancelledTimers.push(effect.timerKey);
        break;
      case 'complete':
        break;
      default:
        // Service tasks are refused when the pack is staged, so this is an incident.
        throw new ProcessStuck({ elementId: effect.elementId });
    }
  }
  return { state: result.state, newTasks, cancelledKeys, newTimers, cancelledTimers };
}

/** What the process knows: the outcomes chosen so far. */
export function variablesOf(state: ProcessState): Readonly<Record<string, unknown>> {
  return state.scopes[0]?.variables ?? {};
}

function newTask(context: ProgressContext, effect: Extract<Effect, { type: 'createTask' }>, at: Date): NewTask {
  const step = stepOf(context.procedure.definition, effect.elementId);
  const agencyCode =
    step.agency === 'competent'
      ? context.competentAgencyCode
      : step.agency === 'intake'
        ? context.intakeAgencyCode
        : step.agency;
  return {
    id: uuidv7(),
    task_key: effect.taskKey,
    element_id: effect.elementId,
    kind: step.kind,
    agency_code: agencyCode,
    candidates: effect.candidateGroups.map((position) => `${agencyCode}/${position}`),
    due_at: taskDueAt(context, step.limit, at),
  };
}

/** A step's own limit, but never later than the dossier's; before acceptance the counter's time to answer. */
function taskDueAt(context: ProgressContext, limit: Parameters<typeof due>[2] | undefined, at: Date): Date {
  const { calendar } = context.procedure;
  if (!context.dueAt) {
    const reply = inForce(context.rules.province.intakeReply, civilDateAt(at))?.value ?? { n: 8, unit: 'workingHour' };
    return due(calendar, at, reply).dueAt;
  }
  if (!limit) return context.dueAt;
  const own = due(calendar, at, limit).dueAt;
  return own < context.dueAt ? own : context.dueAt;
}
