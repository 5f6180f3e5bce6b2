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
export { advance } from './advance.js';
export type { Rejection } from './advance.js';
export { conditionVariables, serviceTasks, userTasks } from './definition-parts.js';
export { parseProcess } from './parse-process.js';
