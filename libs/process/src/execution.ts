import type { Effect } from './effect.js';
import { evaluateExpression } from './feel-expression.js';
import type {
  ExclusiveGateway,
  SequenceFlow,
  TimerBoundaryEvent,
  TimerCatchEvent,
  UserTask,
} from './process-definition.js';
import type { Variables } from './process-event.js';
import type { ProcessGraph } from './process-graph.js';
import type { ProcessState, RunningTimer, Scope, Token } from './process-state.js';
import { durationOf } from './timer-duration.js';

/**
 * How many elements one event may bring tokens to. No loop runs without a wait, but gateways in a row can double their
 * tokens each time.
 */
const MAX_MOVES = 1_000;

/** A token on its way to an element. */
interface Arrival {
  readonly elementId: string;
  readonly scopeId: number;
  readonly flowId?: string;
}

export function taskKeyOf(token: { readonly id: number }): string {
  return `task-${token.id}`;
}

export function timerKeyOf(timer: { readonly id: number }): string {
  return `timer-${timer.id}`;
}

export function incidentKeyOf(token: { readonly id: number }): string {
  return `incident-${token.id}`;
}

/** The working copy of a state while one event happens to it. */
export class Execution {
  private tokens: Token[];
  private scopes: Scope[];
  private nextId: number;
  private readonly effects: Effect[] = [];
  private readonly arrivals: Arrival[] = [];

  constructor(
    private readonly graph: ProcessGraph,
    state: ProcessState,
    private readonly at: Date,
  ) {
    this.tokens = [...state.tokens];
    this.scopes = [...state.scopes];
    this.nextId = state.nextId;
  }

  start(variables: Variables | undefined): void {
    const scope = this.scopes[0];
    if (!scope || !this.graph.start) return;
    this.setVariables(scope.id, variables);
    this.arrivals.push({ elementId: this.graph.start.id, scopeId: scope.id });
  }

  complete(token: Token, variables: Variables | undefined): void {
    this.setVariables(token.scopeId, variables);
    this.take(token);
    this.cancelTimers(token);
    this.leave(token.elementId, token.scopeId);
  }

  fire(token: Token, timer: RunningTimer): void {
    const element = this.graph.element(timer.elementId);
    const others = (token.timers ?? []).filter((running) => running.id !== timer.id);
    this.take(token);
    if (element?.type === 'timerBoundaryEvent' && !element.interrupting) {
      this.tokens.push({ ...token, timers: others });
    } else if (element?.type === 'timerBoundaryEvent') {
      this.effects.push({ type: 'cancelTask', taskKey: taskKeyOf(token) });
      this.cancelTimers({ timers: others });
    }
    this.leave(timer.elementId, token.scopeId);
  }

  retry(token: Token, variables: Variables | undefined): void {
    this.setVariables(token.scopeId, variables);
    this.take(token);
    this.arrivals.push(arrivalOf(token));
  }

  /** Moves every token on until it waits, and gives what has become of the state. */
  run(): { state: ProcessState; effects: Effect[] } {
    for (let moves = 0; ; moves += 1) {
      const arrival = this.arrivals.shift();
      if (!arrival) break;
      if (moves < MAX_MOVES) this.enter(arrival);
      else this.stop(arrival, `more than ${MAX_MOVES} moves without a wait`);
    }
    this.stopDeadlocks();
    const finished = this.tokens.length === 0;
    if (finished) this.effects.push({ type: 'complete' });
    return {
      state: {
        status: finished ? 'finished' : 'running',
        nextId: this.nextId,
        scopes: this.scopes,
        tokens: this.tokens,
      },
      effects: this.effects,
    };
  }

  private enter(arrival: Arrival): void {
    const element = this.graph.element(arrival.elementId);
    switch (element?.type) {
      case undefined:
        return this.stop(arrival, 'the definition has no such element');
      case 'endEvent':
        return;
      case 'startEvent':
      case 'timerBoundaryEvent':
        return this.leave(element.id, arrival.scopeId);
      case 'userTask':
        return this.enterTimed(arrival, this.graph.boundaries(element.id), element);
      case 'timerCatchEvent':
        return this.enterTimed(arrival, [element]);
      case 'serviceTask': {
        const taskKey = taskKeyOf(this.rest(arrival, {}));
        this.effects.push({ type: 'callService', taskKey, elementId: element.id, taskType: element.taskType });
        return;
      }
      case 'exclusiveGateway':
        return this.choose(arrival, element);
      case 'parallelGateway':
        return this.join(arrival);
      default:
        return this.stop(arrival, `${element?.type} cannot be carried out`);
    }
  }

  /** A task opens with all of its timers or not at all. */
  private enterTimed(
    arrival: Arrival,
    events: readonly (TimerCatchEvent | TimerBoundaryEvent)[],
    task?: UserTask,
  ): void {
    const { variables } = this.scope(arrival.scopeId);
    const started = [];
    for (const event of events) {
      const outcome = durationOf('duration' in event ? event.duration : event.date, variables, this.at);
      if ('failure' in outcome) return this.stop(arrival, `the timer ${event.id}: ${outcome.failure}`);
      started.push({ elementId: event.id, duration: outcome.duration });
    }
    const tokenId = this.takeId();
    const timers = started.map(({ elementId, duration }) => ({ id: this.takeId(), elementId, duration }));
    this.tokens.push({
      id: tokenId,
      scopeId: arrival.scopeId,
      elementId: arrival.elementId,
      ...(timers.length > 0 && { timers: timers.map(({ id, elementId }) => ({ id, elementId })) }),
    });
    if (task) {
      const { id: elementId, name, candidateGroups } = task;
      this.effects.push({ type: 'createTask', taskKey: taskKeyOf({ id: tokenId }), elementId, name, candidateGroups });
    }
    for (const { id, elementId, duration } of timers) {
      this.effects.push({ type: 'startTimer', timerKey: timerKeyOf({ id }), elementId, duration });
    }
  }

  private choose(arrival: Arrival, gateway: ExclusiveGateway): void {
    const { variables } = this.scope(arrival.scopeId);
    for (const flow of this.graph.outgoing(gateway.id)) {
      if (flow.id === gateway.defaultFlowId) continue;
      if (flow.condition === undefined) return this.follow(flow, arrival.scopeId);
      const outcome = evaluateExpression(flow.condition, variables, this.at);
      if ('failure' in outcome) return this.stop(arrival, `the flow ${flow.id}: ${outcome.failure}`);
      if (typeof outcome.value !== 'boolean') {
        return this.stop(arrival, `the flow ${flow.id}: "${flow.condition}" is neither true nor false`);
      }
      if (outcome.value) return this.follow(flow, arrival.scopeId);
    }
    const byDefault = this.graph.outgoing(gateway.id).find((flow) => flow.id === gateway.defaultFlowId);
    if (byDefault) this.follow(byDefault, arrival.scopeId);
    else this.stop(arrival, 'no condition is true and there is no default flow');
  }

  private join(arrival: Arrival): void {
    const { elementId, scopeId } = arrival;
    const incoming = this.graph.incoming(elementId);
    if (incoming.length === 1) return this.leave(elementId, scopeId);
    this.rest(arrival, arrival.flowId === undefined ? {} : { flowId: arrival.flowId });
    const arrived = incoming.map((flow) =>
      this.waitingAt(elementId, scopeId).find((token) => token.flowId === flow.id),
    );
    if (arrived.some((token) => token === undefined)) return;
    for (const token of arrived) if (token) this.take(token);
    this.leave(elementId, scopeId);
  }

  private leave(elementId: string, scopeId: number): void {
    for (const flow of this.graph.outgoing(elementId)) this.follow(flow, scopeId);
  }

  private follow(flow: SequenceFlow, scopeId: number): void {
    this.arrivals.push({ elementId: flow.to, scopeId, flowId: flow.id });
  }

  private stop(arrival: Arrival, reason: string): void {
    const token = this.rest(arrival, {
      ...(arrival.flowId !== undefined && { flowId: arrival.flowId }),
      incident: true,
    });
    this.effects.push({ type: 'incident', incidentKey: incidentKeyOf(token), elementId: token.elementId, reason });
  }

  /** A token that waits at a parallel gateway for one that can no longer come would wait in silence for ever. */
  private stopDeadlocks(): void {
    const isWaiting = (token: Token): boolean => this.graph.element(token.elementId)?.type === 'parallelGateway';
    if (!this.tokens.some(isWaiting)) return;
    for (const { id: scopeId } of this.scopes) {
      const inScope = this.tokens.filter((token) => token.scopeId === scopeId);
      const moving = inScope.filter((token) => !isWaiting(token)).map((token) => token.elementId);
      const reachable = this.graph.reachableFrom(moving);
      for (const elementId of new Set(inScope.filter(isWaiting).map((token) => token.elementId))) {
        const here = inScope.filter((token) => token.elementId === elementId);
        const missing = this.graph
          .incoming(elementId)
          .find((flow) => !here.some((token) => token.flowId === flow.id) && !reachable.has(flow.from));
        const first = here[0];
        if (!missing || !first || here.some((token) => token.incident)) continue;
        this.take(first);
        this.stop(arrivalOf(first), `no token can come by the flow ${missing.id} any more`);
      }
    }
  }

  private waitingAt(elementId: string, scopeId: number): Token[] {
    return this.tokens.filter((token) => token.elementId === elementId && token.scopeId === scopeId && !token.incident);
  }

  private rest(arrival: Arrival, more: Pick<Token, 'flowId' | 'incident'>): Token {
    const token = { id: this.takeId(), scopeId: arrival.scopeId, elementId: arrival.elementId, ...more };
    this.tokens.push(token);
    return token;
  }

  private take(token: Token): void {
    this.tokens = this.tokens.filter(({ id }) => id !== token.id);
  }

  private cancelTimers({ timers }: Pick<Token, 'timers'>): void {
    for (const timer of timers ?? []) this.effects.push({ type: 'cancelTimer', timerKey: timerKeyOf(timer) });
  }

  private takeId(): number {
    this.nextId += 1;
    return this.nextId - 1;
  }

  private scope(scopeId: number): Scope {
    const scope = this.scopes.find(({ id }) => id === scopeId);
    if (!scope) throw new Error(`the state has no scope ${scopeId}`);
    return scope;
  }

  private setVariables(scopeId: number, variables: Variables | undefined): void {
    if (!variables) return;
    this.scopes = this.scopes.map((scope) =>
      scope.id === scopeId ? { ...scope, variables: { ...scope.variables, ...variables } } : scope,
    );
  }
}

function arrivalOf({ elementId, scopeId, flowId }: Token): Arrival {
  return { elementId, scopeId, ...(flowId !== undefined && { flowId }) };
}
