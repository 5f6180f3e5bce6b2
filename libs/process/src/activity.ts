import type { Effect } from './effect.js';
import { isList, valueOf, valueOfText } from './feel-value.js';
import { callKeyOf, taskKeyOf } from './keys.js';
import { isCatching, listening, prepareListeners, startListeners } from './listeners.js';
import { applyMappings } from './mapping.js';
import { instanceVariables } from './multi-instance.js';
import type { CallActivity, MessageCatchEvent, ReceiveTask } from './process-definition.js';
import type { ServiceTask, SubProcess, TimerCatchEvent, UserTask } from './process-definition.js';
import type { Value, Variables } from './process-event.js';
import type { Token } from './process-state.js';
import { tellOf, type Reason } from './reason.js';
import { restoreJoins } from './return-to.js';
import type { Arrival, WorkingState } from './working-state.js';

export type Waiting =
  UserTask | ServiceTask | ReceiveTask | CallActivity | SubProcess | TimerCatchEvent | MessageCatchEvent;

export const CANDIDATE_GROUPS: Reason = { vi: 'nhóm ứng viên', en: 'the candidate groups' };
const CALLED_PROCESS: Reason = { vi: 'quy trình được gọi', en: 'the called process' };

/** The effect that has an activity done, once its token has an id. */
type Opening = (token: { readonly id: number }) => Effect;

/**
 * A token comes to rest at what takes time. It opens with all of its timers, messages and inputs, or not at all: then
 * it is an incident.
 */
export function enterWaiting(working: WorkingState, arrival: Arrival, element: Waiting): void {
  const { elementId, scopeId, instance } = arrival;
  const instanceOwn = instance === undefined ? {} : ownOfInstance(working, arrival, element);
  const around = { ...working.variablesIn(scopeId), ...instanceOwn };
  const mapped = inputsOf(working, element, around);
  if ('failure' in mapped) return working.stop(arrival, mapped.failure);
  const { inputs } = mapped;
  const seen = inputs ? { ...around, ...inputs } : around;

  const events = [
    ...(isCatching(element) ? [element] : []),
    ...(instance === undefined ? listening(working.graph.boundaries(elementId)) : []),
  ];
  const prepared = prepareListeners(events, seen, working.at);
  if ('failure' in prepared) return working.stop(arrival, prepared.failure);
  const prepare = openingOf(working, arrival, element, seen, inputs);
  if ('failure' in prepare) return working.stop(arrival, prepare.failure);

  const id = working.takeId();
  const { held, effects } = startListeners(working, prepared.listeners);
  const token: Token = {
    id,
    scopeId,
    elementId,
    ...held,
    ...(instance !== undefined && { instance }),
    ...(inputs && element.type !== 'subProcess' && { inputs }),
  };
  if (prepare.opening) working.effects.push(prepare.opening({ id }));
  working.effects.push(...effects);
  if (element.type === 'subProcess') enterSubProcess(working, token, inputs ?? {}, arrival.into ?? []);
  else working.rest(token);
}

function enterSubProcess(working: WorkingState, token: Token, variables: Variables, into: readonly string[]): void {
  const { elementId, scopeId } = token;
  const innerScopeId = working.takeId();
  working.rest({ ...token, innerScopeId });
  working.openScope({ id: innerScopeId, elementId, variables, parentId: scopeId });
  const [first, ...rest] = into;
  const begin = first ?? working.graph.start(elementId)?.id;
  if (begin === undefined) return;
  if (first !== undefined) restoreJoins(working, innerScopeId, first);
  working.arrive({ elementId: begin, scopeId: innerScopeId, ...(rest.length > 0 && { into: rest }) });
}

function ownOfInstance(working: WorkingState, { scopeId, instance = 1 }: Arrival, element: Waiting): Variables {
  const multi = element.type === 'userTask' ? element.multiInstance : undefined;
  return multi ? instanceVariables(working.scope(scopeId), instance, multi) : {};
}

function inputsOf(
  working: WorkingState,
  element: Waiting,
  around: Variables,
): { inputs?: Variables } | { failure: Reason } {
  if (!('inputs' in element) || !element.inputs) return {};
  const mapped = applyMappings(element.inputs, around, working.at);
  return 'failure' in mapped ? mapped : { inputs: mapped.given };
}

function openingOf(
  working: WorkingState,
  { scopeId, instance }: Arrival,
  element: Waiting,
  seen: Variables,
  inputs: Variables | undefined,
): { opening?: Opening } | { failure: Reason } {
  const { id: elementId, name } = element;
  switch (element.type) {
    case 'userTask': {
      const candidates = candidatesOf(working, element, seen);
      if ('failure' in candidates) return candidates;
      const { candidateGroups } = candidates;
      const item = instance === undefined ? undefined : working.scope(scopeId).instances?.items[instance - 1];
      return {
        opening: (token) => ({
          type: 'createTask',
          taskKey: taskKeyOf(token),
          elementId,
          name,
          candidateGroups,
          ...(item !== undefined && { item }),
          ...(instance !== undefined && { instance }),
        }),
      };
    }
    case 'serviceTask':
      return {
        opening: (token) => ({
          type: 'callService',
          taskKey: taskKeyOf(token),
          elementId,
          taskType: element.taskType,
          ...(inputs && { variables: inputs }),
        }),
      };
    case 'callActivity': {
      const called = valueOfText(element.calledElement, seen, working.at);
      if ('failure' in called) return { failure: tellOf(CALLED_PROCESS, called.failure) };
      const { value: calledElement } = called;
      if (typeof calledElement !== 'string' || calledElement === '') {
        return {
          failure: {
            vi: `${CALLED_PROCESS.vi} "${element.calledElement}" không phải là văn bản`,
            en: `${CALLED_PROCESS.en} "${element.calledElement}" is no text`,
          },
        };
      }
      const variables = element.passesAllVariables ? seen : (inputs ?? {});
      return {
        opening: (token) => ({ type: 'callProcess', callKey: callKeyOf(token), elementId, calledElement, variables }),
      };
    }
    default:
      return {};
  }
}

function candidatesOf(
  { at }: WorkingState,
  { candidateGroups, candidateExpression }: UserTask,
  seen: Variables,
): { candidateGroups: readonly string[] } | { failure: Reason } {
  if (candidateExpression === undefined) return { candidateGroups };
  const outcome = valueOf(candidateExpression, seen, at);
  if ('failure' in outcome) return { failure: tellOf(CANDIDATE_GROUPS, outcome.failure) };
  const groups = groupsIn(outcome.value);
  if (groups.length > 0) return { candidateGroups: groups };
  const none = { vi: `"${candidateExpression}" không cho ra nhóm nào`, en: `"${candidateExpression}" names none` };
  return { failure: tellOf(CANDIDATE_GROUPS, none) };
}

/** The groups that a list or a text with commas names, each once. */
export function groupsIn(value: Value): string[] {
  const named = isList(value) ? value : typeof value === 'string' ? value.split(',') : [];
  const groups = named.map((group) => (typeof group === 'string' ? group.trim() : ''));
  return [...new Set(groups)].filter((group) => group !== '');
}
