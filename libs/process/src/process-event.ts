/** What a process may know: outcomes such as `approved` or `feeVnd`, never personal data. */
export type Scalar = string | number | boolean | null;

/** Names are those that FEEL expressions use. A date travels as ISO 8601 text and is read with `date(…)`. */
export type Variables = Readonly<Record<string, Scalar>>;

/** What happened to a process; `at` is the instant at which it did, and the only time that expressions see. */
export type ProcessEvent =
  | { readonly type: 'start'; readonly at: Date; readonly variables?: Variables }
  | { readonly type: 'completeTask'; readonly at: Date; readonly taskKey: string; readonly variables?: Variables }
  | { readonly type: 'completeService'; readonly at: Date; readonly taskKey: string; readonly variables?: Variables }
  | { readonly type: 'timerFired'; readonly at: Date; readonly timerKey: string }
  /** An operator has the element of an incident entered again, with the variables set right. */
  | { readonly type: 'retry'; readonly at: Date; readonly incidentKey: string; readonly variables?: Variables };
