import type { ProcessDefinition } from './process-definition.js';
import type { Variables } from './process-event.js';

/** A timer that runs for a token: at a timer catch event its own, at a user task one per boundary event. */
export interface RunningTimer {
  readonly id: number;
  readonly elementId: string;
}

/** A token at rest on an element. */
export interface Token {
  readonly id: number;
  readonly scopeId: number;
  readonly elementId: string;
  /** The flow by which it came; a parallel gateway counts its tokens by it. */
  readonly flowId?: string;
  readonly timers?: readonly RunningTimer[];
  /** It could not go on, and waits for a `retry`. */
  readonly incident?: true;
}

/** What shares variables and ends together: the process itself is scope 0. */
export interface Scope {
  readonly id: number;
  readonly elementId: string;
  readonly variables: Variables;
}

/** Where a process stands: plain data that survives JSON. */
export interface ProcessState {
  readonly status: 'notStarted' | 'running' | 'finished';
  /** The next id of a token or timer; keys are made of these ids, so that none returns. */
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
