import { FeelDate, FeelDateTime, FeelDuration, FeelTime } from 'feelin';
import { evaluateExpression, expressionIn } from './feel-expression.js';
import type { Scalar, Value, Variables } from './process-event.js';

/** The value of an expression as variables hold it: dates and durations as their ISO 8601 text. */
export function valueOf(expression: string, variables: Variables, at: Date): { value: Value } | { failure: string } {
  const outcome = evaluateExpression(expression, variables, at);
  if ('failure' in outcome) return outcome;
  const value = asValue(outcome.value);
  return value === undefined
    ? { failure: `"${expression}" gives neither a text, number, boolean or date nor a list of these` }
    : { value };
}

/** As `valueOf`, of text that is an expression only after a `=`. */
export function valueOfText(text: string, variables: Variables, at: Date): { value: Value } | { failure: string } {
  const expression = expressionIn(text);
  return expression === undefined ? { value: text } : valueOf(expression, variables, at);
}

export function isList(value: Value): value is readonly Scalar[] {
  return Array.isArray(value);
}

function asValue(value: unknown): Value | undefined {
  if (!Array.isArray(value)) return asScalar(value);
  const scalars = value.map(asScalar).filter((scalar) => scalar !== undefined);
  return scalars.length === value.length ? scalars : undefined;
}

function asScalar(value: unknown): Scalar | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  const isTemporal = [FeelDate, FeelDateTime, FeelTime, FeelDuration].some((type) => value instanceof type);
  return isTemporal ? String(value) : undefined;
}
