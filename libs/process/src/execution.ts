import { enterWaiting } from './activity.js';
import { assertNever } from './assert-never.js';
import { choose } from './choice.js';
import { completeScope, endProcess, throwError } from './finish.js';
import { joinInclusive, joinParallel, joinStuckInclusive, stopDeadlocks, wait } from './joins.js';
import { openInstances } from './multi-instance.js';
import type { ErrorEndEvent } from './process-definition.js';
import type { Arrival, WorkingState } from './working-state.js';

/**
 * How many elements one event may bring tokens to. No loop runs without a wait, but gateways in a row can double their
 * tokens each time.
 */
const MAX_MOVES = 1_000;
const RUNS_ON = {
  vi: `đã đi hơn ${MAX_MOVES} bước liên tiếp mà không dừng chờ`,
  en: `more than ${MAX_MOVES} moves without a wait`,
};

/** Moves every token on until it waits. An error that nothing catches ends the process, and is given. */
export function run(working: WorkingState): { uncaught?: string } {
  let uncaught: string | undefined;
  let moves = 0;
  do {
    for (let arrival = working.arrivals.shift(); arrival; arrival = working.arrivals.shift()) {
      moves += 1;
      if (moves > MAX_MOVES) working.stop(arrival, RUNS_ON);
      else uncaught = enter(working, arrival) ?? uncaught;
    }
  } while (completeScopes(working) || joinInclusive(working) || settle(working));
  return uncaught === undefined ? {} : { uncaught };
}

/** Every token is at rest: those that would rest for ever are told, or let go. */
function settle(working: WorkingState): boolean {
  stopDeadlocks(working);
  return joinStuckInclusive(working);
}

/** What ran in a scope with nothing left in it is done; tells whether there was any. */
function completeScopes(working: WorkingState): boolean {
  for (const { id } of working.innerScopes()) {
    const owner = working.ownerOf(id);
    if (!owner || working.tokens.some(({ scopeId }) => scopeId === id)) continue;
    completeScope(working, owner, id);
    return true;
  }
  return false;
}

/** Gives the code of an error that arises there and that nothing catches. */
function enter(working: WorkingState, arrival: Arrival): string | undefined {
  const { elementId, scopeId } = arrival;
  const element = working.graph.element(elementId);
  switch (element?.type) {
    case undefined:
      return void working.stop(arrival, {
        vi: 'bản vẽ không có phần tử này',
        en: 'the definition has no such element',
      });
    case 'endEvent':
      return undefined;
    case 'terminateEndEvent':
      return void working.clear(scopeId);
    case 'errorEndEvent':
      return endWithError(working, arrival, element);
    case 'startEvent':
    case 'timerBoundaryEvent':
    case 'messageBoundaryEvent':
    case 'errorBoundaryEvent':
      return void working.leave(elementId, scopeId);
    case 'userTask':
      if (element.multiInstance && arrival.instance === undefined) {
        return void openInstances(working, arrival, element, element.multiInstance);
      }
      return void enterWaiting(working, arrival, element);
    case 'serviceTask':
    case 'receiveTask':
    case 'callActivity':
    case 'subProcess':
    case 'timerCatchEvent':
    case 'messageCatchEvent':
      return void enterWaiting(working, arrival, element);
    case 'exclusiveGateway':
      return void choose(working, arrival, element);
    case 'inclusiveGateway': {
      // Once it has waited for all that can come, it is entered again by no flow.
      const meets = arrival.flowId !== undefined && working.graph.incoming(elementId).length > 1;
      return void (meets ? wait(working, arrival) : choose(working, arrival, element));
    }
    case 'parallelGateway':
      return void joinParallel(working, arrival);
    default:
      return assertNever(element);
  }
}

function endWithError(working: WorkingState, { scopeId }: Arrival, { errorCode }: ErrorEndEvent): string | undefined {
  if (throwError(working, { scopeId }, errorCode, {}) === 'caught') return undefined;
  endProcess(working);
  return errorCode;
}
