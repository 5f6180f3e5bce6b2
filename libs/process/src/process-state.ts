import type { ProcessDefinition } from './process-definition.js';
import type { Scalar, Variables } from './process-event.js';

/** A timer that runs for a token: at a timer catch event its own, else one per timer at the border. */
export interface RunningTimer {
  readonly id: number;
  readonly elementId: string;
}

/** A message that a token waits for: at a catch event or receive task its own, else one per message at the border. */
export interface OpenSubscription {
  readonly id: number;
  readonly elementId: string;
  readonly correlation?: Scalar;
}

/** A token at rest on an element. */
export interface Token {
  readonly id: number;
  readonly scopeId: number;
  readonly elementId: string;
  /** The flow by which it came; a joining gateway counts its tokens by it. */
  readonly flowId?: string;
  readonly timers?: readonly RunningTimer[];
  readonly subscriptions?: readonly OpenSubscription[];
  /** The timers at its border that fired without interrupting, and are not started again. */
  readonly fired?: readonly string[];
  /** The scope that runs inside of it: that of a sub-process, or of the instances of a multi-instance task. */
  readonly innerScopeId?: number;
  /** Which instance of a multi-instance task it is, counted from 1. */
  readonly instance?: number;
  /** What the input mappings of its element gave. */
  readonly inputs?: Variables;
  /** It could not go on, and waits for a `retry`. */
  readonly incident?: true;
  /** What its work has come to, where that is done and only the output mapping could not be carried out. */
  readonly outcome?: Variables;
}

/** What shares variables and ends together: the process itself is scope 0. */
export interface Scope {
  readonly id: number;
  readonly elementId: string;
  readonly variables: Variables;
  /** The scope around it; missing for the process itself. */
  readonly parentId?: number;
  /** Only for the instances of a multi-instance task. */
  readonly instances?: InstanceList;
}

/** How far the instances of a multi-instance task have come. */
export interface InstanceList {
  readonly items: readonly Scalar[];
  readonly completed: number;
  /** What the completed ones gave for the output collection, by instance; missing where there is none. */
  readonly outputs?: readonly Scalar[];
}

/** Where a process stands: plain data that survives JSON. */
export interface ProcessState {
  readonly status: 'notStarted' | 'running' | 'finished';
  /** The next id of a token, timer, subscription or scope; keys are made of these ids, so that none returns. */
  readonly nextId: number;
  readonly scopes: readonly Scope[];
  readonly tokens: readonly Token[];
}

/** The state of a process to which nothing has happened yet. */
export function initialState(definition: ProcessDefinition): ProcessState {
  return {
    status: 'notStarted',
    nextId: 1,
    scopes: [{ id: 0, elementId: definition.processId, variables: {} }],
    tokens: [],
  };
}

/** The ids of the elements that hold a token, each once. */
export function activeElements(state: ProcessState): string[] {
  return [...new Set(state.tokens.map((token) => token.elementId))];
}
