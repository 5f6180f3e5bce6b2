import type { Reason } from './reason.js';

/** What is odd in a process file that is taken all the same. */
export interface Warning {
  /** The id of the element that it is about. */
  readonly elementId: string;
  /** Line in the file, counted from 1. */
  readonly line: number;
  readonly reason: Reason;
}
