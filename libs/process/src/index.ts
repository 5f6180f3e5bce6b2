export type {
  EndEvent,
  ExclusiveGateway,
  ParallelGateway,
  ProcessDefinition,
  ProcessElement,
  SequenceFlow,
  ServiceTask,
  StartEvent,
  TimerBoundaryEvent,
  TimerCatchEvent,
  UserTask,
} from './process-definition.js';
export type { Effect, TimerDuration, WorkingDuration } from './effect.js';
export type { ProcessEvent, Scalar, Variables } from './process-event.js';
export { activeElements, initialState } from './process-state.js';
export type { ProcessState, RunningTimer, Scope, Token } from './process-state.js';
export type { Refusal } from './refusal.js';
