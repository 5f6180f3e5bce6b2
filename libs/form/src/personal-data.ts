import type { FormDefinition, FormField } from './form-definition.js';
import { isRecord, valueAt } from './json-pointer.js';
import { schemaAt } from './schema-at.js';
import { withAnswer } from './with-answer.js';

/**
 * What of a person an answer tells. `basic` (a name, a date of birth) is what people are told apart by at work and stays readable; of an
 * `identifier` (a number that the State gave) the end stays, of a `contact` what tells two apart, of what is `sensitive` nothing.
 * @source Luật 91/2025/QH15; Nghị định 356/2025/NĐ-CP
 */
export type PersonalClass = 'basic' | 'identifier' | 'contact' | 'sensitive';

/** The classes that hide something. */
export const hidingClasses = ['identifier', 'contact', 'sensitive'] as const satisfies readonly PersonalClass[];

const classOfFormat: ReadonlyMap<unknown, PersonalClass> = new Map([
  ['personal-identity-number', 'identifier'],
  ['phone-vn', 'contact'],
  ['email', 'contact'],
]);

/** How much of the end of a number stays. */
const charactersLeft = 3;
const dot = '•';
/** As long whatever it hides, so that not even the length is told. */
const hidden = dot.repeat(3);

/**
 * What a field tells of a person; undefined where it tells of none. Numbers of persons, telephones and addresses of mail are recognised by
 * their format, so that they are hidden also where a form forgot to say it; `personal: false` says that they are an organisation's.
 */
export function personalClassOf(
  { schema }: Pick<FormDefinition, 'schema'>,
  field: FormField,
): PersonalClass | undefined {
  const { personal, pointer } = field;
  if (personal === false) return undefined;
  if (typeof personal === 'string') return personal;
  const answer = schemaAt(schema, pointer);
  return (isRecord(answer) ? classOfFormat.get(answer['format']) : undefined) ?? (personal ? 'basic' : undefined);
}

/**
 * A value as somebody reads it who has no business with the whole: `•••••••••017`, `•••••••001`, `n•••@example.vn`, `•••`.
 * @param value an answer; what is no text is hidden whole
 */
export function masked(value: unknown, personalClass: Exclude<PersonalClass, 'basic'>): string {
  const text = typeof value === 'string' ? value : '';
  if (personalClass === 'sensitive') return hidden;
  if (/^\S+@\S+$/.test(text)) return `${text.slice(0, 1)}${hidden}${text.slice(text.lastIndexOf('@'))}`;
  const isNumber = personalClass === 'identifier' || /^\+?[\d ().-]+$/.test(text);
  return isNumber && text.length > charactersLeft ? text.slice(-charactersLeft).padStart(text.length, dot) : hidden;
}

/** Whether a text is one that `masked` gave: nobody declares such a thing. */
export function isMasked(value: unknown): boolean {
  return typeof value === 'string' && value.includes(dot);
}

/** The fields of a form of which something is hidden, with their class. */
export function hiddenFields(
  form: FormDefinition,
): { pointer: string; personalClass: Exclude<PersonalClass, 'basic'> }[] {
  return form.layout.flatMap(({ fields }) =>
    fields.flatMap((field) => {
      const personalClass = personalClassOf(form, field);
      return personalClass === undefined || personalClass === 'basic'
        ? []
        : [{ pointer: field.pointer, personalClass }];
    }),
  );
}

/** A declaration of which nothing can be read that `hiddenFields` names. */
export function maskedAnswers(
  form: FormDefinition,
  answers: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return hiddenFields(form).reduce<Readonly<Record<string, unknown>>>((seen, { pointer, personalClass }) => {
    const value = valueAt(seen, pointer);
    return value === undefined || value === '' ? seen : withAnswer(seen, pointer, masked(value, personalClass));
  }, answers);
}
