import { findBoundsFault, isPlainText } from './answer-bounds.js';
import { answerMessage } from './answer-message.js';
import type { AnswerFault, AnswerFaultCode, FormDefinition } from './form-definition.js';
import { formats } from './formats.js';
import { givenAnswers } from './given-answers.js';
import { childPointer, isRecord, valueAt } from './json-pointer.js';
import type { PreparedForm } from './prepared-form.js';
import { prepareForm } from './prepared-form.js';

/** Of several faults of one answer, the first in this order is the one worth telling. */
const codesByWeight: readonly AnswerFaultCode[] = [
  'unknownField',
  'required',
  'type',
  'text',
  'enum',
  'const',
  'maxLength',
  'format',
  'pattern',
  'minLength',
  'minimum',
  'maximum',
];

const codeOfKeyword: Readonly<Record<string, AnswerFaultCode>> = {
  false: 'unknownField',
  type: 'type',
  enum: 'enum',
  const: 'const',
  format: 'format',
  pattern: 'pattern',
  minLength: 'minLength',
  maxLength: 'maxLength',
  minimum: 'minimum',
  maximum: 'maximum',
};

/**
 * The faults of the answers to a form, at most one per field, in the order in which the form asks. No faults: the answers, as
 * `givenAnswers` returns them, are valid.
 */
export function checkAnswers(form: FormDefinition, answers: unknown): AnswerFault[] {
  const bounds = findBoundsFault(answers);
  const prepared = prepareForm(form);
  if (bounds) return [{ ...bounds, message: answerMessage(bounds.code, prepared.fields.get(bounds.pointer)) }];

  const given = givenAnswers(answers);
  const worst = new Map<string, AnswerFaultCode>();
  const note = (pointer: string, code: AnswerFaultCode): void => {
    const other = worst.get(pointer);
    if (!other || codesByWeight.indexOf(code) < codesByWeight.indexOf(other)) worst.set(pointer, code);
  };
  noteSchemaFaults(prepared, given, note);
  noteFieldFaults(prepared, given, note);

  const order = (pointer: string): number => prepared.fields.get(pointer)?.order ?? prepared.fields.size;
  return [...worst]
    .map(([pointer, code]) => ({ pointer, code, message: answerMessage(code, prepared.fields.get(pointer)) }))
    .sort((a, b) => order(a.pointer) - order(b.pointer));
}

type Note = (pointer: string, code: AnswerFaultCode) => void;

function noteSchemaFaults({ schema, validator, groups }: PreparedForm, given: unknown, note: Note): void {
  for (const { keyword, keywordLocation, instanceLocation } of validator.validate(given).errors) {
    const pointer = decodeURIComponent(instanceLocation.slice(1));
    const code = codeOfKeyword[keyword];
    if (code) {
      note(pointer, code);
    } else if (keyword === 'required') {
      const group = valueAt(given, pointer);
      const required = valueAt(schema, decodeURIComponent(keywordLocation.slice(1)));
      if (!Array.isArray(required)) continue;
      for (const key of required.filter((name) => typeof name === 'string')) {
        if (isRecord(group) && Object.hasOwn(group, key)) continue;
        for (const missing of missingAnswers(groups, childPointer(pointer, key))) note(missing, 'required');
      }
    }
  }
}

/** A group that is missing as a whole is told by the answers that it needs. */
function missingAnswers(groups: PreparedForm['groups'], pointer: string): string[] {
  const required = groups.get(pointer)?.required ?? [];
  if (required.length === 0) return [pointer];
  return required.flatMap((key) => missingAnswers(groups, childPointer(pointer, key)));
}

/** What JSON Schema cannot say: formats of the country, and readable characters. */
function noteFieldFaults({ fields }: PreparedForm, given: unknown, note: Note): void {
  for (const [pointer, { schema, field }] of fields) {
    const answer = valueAt(given, pointer);
    if (typeof answer !== 'string') continue;
    if (!isPlainText(answer, field?.widget === 'textarea')) note(pointer, 'text');
    if (schema.format && !formats[schema.format].accepts(answer)) note(pointer, 'format');
  }
}
