import { FeelDuration } from 'feelin';
import type { TimerDuration, WorkingDuration } from './effect.js';
import { evaluateExpression, readExpression } from './feel-expression.js';
import type { Variables } from './process-event.js';

const ISO_DURATION = /^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;

/** The FEEL expression in a duration or condition as the file has it, after its `=`. */
export function expressionIn(text: string): string | undefined {
  const trimmed = text.trim();
  return trimmed.startsWith('=') ? trimmed.slice(1).trim() : undefined;
}

/** What is wrong with the duration of a timer, if anything is. */
export function faultOfDuration(text: string): string | undefined {
  const expression = expressionIn(text);
  if (expression === undefined) {
    return ISO_DURATION.test(text.trim()) ? undefined : `"${text}" is not an ISO 8601 duration such as P5D`;
  }
  const reading = readExpression(expression);
  return 'fault' in reading ? `the duration "${expression}": ${reading.fault}` : undefined;
}

/** How long a timer has to run, with the variables as they stand. */
export function durationOf(
  text: string,
  variables: Variables,
  at: Date,
): { duration: TimerDuration } | { failure: string } {
  const expression = expressionIn(text);
  if (expression === undefined) return { duration: text.trim() };
  const outcome = evaluateExpression(expression, variables, at);
  if ('failure' in outcome) return outcome;
  const { value } = outcome;
  if (isWorkingDuration(value)) return { duration: value };
  const iso = value instanceof FeelDuration ? value.toString() : value;
  if (typeof iso === 'string' && ISO_DURATION.test(iso)) return { duration: iso };
  return { failure: `"${expression}" gives no duration` };
}

/** Of the values that an expression can have, only `workingTime` gives one with a unit. */
function isWorkingDuration(value: unknown): value is WorkingDuration {
  return typeof value === 'object' && value !== null && 'n' in value && 'unit' in value;
}
