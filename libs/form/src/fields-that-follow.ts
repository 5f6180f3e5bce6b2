import type { ConditionSchema, FormDefinition } from './form-definition.js';
import { childPointer } from './json-pointer.js';

/**
 * These fields with all that may have to change with them: fields that are shown or needed because of what one of them says, and in turn
 * those that depend on these.
 */
export function fieldsThatFollow({ layout, schema }: FormDefinition, pointers: readonly string[]): ReadonlySet<string> {
  const fields = layout.flatMap((section) => section.fields);
  const fieldsIn = (condition: ConditionSchema) => {
    const named = namedIn(condition);
    return fields.flatMap(({ pointer }) => (named.includes(pointer) ? [pointer] : []));
  };
  const conditions = (schema.allOf ?? []).map((rule) => ({ asks: fieldsIn(rule.if), needs: fieldsIn(rule.then) }));
  const follows = new Set(pointers);
  for (let known = -1; known < follows.size;) {
    known = follows.size;
    for (const { pointer, visibleWhen } of fields)
      if (visibleWhen && follows.has(visibleWhen.pointer)) follows.add(pointer);
    for (const { asks, needs } of conditions)
      if (asks.some((pointer) => follows.has(pointer))) for (const pointer of needs) follows.add(pointer);
  }
  return follows;
}

/** Every answer that a condition names, and the groups that hold them. */
function namedIn({ properties = {}, required = [] }: ConditionSchema, at = ''): string[] {
  return [
    ...required.map((key) => childPointer(at, key)),
    ...Object.entries(properties).flatMap(([key, inner]) => [
      childPointer(at, key),
      ...namedIn(inner, childPointer(at, key)),
    ]),
  ];
}
