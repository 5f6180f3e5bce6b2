import type { FormDefinition } from './form-definition.js';
import { givenAnswers } from './given-answers.js';
import { isRecord, childPointer, valueAt } from './json-pointer.js';

/** JSON pointers of the fields whose answers differ, in the order in which the form asks. */
export function changedFields({ layout }: FormDefinition, before: unknown, after: unknown): string[] {
  const [was, is] = [givenAnswers(before), givenAnswers(after)];
  return layout.flatMap(({ fields }) =>
    fields.flatMap(({ pointer }) => (valueAt(was, pointer) === valueAt(is, pointer) ? [] : [pointer])),
  );
}

/** JSON pointers of the single answers that a declaration, or a part of one, holds. */
export function answeredPointers(answers: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(answers).flatMap(([key, value]) => {
    const step = childPointer('', key);
    return isRecord(value) ? answeredPointers(value).map((inner) => step + inner) : [step];
  });
}
