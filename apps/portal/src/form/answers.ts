import { valueAt, type FormDefinition, type FormField, type GroupSchema, type AnswerSchema } from '@motcua/form';
import type { Answers } from '../api/types.js';

/** An answer as the text of a field. */
export function textAt(answers: Answers, pointer: string): string {
  const value = valueAt(answers, pointer);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The question that a field asks, and whether it must always be answered. */
export function questionOf(
  form: FormDefinition,
  field: FormField,
): { schema: AnswerSchema | undefined; isRequired: boolean } {
  const steps = pointerSteps(field.pointer);
  const last = steps.pop() ?? '';
  let group: GroupSchema = form.schema;
  for (const step of steps) {
    const next = group.properties[step];
    if (next?.type !== 'object') return { schema: undefined, isRequired: false };
    group = next;
  }
  const schema = group.properties[last];
  return {
    schema: schema?.type === 'object' ? undefined : schema,
    isRequired: (group.required ?? []).includes(last) || field.visibleWhen !== undefined,
  };
}

function pointerSteps(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
