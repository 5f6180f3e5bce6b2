import type { FormField } from './form-definition.js';
import { valueAt } from './json-pointer.js';

/** Whether a field is shown to somebody who has given these answers so far. */
export function isVisible(field: FormField, answers: unknown): boolean {
  const { visibleWhen } = field;
  return visibleWhen === undefined || valueAt(answers, visibleWhen.pointer) === visibleWhen.equals;
}
