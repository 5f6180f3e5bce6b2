import { assertNever } from './assert-never.js';
import type { Effect } from './effect.js';
import { Execution, taskKeyOf, timerKeyOf, incidentKeyOf } from './execution.js';
import type { ProcessDefinition } from './process-definition.js';
import type { ProcessEvent } from './process-event.js';
import { graphOf } from './process-graph.js';
import type { ProcessGraph } from './process-graph.js';
import type { ProcessState, RunningTimer, Token } from './process-state.js';

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
  readonly reason: string;
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
  if (state.status === 'finished') return rejected('finished', 'the process has finished');
  if (event.type === 'start') {
    if (state.status === 'running') return rejected('alreadyStarted', 'the process has already started');
  } else if (state.status === 'notStarted') {
    return rejected('notStarted', 'the process has not started');
  }
  const graph = graphOf(definition);
  const execution = new Execution(graph, state, event.at);

  switch (event.type) {
    case 'start':
      execution.start(event.variables);
      break;
    case 'completeTask':
    case 'completeService': {
      const wanted = event.type === 'completeTask' ? 'userTask' : 'serviceTask';
      const token = state.tokens.find((candidate) => waitsFor(graph, candidate, wanted, event.taskKey));
      if (!token) return rejected('unknownTask', `no open ${wanted} has the key ${event.taskKey}`);
      execution.complete(token, event.variables);
      break;
    }
    case 'timerFired': {
      const found = findTimer(state, event.timerKey);
      if (!found) return rejected('unknownTimer', `no running timer has the key ${event.timerKey}`);
      execution.fire(found.token, found.timer);
      break;
    }
    case 'retry': {
      const token = state.tokens.find(
        (candidate) => candidate.incident && incidentKeyOf(candidate) === event.incidentKey,
      );
      if (!token) return rejected('unknownIncident', `no open incident has the key ${event.incidentKey}`);
      execution.retry(token, event.variables);
      break;
    }
    case 'messageReceived':
      return rejected('unknownSubscription', `no open subscription has the key ${event.subscriptionKey}`);
    case 'calledProcessCompleted':
      return rejected('unknownCall', `no running call has the key ${event.callKey}`);
    case 'errorThrown':
      return rejected('unknownTask', `no open task has the key ${event.key}`);
    case 'returnTo':
    case 'terminate':
      return rejected('notReturnable', `the event ${event.type} does not fit`);
    default:
      assertNever(event);
  }
  return execution.run();
}

function rejected(code: Rejection['code'], reason: string): { rejected: Rejection } {
  return { rejected: { code, reason } };
}

function waitsFor(graph: ProcessGraph, token: Token, type: 'userTask' | 'serviceTask', taskKey: string): boolean {
  return !token.incident && taskKeyOf(token) === taskKey && graph.element(token.elementId)?.type === type;
}

function findTimer(state: ProcessState, timerKey: string): { token: Token; timer: RunningTimer } | undefined {
  for (const token of state.tokens) {
    const timer = token.timers?.find((candidate) => timerKeyOf(candidate) === timerKey);
    if (timer) return { token, timer };
  }
  return undefined;
}
