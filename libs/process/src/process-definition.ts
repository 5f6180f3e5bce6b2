interface FlowNode {
  readonly id: string;
  readonly name: string;
}

export interface StartEvent extends FlowNode {
  readonly type: 'startEvent';
}

export interface EndEvent extends FlowNode {
  readonly type: 'endEvent';
}

/** Work of an officer. */
export interface UserTask extends FlowNode {
  readonly type: 'userTask';
  readonly candidateGroups: readonly string[];
}

/** Work of a program, found by its task type. */
export interface ServiceTask extends FlowNode {
  readonly type: 'serviceTask';
  readonly taskType: string;
}

/** Takes the first outgoing flow, in the order of the file, whose condition is true; else the default flow. */
export interface ExclusiveGateway extends FlowNode {
  readonly type: 'exclusiveGateway';
  readonly defaultFlowId?: string;
}

/** Waits for a token on each incoming flow, then sends one along each outgoing flow. */
export interface ParallelGateway extends FlowNode {
  readonly type: 'parallelGateway';
}

/** `duration` is ISO 8601 text, or a FEEL expression after `=`. */
export interface TimerCatchEvent extends FlowNode {
  readonly type: 'timerCatchEvent';
  readonly duration: string;
}

/** A timer at the border of a user task; an interrupting one takes the task away. */
export interface TimerBoundaryEvent extends FlowNode {
  readonly type: 'timerBoundaryEvent';
  readonly attachedTo: string;
  readonly interrupting: boolean;
  readonly duration: string;
}

export type ProcessElement =
  | StartEvent
  | EndEvent
  | UserTask
  | ServiceTask
  | ExclusiveGateway
  | ParallelGateway
  | TimerCatchEvent
  | TimerBoundaryEvent;

/** `condition` is a FEEL expression, without the `=` that marks it in the file. */
export interface SequenceFlow {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly condition?: string;
}

/** A process as `parseProcess` found it sound: plain data that survives JSON. */
export interface ProcessDefinition {
  readonly processId: string;
  readonly name: string;
  readonly elements: readonly ProcessElement[];
  /** In the order of the file. */
  readonly flows: readonly SequenceFlow[];
}
