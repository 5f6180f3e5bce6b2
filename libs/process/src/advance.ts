import { assertNever } from './assert-never.js';
import type { Effect } from './effect.js';
import { run } from './execution.js';
import { complete, endProcess, fire, goOn, throwError } from './finish.js';
import { callKeyOf, incidentKeyOf, subscriptionKeyOf, taskKeyOf, timerKeyOf } from './keys.js';
import type { ProcessDefinition, ProcessElement } from './process-definition.js';
import type { ProcessEvent, Variables } from './process-event.js';
import { graphOf } from './process-graph.js';
import type { ProcessState, Token } from './process-state.js';
import type { Reason } from './reason.js';
import { returnTo } from './return-to.js';
import { arrivalOf, WorkingState } from './working-state.js';

/** The event does not fit the state, which stays as it is: it came twice, or after what took its task or timer away. */
export interface Rejection {
  readonly code:
    | 'unknownTask'
    | 'unknownTimer'
    | 'unknownSubscription'
    | 'unknownCall'
    | 'unknownIncident'
    | 'notReturnable'
    | 'notStarted'
    | 'alreadyStarted'
    | 'finished';
  readonly reason: Reason;
}

/**
 * Lets one event happen to a process, and every token move on until it waits or has come to an end. Pure: the same
 * definition, state and event always give the same, and none of the three is changed.
 */
export function advance(
  definition: ProcessDefinition,
  state: ProcessState,
  event: ProcessEvent,
): { state: ProcessState; effects: Effect[] } | { rejected: Rejection } {
  const untimely = rejectionOfStatus(state, event);
  if (untimely) return { rejected: untimely };
  const working = new WorkingState(graphOf(definition), state, event.at);
  const rejection = apply(working, event);
  if (rejection) return { rejected: rejection };
  const { uncaught } = run(working);
  const after = working.close();
  if (after.status === 'finished') {
    working.effects.push({ type: 'complete', ...(uncaught !== undefined && { errorCode: uncaught }) });
  }
  return { state: after, effects: working.effects };
}

function rejectionOfStatus({ status }: ProcessState, { type }: ProcessEvent): Rejection | undefined {
  if (status === 'finished' && type !== 'returnTo') {
    return { code: 'finished', reason: { vi: 'quy trình đã kết thúc', en: 'the process has finished' } };
  }
  if (status === 'running' && type === 'start') {
    return { code: 'alreadyStarted', reason: { vi: 'quy trình đã bắt đầu', en: 'the process has already started' } };
  }
  if (status === 'notStarted' && type !== 'start') {
    return { code: 'notStarted', reason: { vi: 'quy trình chưa bắt đầu', en: 'the process has not started' } };
  }
  return undefined;
}

/** Does what the event says to its token; where the tokens go from there is not its matter. */
function apply(working: WorkingState, event: ProcessEvent): Rejection | undefined {
  const { graph } = working;
  switch (event.type) {
    case 'start': {
      const begin = graph.start();
      if (begin) working.arrive({ elementId: begin.id, scopeId: 0 });
      return void working.setVariables(0, event.variables);
    }
    case 'completeTask':
    case 'completeService': {
      const wanted = event.type === 'completeTask' ? 'userTask' : 'serviceTask';
      const token = findOpen(working, wanted, (open) => taskKeyOf(open) === event.taskKey);
      if (!token) {
        const work =
          wanted === 'userTask'
            ? { vi: 'tác vụ người dùng', en: 'user task' }
            : { vi: 'tác vụ dịch vụ', en: 'service task' };
        return { code: 'unknownTask', reason: noneHasKey(work, event.taskKey) };
      }
      return void complete(working, token, event.variables ?? {});
    }
    case 'calledProcessCompleted': {
      const token = findOpen(working, 'callActivity', (open) => callKeyOf(open) === event.callKey);
      if (!token) return { code: 'unknownCall', reason: noneHasKey({ vi: 'lời gọi', en: 'call' }, event.callKey) };
      return void complete(working, token, event.variables ?? {});
    }
    case 'timerFired': {
      for (const token of working.tokens) {
        const timer = token.timers?.find((running) => timerKeyOf(running) === event.timerKey);
        if (timer) return void fire(working, token, timer, {});
      }
      return { code: 'unknownTimer', reason: noneHasKey({ vi: 'bộ hẹn giờ', en: 'timer' }, event.timerKey) };
    }
    case 'messageReceived': {
      const { subscriptionKey } = event;
      for (const token of working.tokens) {
        const open = token.subscriptions?.find((each) => subscriptionKeyOf(each) === subscriptionKey);
        if (open) return void fire(working, token, open, event.variables ?? {});
      }
      return {
        code: 'unknownSubscription',
        reason: noneHasKey({ vi: 'đăng ký chờ thông điệp', en: 'subscription' }, subscriptionKey),
      };
    }
    case 'errorThrown':
      return applyError(working, event);
    case 'returnTo': {
      if (graph.element(event.elementId)?.type !== 'userTask') {
        const reason = {
          vi: `quy trình không có tác vụ người dùng ${event.elementId}`,
          en: `the process has no user task ${event.elementId}`,
        };
        return { code: 'notReturnable', reason };
      }
      const reason = returnTo(working, event.elementId);
      return reason === undefined ? undefined : { code: 'notReturnable', reason };
    }
    case 'terminate':
      return void endProcess(working);
    case 'retry': {
      const token = working.tokens.find((open) => open.incident && incidentKeyOf(open) === event.incidentKey);
      if (!token) {
        return { code: 'unknownIncident', reason: noneHasKey({ vi: 'sự cố', en: 'incident' }, event.incidentKey) };
      }
      return void retry(working, token, event.variables ?? {});
    }
    default:
      return assertNever(event);
  }
}

function noneHasKey(what: Reason, key: string): Reason {
  return { vi: `không có ${what.vi} nào đang mở có khóa ${key}`, en: `no open ${what.en} has the key ${key}` };
}

function applyError(
  working: WorkingState,
  { key, errorCode, variables = {} }: Extract<ProcessEvent, { type: 'errorThrown' }>,
): Rejection | undefined {
  const token =
    findOpen(working, 'userTask', (open) => taskKeyOf(open) === key) ??
    findOpen(working, 'serviceTask', (open) => taskKeyOf(open) === key) ??
    findOpen(working, 'callActivity', (open) => callKeyOf(open) === key);
  if (!token) {
    return { code: 'unknownTask', reason: noneHasKey({ vi: 'tác vụ hoặc lời gọi', en: 'task or call' }, key) };
  }
  if (throwError(working, { thrower: token }, errorCode, variables) === 'caught') return undefined;
  working.take(token);
  working.cancelListeners(token);
  return void working.stop(arrivalOf(token), {
    vi: `không sự kiện biên nào bắt lỗi ${errorCode}`,
    en: `nothing catches the error ${errorCode}`,
  });
}

/** The element of an incident is entered again; where only its output mapping failed, that alone is tried again. */
function retry(working: WorkingState, token: Token, variables: Variables): void {
  working.take(token);
  if (token.outcome) return goOn(working, token, { ...token.outcome, ...variables });
  working.setVariables(token.scopeId, variables);
  working.arrive(arrivalOf(token));
}

function findOpen(
  { tokens, graph }: WorkingState,
  type: ProcessElement['type'],
  hasKey: (token: Token) => boolean,
): Token | undefined {
  const token = tokens.find((candidate) => hasKey(candidate));
  const isOpen = token && !token.incident && token.innerScopeId === undefined;
  return isOpen && graph.element(token.elementId)?.type === type ? token : undefined;
}
