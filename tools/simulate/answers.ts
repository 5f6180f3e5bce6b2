import { isVisible, type AnswerSchema, type FormDefinition, type FormField, type GroupSchema } from '@motcua/form';
import { identityNumber, personName, phoneNumber, streetAddress } from './people.js';
import type { Random } from './random.js';

/** What the answers may refer to. */
export interface AnswerContext {
  /** Official codes of communes that exist today. */
  readonly communeCodes: readonly string[];
  /** Civil date. */
  readonly today: string;
}

interface Answers {
  [key: string]: unknown;
}

/** Answers that somebody could have given: every field that the form shows, so also those that only some cases need. */
export function plausibleAnswers(form: FormDefinition, random: Random, context: AnswerContext): Answers {
  const answers: Answers = {};
  // Twice, since a field may be shown because of an answer that stands further down.
  for (let round = 0; round < 2; round++) {
    for (const field of form.layout.flatMap((section) => section.fields)) {
      if (!isVisible(field, answers) || read(answers, field.pointer) !== undefined) continue;
      const schema = schemaAt(form.schema, field.pointer);
      if (schema) write(answers, field.pointer, answerFor(field, schema, random, context));
    }
  }
  return answers;
}

function answerFor(field: FormField, schema: AnswerSchema, random: Random, context: AnswerContext): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  if (schema.type === 'boolean') return random.chance(0.5);
  if (schema.type !== 'string') {
    const least = Math.ceil(schema.minimum ?? 1);
    return random.whole(least, Math.min(Math.floor(schema.maximum ?? least + 20), least + 20));
  }
  return textFor(field, schema, random, context);
}

function textFor(
  field: FormField,
  schema: AnswerSchema,
  random: Random,
  { communeCodes, today }: AnswerContext,
): string {
  switch (schema.format) {
    case 'date':
      return /birth|sinh/i.test(field.pointer + field.label.vi) && !field.pointer.startsWith('/child')
        ? `19${random.whole(60, 99)}-0${random.whole(1, 9)}-1${random.whole(0, 9)}`
        : today;
    case 'personal-identity-number':
      return identityNumber(random);
    case 'phone-vn':
      return phoneNumber(random);
    case 'email':
      return `nguoi.dan.${random.whole(1, 9999)}@example.vn`;
    case 'tax-code':
      return random.pick(['0100109106', '0301442379', '0100686209', '0101248141', '0300588569']);
    case 'commune-code':
      return random.pick(communeCodes);
    default:
      return wordsFor(field, schema, random);
  }
}

function wordsFor({ pointer }: FormField, { maxLength, pattern }: AnswerSchema, random: Random): string {
  const text = /name$/i.test(pointer)
    ? personName(random)
    : /street|residence|address|place|town/i.test(pointer)
      ? streetAddress(random)
      : /nationality/i.test(pointer)
        ? 'Việt Nam'
        : /ethnicity/i.test(pointer)
          ? random.pick(['Kinh', 'Khmer', 'Hoa'])
          : pattern
            ? String(random.whole(1000, 9999))
            : 'Theo giấy tờ kèm theo';
  return text.slice(0, maxLength);
}

function schemaAt(schema: GroupSchema, pointer: string): AnswerSchema | undefined {
  let at: GroupSchema | AnswerSchema | undefined = schema;
  for (const key of keysOf(pointer)) at = at?.type === 'object' ? at.properties[key] : undefined;
  return at?.type === 'object' ? undefined : at;
}

function read(answers: Answers, pointer: string): unknown {
  return keysOf(pointer).reduce<unknown>((value, key) => (isGroup(value) ? value[key] : undefined), answers);
}

function write(answers: Answers, pointer: string, value: unknown): void {
  const keys = keysOf(pointer);
  const last = keys.pop();
  let group = answers;
  for (const key of keys) {
    const next = group[key];
    const inner: Answers = isGroup(next) ? next : {};
    group[key] = inner;
    group = inner;
  }
  if (last !== undefined) group[last] = value;
}

function isGroup(value: unknown): value is Answers {
  return typeof value === 'object' && value !== null;
}

function keysOf(pointer: string): string[] {
  return pointer.split('/').slice(1);
}
