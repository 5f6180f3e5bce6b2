import { FeelDate, FeelDateTime, FeelDuration, FeelTime } from 'feelin';
import { evaluateExpression, expressionIn } from './feel-expression.js';
import { type Reason } from './reason.js';
import type { Scalar, Value, Variables } from './process-event.js';

/** The value of an expression as variables hold it: dates and durations as their ISO 8601 text. */
export function valueOf(expression: string, variables: Variables, at: Date): { value: Value } | { failure: Reason } {
  const outcome = evaluateExpression(expression, variables, at);
  if ('failure' in outcome) return outcome;
  const value = asValue(outcome.value);
  return value === undefined
    ? {
        failure: {
          vi: `"${expression}" không cho ra văn bản, số, đúng/sai hay ngày, cũng không phải danh sách các giá trị đó`,
          en: `"${expression}" gives neither a text, number, boolean or date nor a list of these`,
        },
      }
    : { value };
}

/** As `valueOf`, of text that is an expression only after a `=`. */
export function valueOfText(text: string, variables: Variables, at: Date): { value: Value } | { failure: Reason } {
  const expression = expressionIn(text);
  return expression === undefined ? { value: text } : valueOf(expression, variables, at);
}

export function isList(value: Value): value is readonly Scalar[] {
  return Array.isArray(value);
}

/** Why an expression is no condition. */
export function neitherTrueNorFalse(expression: string): Reason {
  return { vi: `"${expression}" không cho ra đúng hay sai`, en: `"${expression}" is neither true nor false` };
}

function asValue(value: unknown): Value | undefined {
  if (!Array.isArray(value)) return asScalar(value);
  const scalars = value.map(asScalar).filter((scalar) => scalar !== undefined);
  return scalars.length === value.length ? scalars : undefined;
}

function asScalar(value: unknown): Scalar | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (
    value instanceof FeelDate ||
    value instanceof FeelDateTime ||
    value instanceof FeelTime ||
    value instanceof FeelDuration
  ) {
    return value.toString();
  }
  return undefined;
}
