export type Scalar = string | number | boolean | null;

/** What a process may know: outcomes such as `approved` or `feeVnd`, never personal data; or a list of such. */
export type Value = Scalar | readonly Scalar[];

/** Names are those that FEEL expressions use. A date travels as ISO 8601 text and is read with `date(…)`. */
export type Variables = Readonly<Record<string, Value>>;

/** What happened to a process; `at` is the instant at which it did, and the only time that expressions see. */
export type ProcessEvent =
  | { readonly type: 'start'; readonly at: Date; readonly variables?: Variables }
  | { readonly type: 'completeTask'; readonly at: Date; readonly taskKey: string; readonly variables?: Variables }
  | { readonly type: 'completeService'; readonly at: Date; readonly taskKey: string; readonly variables?: Variables }
  | { readonly type: 'timerFired'; readonly at: Date; readonly timerKey: string }
  | {
      readonly type: 'messageReceived';
      readonly at: Date;
      readonly subscriptionKey: string;
      readonly variables?: Variables;
    }
  | {
      readonly type: 'calledProcessCompleted';
      readonly at: Date;
      readonly callKey: string;
      readonly variables?: Variables;
    }
  /** The work with this task or call key has ended with an error, and is not cancelled any more. */
  | {
      readonly type: 'errorThrown';
      readonly at: Date;
      readonly key: string;
      readonly errorCode: string;
      readonly variables?: Variables;
    }
  /**
   * Goes back to a user task: what is open at it or behind it is taken away, parallel branches stay. A finished process
   * runs again.
   */
  | { readonly type: 'returnTo'; readonly at: Date; readonly elementId: string }
  /** Ends the process at once, whatever is open. */
  | { readonly type: 'terminate'; readonly at: Date }
  /** An operator has the element of an incident entered again, with the variables set right. */
  | { readonly type: 'retry'; readonly at: Date; readonly incidentKey: string; readonly variables?: Variables };
