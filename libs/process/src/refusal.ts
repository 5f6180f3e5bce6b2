import type { Reason } from './reason.js';

/** Why a process file cannot be taken. */
export interface Refusal {
  /** The id of the element at fault, or of the nearest one around it; empty when the file as a whole is at fault. */
  readonly elementId: string;
  /** Line in the file, counted from 1. */
  readonly line: number;
  readonly reason: Reason;
}
