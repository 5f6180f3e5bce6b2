import { FeelDate, FeelDateTime, FeelDuration } from 'feelin';
import type { TimerDuration, WorkingDuration } from './effect.js';
import { evaluateExpression, expressionIn, ZONE } from './feel-expression.js';
import type { TimerTrigger } from './process-definition.js';
import type { Variables } from './process-event.js';
import type { Reason } from './reason.js';

const ISO_DURATION = /^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** What is wrong with the time of a timer that is no expression, if anything is. */
export function faultOfTrigger(trigger: TimerTrigger): Reason | undefined {
  const text = textOf(trigger).trim();
  if (expressionIn(text) !== undefined) return undefined;
  if ('date' in trigger) {
    if (isDate(text)) return undefined;
    return {
      vi: `"${text}" không phải ngày hoặc thời điểm theo ISO 8601`,
      en: `"${text}" is not an ISO 8601 date or instant`,
    };
  }
  if (ISO_DURATION.test(text)) return undefined;
  return {
    vi: `"${text}" không phải thời lượng theo ISO 8601, ví dụ P5D`,
    en: `"${text}" is not an ISO 8601 duration such as P5D`,
  };
}

/** The duration or date as the file has it. */
export function textOf(trigger: TimerTrigger): string {
  return 'date' in trigger ? trigger.date : trigger.duration;
}

/** How long a timer has to run, or until when, with the variables as they stand. */
export function timeOf(
  trigger: TimerTrigger,
  variables: Variables,
  at: Date,
): { duration: TimerDuration } | { date: string } | { failure: Reason } {
  const text = textOf(trigger).trim();
  const expression = expressionIn(text);
  const outcome = expression === undefined ? { value: text } : evaluateExpression(expression, variables, at);
  if ('failure' in outcome) return outcome;
  const given = (vi: string, en: string): Reason => ({
    vi: `"${expression ?? text}" không cho ra ${vi}`,
    en: `"${expression ?? text}" gives no ${en}`,
  });
  if ('date' in trigger) {
    const date = dateIn(outcome.value);
    return date === undefined ? { failure: given('ngày', 'date') } : { date };
  }
  const duration = durationIn(outcome.value);
  return duration === undefined ? { failure: given('thời lượng', 'duration') } : { duration };
}

function durationIn(value: unknown): TimerDuration | undefined {
  if (isWorkingDuration(value)) return value;
  const iso = value instanceof FeelDuration ? value.toString() : value;
  return typeof iso === 'string' && ISO_DURATION.test(iso) ? iso : undefined;
}

/** A date and time that names no zone is meant in Vietnam. */
function dateIn(value: unknown): string | undefined {
  if (value instanceof FeelDate) return value.toString();
  if (value instanceof FeelDateTime)
    return value
      .unwrap()
      .toZonedDateTime(value.zone ?? ZONE)
      .toInstant()
      .toString();
  return typeof value === 'string' && isDate(value) ? value : undefined;
}

function isDate(text: string): boolean {
  if (!ISO_DATE.test(text) || Number.isNaN(Date.parse(text))) return false;
  const day = text.slice(0, 10);
  // 30 February is otherwise read as 2 March.
  return new Date(Date.parse(day)).toISOString().startsWith(day);
}

/** Of the values that an expression can have, only `workingTime` gives one with a unit. */
function isWorkingDuration(value: unknown): value is WorkingDuration {
  return typeof value === 'object' && value !== null && 'n' in value && 'unit' in value;
}
