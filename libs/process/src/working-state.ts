import type { Effect } from './effect.js';
import { callKeyOf, incidentKeyOf, subscriptionKeyOf, taskKeyOf, timerKeyOf } from './keys.js';
import type { SequenceFlow } from './process-definition.js';
import type { Variables } from './process-event.js';
import type { ProcessGraph } from './process-graph.js';
import type { Reason } from './reason.js';
import type { ProcessState, Scope, Token } from './process-state.js';

/** A token on its way to an element. */
export interface Arrival {
  readonly elementId: string;
  readonly scopeId: number;
  readonly flowId?: string;
  /** Which instance of a multi-instance task is to begin; without it, all of them are. */
  readonly instance?: number;
  /** The elements inside of a sub-process to begin at in the place of its start, outermost first. */
  readonly into?: readonly string[];
}

/** What hangs on a token and ends with it. */
type Listeners = Pick<Token, 'timers' | 'subscriptions'>;

/** The working copy of a state while one event happens to it, and the effects so far. */
export class WorkingState {
  readonly effects: Effect[] = [];
  tokens: Token[];
  arrivals: Arrival[] = [];
  private scopes: readonly Scope[];
  private nextId: number;

  constructor(
    readonly graph: ProcessGraph,
    state: ProcessState,
    readonly at: Date,
  ) {
    this.tokens = [...state.tokens];
    this.scopes = state.scopes;
    this.nextId = state.nextId;
  }

  /** The state as it is now; finished once nothing is left in it. */
  close(): ProcessState {
    const status = this.tokens.length === 0 ? 'finished' : 'running';
    return { status, nextId: this.nextId, scopes: this.scopes, tokens: this.tokens };
  }

  takeId(): number {
    this.nextId += 1;
    return this.nextId - 1;
  }

  // Tokens

  rest(token: Token): void {
    this.tokens.push(token);
  }

  replace(token: Token): void {
    this.tokens = this.tokens.map((other) => (other.id === token.id ? token : other));
  }

  take(token: Token): void {
    this.tokens = this.tokens.filter(({ id }) => id !== token.id);
  }

  tokensIn(scopeId: number): Token[] {
    return this.tokens.filter((token) => token.scopeId === scopeId);
  }

  /** The token for which a scope runs; the process itself runs for none. */
  ownerOf(scopeId: number): Token | undefined {
    return scopeId === 0 ? undefined : this.tokens.find((token) => token.innerScopeId === scopeId);
  }

  /** Takes a token away with all that is open for it and inside of it. */
  cancel(token: Token): void {
    this.take(token);
    const type = this.graph.element(token.elementId)?.type;
    if (token.incident) this.effects.push({ type: 'cancelIncident', incidentKey: incidentKeyOf(token) });
    else if (token.innerScopeId !== undefined) this.cancelScope(token.innerScopeId);
    else if (type === 'userTask') this.effects.push({ type: 'cancelTask', taskKey: taskKeyOf(token) });
    else if (type === 'serviceTask') this.effects.push({ type: 'cancelService', taskKey: taskKeyOf(token) });
    else if (type === 'callActivity') this.effects.push({ type: 'cancelCall', callKey: callKeyOf(token) });
    this.cancelListeners(token);
  }

  cancelListeners({ timers, subscriptions }: Listeners): void {
    for (const timer of timers ?? []) this.effects.push({ type: 'cancelTimer', timerKey: timerKeyOf(timer) });
    for (const subscription of subscriptions ?? []) {
      this.effects.push({ type: 'cancelSubscription', subscriptionKey: subscriptionKeyOf(subscription) });
    }
  }

  /** Takes away whatever is in a scope. */
  clear(scopeId: number): void {
    for (const token of this.tokensIn(scopeId)) this.cancel(token);
    this.arrivals = this.arrivals.filter((arrival) => arrival.scopeId !== scopeId);
  }

  // Moves

  arrive(arrival: Arrival): void {
    this.arrivals.push(arrival);
  }

  leave(elementId: string, scopeId: number): void {
    for (const flow of this.graph.outgoing(elementId)) this.follow(flow, scopeId);
  }

  follow(flow: SequenceFlow, scopeId: number): void {
    this.arrivals.push({ elementId: flow.to, scopeId, flowId: flow.id });
  }

  /** Leaves a token where it cannot go on. */
  stop(arrival: Arrival, reason: Reason, more: Pick<Token, 'inputs' | 'outcome'> = {}): void {
    const { elementId, scopeId, flowId, instance } = arrival;
    const token: Token = {
      id: this.takeId(),
      scopeId,
      elementId,
      ...(flowId !== undefined && { flowId }),
      ...(instance !== undefined && { instance }),
      ...more,
      incident: true,
    };
    this.rest(token);
    this.effects.push({ type: 'incident', incidentKey: incidentKeyOf(token), elementId, reason });
  }

  // Scopes and variables

  /** The scopes within the process, innermost last. */
  innerScopes(): readonly Scope[] {
    return this.scopes.slice(1);
  }

  scope(scopeId: number): Scope {
    const scope = this.scopes.find(({ id }) => id === scopeId);
    if (!scope) throw new Error(`the state has no scope ${scopeId}`);
    return scope;
  }

  openScope(scope: Scope): void {
    this.scopes = [...this.scopes, scope];
  }

  changeScope(changed: Scope): void {
    this.scopes = this.scopes.map((scope) => (scope.id === changed.id ? changed : scope));
  }

  closeScope(scopeId: number): void {
    this.scopes = this.scopes.filter(({ id }) => id !== scopeId);
  }

  /** What a token in this scope sees: its own variables, then those around it. */
  variablesIn(scopeId: number): Variables {
    const { variables, parentId } = this.scope(scopeId);
    return parentId === undefined ? variables : { ...this.variablesIn(parentId), ...variables };
  }

  /** Sets each variable in the innermost scope that has one of the name, else in the process. */
  setVariables(scopeId: number, variables: Variables | undefined): void {
    if (!variables) return;
    const names = Object.keys(variables);
    if (names.length === 0) return;
    const scope = this.scope(scopeId);
    const { parentId } = scope;
    if (parentId === undefined) {
      this.changeScope({ ...scope, variables: { ...scope.variables, ...variables } });
      return;
    }
    const isOwn = ([name]: readonly [string, unknown]): boolean => Object.hasOwn(scope.variables, name);
    const entries = Object.entries(variables);
    this.changeScope({
      ...scope,
      variables: { ...scope.variables, ...Object.fromEntries(entries.filter(isOwn)) },
    });
    this.setVariables(parentId, Object.fromEntries(entries.filter((entry) => !isOwn(entry))));
  }

  private cancelScope(scopeId: number): void {
    this.clear(scopeId);
    this.closeScope(scopeId);
  }
}

/** The way back into its element of a token at rest. */
export function arrivalOf({ elementId, scopeId, flowId, instance }: Token): Arrival {
  return {
    elementId,
    scopeId,
    ...(flowId !== undefined && { flowId }),
    ...(instance !== undefined && { instance }),
  };
}
