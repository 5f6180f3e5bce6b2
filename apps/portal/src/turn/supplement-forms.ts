import {
  changedFields,
  checkAnswers,
  fieldsThatFollow,
  isMasked,
  isVisible,
  valueAt,
  withAnswer,
  type FormDefinition,
} from '@motcua/form';
import { answerSupplement, requestSupplement } from '../api/turns.js';
import type { Answers, Dossier } from '../api/types.js';
import {
  chosen,
  given,
  type TurnField,
  type TurnForm,
  type TurnForms,
  type TurnGround,
  type TurnValues,
} from './turn-form.js';

/** Something else than the published papers, which needs a law that asks for it. */
const other = '-';

/** Asking for what is missing, and bringing it. */
export function supplementForms(ground: TurnGround): TurnForms {
  return {
    requestSupplement: request(ground, false),
    overrideSupplement: request(ground, true),
    answerSupplement: answer(ground),
  };
}

/** Each paper is asked for with what is missing of it, and the fields of the declaration that are wrong; all at once. */
function request({ dossier, papers, m, text }: TurnGround, isOverride: boolean): TurnForm {
  const published = papers.map(({ code, name }) => ({ value: code, label: text(name) }));
  const options = [...published, { value: other, label: m.otherPaper }];
  const noteOf = (code: string) => `note:${code}`;
  const declared = declaredFields(dossier, text);
  return {
    lead: m.requestSupplementLead,
    fields: (values) => [
      {
        name: 'papers',
        label: m.papers,
        kind: 'choices',
        options,
        help: m.papersHelp,
        isOptional: chosen(values, 'fields').length > 0,
      },
      ...chosen(values, 'papers').map((code): TurnField => {
        const label = options.find(({ value }) => value === code)?.label ?? code;
        return { name: noteOf(code), label: m.papersNote(label), kind: 'paragraph' };
      }),
      ...(chosen(values, 'papers').includes(other)
        ? [{ name: 'basis', label: m.otherBasis, kind: 'line' } as const]
        : []),
      ...(declared.length > 0
        ? [
            {
              name: 'fields',
              label: m.wrongFields,
              kind: 'choices',
              options: declared,
              help: m.wrongFieldsHelp,
              isOptional: true,
            } as const,
          ]
        : []),
      { name: 'reason', label: m.reason, kind: 'paragraph', help: m.reasonToCitizen },
      ...(isOverride ? [{ name: 'override', label: m.reasonOfOverride, kind: 'paragraph' } as const] : []),
    ],
    done: m.requestSupplementDone,
    send: (values, _files, key) =>
      requestSupplement(
        { dossier, key },
        {
          items: chosen(values, 'papers').map((code) => {
            const note = given(values, noteOf(code));
            return code === other ? { note, legalBasis: given(values, 'basis') } : { note, componentCode: code };
          }),
          fields: chosen(values, 'fields'),
          reason: given(values, 'reason'),
          ...(isOverride && { overrideReason: given(values, 'override') }),
        },
      ),
  };
}

/** What the declaration says; that of a part belongs to the whole, where it is put right. */
function declaredFields({ form, answers, parent }: Dossier, text: TurnGround['text']) {
  if (parent) return [];
  return form.layout.flatMap(({ title, fields }) =>
    fields
      .filter((field) => isVisible(field, answers))
      .map(({ pointer, label }) => ({ value: pointer, label: `${text(title)}: ${text(label)}` })),
  );
}

/** What stands there masked was declared rightly; it is left as it is unless somebody types over it. */
function faultsOf(form: Dossier['form'], answers: Answers) {
  return checkAnswers(form, answers).filter(({ pointer }) => !isMasked(valueAt(answers, pointer)));
}

/** A place for the files of each paper that was asked for, and the fields that are to be put right as they were declared. */
function answer({ dossier, m, text }: TurnGround): TurnForm {
  const { items = [], fields: asked = [] } = dossier.supplements.findLast(({ state }) => state === 'open') ?? {};
  const papers = items.flatMap(({ component, note }) => (component ? [{ ...component, note }] : []));
  const fieldOf = (code: string) => `files:${code}`;
  const form =
    asked.length > 0
      ? formOf(
          dossier.form,
          asked.map(({ pointer }) => pointer),
        )
      : undefined;
  const answersOf = (values: TurnValues) => JSON.parse(values['answers'] ?? '{}') as Answers;
  const changedIn = (values: TurnValues) =>
    form ? changedFields(dossier.form, dossier.answers, answersOf(values)) : [];
  return {
    lead: m.answerSupplementLead,
    initial: { answers: JSON.stringify(dossier.answers) },
    fields: (values) => [
      ...(form
        ? [
            {
              name: 'answers',
              label: m.putRight,
              help: m.putRight,
              kind: 'declaration',
              form,
              faults: faultsOf(dossier.form, answersOf(values)),
            } as const,
          ]
        : []),
      ...papers.map(({ code, name, note }): TurnField => ({
        name: fieldOf(code),
        label: text(name),
        help: note,
        kind: 'files',
        isOptional: true,
      })),
      { name: 'note', label: m.answerNote, kind: 'paragraph', isOptional: true },
    ],
    fault: (values: TurnValues, files) =>
      given(values, 'note') === '' &&
      changedIn(values).length === 0 &&
      papers.every(({ code }) => files(fieldOf(code)).length === 0)
        ? m.nothingBrought
        : undefined,
    done: m.answerSupplementDone,
    send: (values, files, key) =>
      answerSupplement(
        { dossier, key },
        {
          components: papers.flatMap(({ code }) => {
            const fileIds = files(fieldOf(code));
            return fileIds.length > 0 ? [{ code, fileIds }] : [];
          }),
          ...(changedIn(values).length > 0 && { answers: changesOf(answersOf(values), changedIn(values)) }),
          ...(given(values, 'note') !== '' && { note: given(values, 'note') }),
        },
      ),
  };
}

/** The part of a form that asks for these fields, and for what hangs on them. */
function formOf(form: FormDefinition, asked: readonly string[]): FormDefinition {
  const open = fieldsThatFollow(form, asked);
  return {
    ...form,
    layout: form.layout.map((section) => ({
      ...section,
      fields: section.fields.filter(({ pointer }) => open.has(pointer)),
    })),
  };
}

/** The answers at these pointers alone, null where one was taken back. */
function changesOf(answers: Answers, pointers: readonly string[]): Answers {
  return pointers.reduce<Answers>(
    (changes, pointer) => withAnswer(changes, pointer, valueAt(answers, pointer) ?? null),
    {},
  );
}
