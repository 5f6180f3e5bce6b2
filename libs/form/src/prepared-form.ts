import { Validator } from '@cfworker/json-schema';
import type { AnswerSchema, FormDefinition, FormField, FormSchema, GroupSchema } from './form-definition.js';
import { childPointer } from './json-pointer.js';

/** A question with its schema, and with the place where the layout asks it. */
export interface PreparedField {
  schema: AnswerSchema;
  field?: FormField;
  order: number;
}

/** A form made ready for checking many answers. */
export interface PreparedForm {
  schema: FormSchema;
  validator: Validator;
  fields: ReadonlyMap<string, PreparedField>;
  groups: ReadonlyMap<string, GroupSchema>;
}

const prepared = new WeakMap<FormDefinition, PreparedForm>();

/** Prepares a form once; the form must not change afterwards. */
export function prepareForm(form: FormDefinition): PreparedForm {
  const known = prepared.get(form);
  if (known) return known;

  const asked = new Map(
    form.layout.flatMap((section) => section.fields).map((field, order) => [field.pointer, { field, order }]),
  );
  const fields = new Map<string, PreparedField>();
  const groups = new Map<string, GroupSchema>();
  const collect = (schema: AnswerSchema | GroupSchema, pointer: string): void => {
    if (schema.type !== 'object') {
      fields.set(pointer, { schema, order: asked.size, ...asked.get(pointer) });
      return;
    }
    groups.set(pointer, schema);
    for (const [key, property] of Object.entries(schema.properties)) collect(property, childPointer(pointer, key));
  };
  collect(form.schema, '');

  // The validator marks the schema that it is given, so it gets a copy; it must not stop at the first fault.
  const validator = new Validator(structuredClone(form.schema), '2020-12', false);
  const preparation = { schema: form.schema, validator, fields, groups };
  prepared.set(form, preparation);
  return preparation;
}
