interface FlowNode {
  readonly id: string;
  readonly name: string;
  /** The sub-process that holds it; missing where the process itself does. */
  readonly within?: string;
}

/** One line of an input or output mapping: `source` is text, or a FEEL expression after `=`. */
export interface Mapping {
  readonly source: string;
  readonly target: string;
}

/**
 * Which variables an element sees and gives. Inputs are its own, and are gone with it. Where there are outputs, they
 * alone reach the variables around it; else all that its work has come to does.
 */
interface Mapped {
  readonly inputs?: readonly Mapping[];
  readonly outputs?: readonly Mapping[];
}

/** The start of the process, or of a sub-process. */
export interface StartEvent extends FlowNode {
  readonly type: 'startEvent';
}

export interface EndEvent extends FlowNode {
  readonly type: 'endEvent';
}

/** Ends its sub-process with an error for the boundary event that catches it; uncaught, it ends the process. */
export interface ErrorEndEvent extends FlowNode {
  readonly type: 'errorEndEvent';
  readonly errorCode: string;
}

/** Takes away whatever is open in its sub-process or process, which ends. */
export interface TerminateEndEvent extends FlowNode {
  readonly type: 'terminateEndEvent';
}

/** One task per item of a list; all expressions are FEEL without the `=`. */
export interface MultiInstance {
  readonly sequential: boolean;
  readonly inputCollection: string;
  /** The variable under which an instance sees its item. */
  readonly inputElement?: string;
  /** The variable that receives what the instances gave, in the order of the items; those not completed give null. */
  readonly outputCollection?: string;
  readonly outputElement?: string;
  /** Looked at after each completed instance: once true, the other instances are taken away. */
  readonly completionCondition?: string;
}

/** Work of an officer. */
export interface UserTask extends FlowNode, Mapped {
  readonly type: 'userTask';
  readonly candidateGroups: readonly string[];
  /** FEEL without the `=`: gives the groups in the place of `candidateGroups`, as a list or as text with commas. */
  readonly candidateExpression?: string;
  readonly multiInstance?: MultiInstance;
}

/** Work of a program, found by its task type. */
export interface ServiceTask extends FlowNode, Mapped {
  readonly type: 'serviceTask';
  readonly taskType: string;
}

/** Waits for a message as a message catch event does. */
export interface ReceiveTask extends FlowNode, Mapped {
  readonly type: 'receiveTask';
  readonly message: Message;
}

/** Another process, such as the interconnected sub-dossier, that runs elsewhere and comes back. */
export interface CallActivity extends FlowNode, Mapped {
  readonly type: 'callActivity';
  /** The id of the called process: text, or a FEEL expression after `=`. */
  readonly calledElement: string;
  /** The called process starts with all variables that are seen here, and not with the inputs alone. */
  readonly passesAllVariables: boolean;
  /** Without outputs, all variables that the called process gives come back; else none. */
  readonly takesAllVariables: boolean;
}

/** A part of the process with variables of its own, and with boundary events around all of it. */
export interface SubProcess extends FlowNode, Mapped {
  readonly type: 'subProcess';
}

/** Takes the first outgoing flow, in the order of the file, whose condition is true; else the default flow. */
export interface ExclusiveGateway extends FlowNode {
  readonly type: 'exclusiveGateway';
  readonly defaultFlowId?: string;
}

/**
 * Takes every outgoing flow whose condition is true; where none is, the default flow. Where flows meet in it, it waits
 * until no further token can come.
 */
export interface InclusiveGateway extends FlowNode {
  readonly type: 'inclusiveGateway';
  readonly defaultFlowId?: string;
}

/** Waits for a token on each incoming flow, then sends one along each outgoing flow. */
export interface ParallelGateway extends FlowNode {
  readonly type: 'parallelGateway';
}

/** When a timer fires: after a duration, or on a date. Each is ISO 8601 text, or a FEEL expression after `=`. */
export type TimerTrigger = { readonly duration: string } | { readonly date: string };

export type TimerCatchEvent = FlowNode & Pick<Mapped, 'outputs'> & { readonly type: 'timerCatchEvent' } & TimerTrigger;

/** The message that an event waits for. */
export interface Message {
  readonly name: string;
  /** FEEL without the `=`: what tells the message for this dossier from the same one for others. */
  readonly correlation?: string;
}

export interface MessageCatchEvent extends FlowNode, Pick<Mapped, 'outputs'> {
  readonly type: 'messageCatchEvent';
  readonly message: Message;
}

interface AtBorder {
  /** The id of the task, sub-process or call activity at whose border the event lies. */
  readonly attachedTo: string;
  /** Takes away what it is attached to, with all that is open in there. */
  readonly interrupting: boolean;
}

/** One that does not interrupt fires once. */
export type TimerBoundaryEvent = FlowNode &
  AtBorder &
  Pick<Mapped, 'outputs'> & { readonly type: 'timerBoundaryEvent' } & TimerTrigger;

/** One that does not interrupt takes message after message, each by a new subscription. */
export interface MessageBoundaryEvent extends FlowNode, AtBorder, Pick<Mapped, 'outputs'> {
  readonly type: 'messageBoundaryEvent';
  readonly message: Message;
}

/** Catches an error of the work that it is attached to; always interrupting. */
export interface ErrorBoundaryEvent extends FlowNode, AtBorder, Pick<Mapped, 'outputs'> {
  readonly type: 'errorBoundaryEvent';
  /** Without one it catches every error that no other event there catches. */
  readonly errorCode?: string;
}

export type BoundaryEvent = TimerBoundaryEvent | MessageBoundaryEvent | ErrorBoundaryEvent;

export type ProcessElement =
  | StartEvent
  | EndEvent
  | ErrorEndEvent
  | TerminateEndEvent
  | UserTask
  | ServiceTask
  | ReceiveTask
  | CallActivity
  | SubProcess
  | ExclusiveGateway
  | InclusiveGateway
  | ParallelGateway
  | TimerCatchEvent
  | MessageCatchEvent
  | BoundaryEvent;

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
  /** Of the process and of all its sub-processes, in the order of the file. */
  readonly elements: readonly ProcessElement[];
  /** In the order of the file. */
  readonly flows: readonly SequenceFlow[];
}
