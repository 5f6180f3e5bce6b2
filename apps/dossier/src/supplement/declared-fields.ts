import { z } from 'zod';
import type { FormDefinition } from '@motcua/form';
import { Text } from '../procedure/procedure.schemas.js';

/** A field of a declaration as people know it: fields of one name stand in several sections. */
export const DeclaredField = z.object({ pointer: z.string(), section: Text, label: Text });
export type DeclaredField = z.infer<typeof DeclaredField>;

/** Fields of a form by their pointers, in the order in which the form asks. */
export function fieldsAt({ layout }: FormDefinition, pointers: readonly string[]): DeclaredField[] {
  return layout.flatMap(({ title, fields }) =>
    fields.flatMap(({ pointer, label }) => (pointers.includes(pointer) ? [{ pointer, section: title, label }] : [])),
  );
}
