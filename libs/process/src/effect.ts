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
    }
  | { readonly type: 'cancelTask'; readonly taskKey: string }
  | { readonly type: 'callService'; readonly taskKey: string; readonly elementId: string; readonly taskType: string }
  | {
      readonly type: 'startTimer';
      readonly timerKey: string;
      readonly elementId: string;
      readonly duration: TimerDuration;
    }
  | { readonly type: 'cancelTimer'; readonly timerKey: string }
  | { readonly type: 'complete' }
  /** The process cannot go on at this element; its token stays there until a `retry` with this key. */
  | { readonly type: 'incident'; readonly incidentKey: string; readonly elementId: string; readonly reason: string };
