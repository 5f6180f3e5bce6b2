export type {
  BoundaryEvent,
  CallActivity,
  EndEvent,
  ErrorBoundaryEvent,
  ErrorEndEvent,
  ExclusiveGateway,
  InclusiveGateway,
  Mapping,
  Message,
  MessageBoundaryEvent,
  MessageCatchEvent,
  MultiInstance,
  ParallelGateway,
  ProcessDefinition,
  ProcessElement,
  ReceiveTask,
  SequenceFlow,
  ServiceTask,
  StartEvent,
  SubProcess,
  TerminateEndEvent,
  TimerBoundaryEvent,
  TimerCatchEvent,
  TimerTrigger,
  UserTask,
} from './process-definition.js';
export type { Effect, TimerDuration, WorkingDuration } from './effect.js';
export type { ProcessEvent, Scalar, Value, Variables } from './process-event.js';
export { activeElements, initialState } from './process-state.js';
export type { InstanceList, OpenSubscription, ProcessState, RunningTimer, Scope, Token } from './process-state.js';
export { tellOf } from './reason.js';
export type { Reason } from './reason.js';
export type { Refusal } from './refusal.js';
export type { Warning } from './warning.js';
export { advance } from './advance.js';
export type { Rejection } from './advance.js';
export { checkVariables, expressionsOf } from './expressions.js';
export { evaluateExpression, readExpression } from './feel-expression.js';
export { conditionVariables, serviceTasks, userTasks, userTasksBefore } from './definition-parts.js';
export type { Fault } from './read-definition.js';
export { parseProcess } from './parse-process.js';
export { planMigration } from './migration/plan-migration.js';
export type { ElementMapping, MappingFault } from './migration/plan-migration.js';
export { migrate } from './migration/migrate.js';
export type { MigrationRefusal } from './migration/migrate.js';
