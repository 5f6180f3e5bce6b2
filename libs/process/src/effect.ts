import type { Scalar, Variables } from './process-event.js';
import type { Reason } from './reason.js';

/** A duration that only a calendar can turn into an instant. */
export interface WorkingDuration {
  readonly n: number;
  readonly unit: 'workingDay' | 'calendarDay' | 'workingHour';
}

/** ISO 8601 text such as `P5D`, or a number of days or hours of a calendar. */
export type TimerDuration = string | WorkingDuration;

/** What the outside has to do after an advance, in this order. Keys are unique within a process. */
export type Effect =
  | {
      readonly type: 'createTask';
      readonly taskKey: string;
      readonly elementId: string;
      readonly name: string;
      readonly candidateGroups: readonly string[];
      /** What this instance of a multi-instance task is about, such as the agency that is asked. */
      readonly item?: Scalar;
      /** Which one of the instances it is, counted from 1. */
      readonly instance?: number;
    }
  | { readonly type: 'cancelTask'; readonly taskKey: string }
  | {
      readonly type: 'callService';
      readonly taskKey: string;
      readonly elementId: string;
      readonly taskType: string;
      /** What its input mappings give; missing where it has none. */
      readonly variables?: Variables;
    }
  | { readonly type: 'cancelService'; readonly taskKey: string }
  | {
      readonly type: 'callProcess';
      readonly callKey: string;
      readonly elementId: string;
      /** The id of the process to start. */
      readonly calledElement: string;
      readonly variables: Variables;
    }
  | { readonly type: 'cancelCall'; readonly callKey: string }
  | {
      readonly type: 'startTimer';
      readonly timerKey: string;
      readonly elementId: string;
      readonly duration: TimerDuration;
    }
  /** `date` is an ISO 8601 instant such as `2026-03-02T02:00:00Z`, or a day in Vietnam such as `2026-03-02`. */
  | { readonly type: 'startTimer'; readonly timerKey: string; readonly elementId: string; readonly date: string }
  | { readonly type: 'cancelTimer'; readonly timerKey: string }
  | {
      readonly type: 'openSubscription';
      readonly subscriptionKey: string;
      readonly elementId: string;
      readonly messageName: string;
      readonly correlation?: Scalar;
    }
  | { readonly type: 'cancelSubscription'; readonly subscriptionKey: string }
  /** The process has ended; with an error code where an error end event did it and nothing in the process caught it. */
  | { readonly type: 'complete'; readonly errorCode?: string }
  /** The process cannot go on at this element; its token stays there until a `retry` with this key. */
  | { readonly type: 'incident'; readonly incidentKey: string; readonly elementId: string; readonly reason: Reason }
  /** What the incident held up was taken away; nothing is left to retry. */
  | { readonly type: 'cancelIncident'; readonly incidentKey: string };
