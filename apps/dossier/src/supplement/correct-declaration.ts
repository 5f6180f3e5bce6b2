import {
  answeredPointers,
  changedFields,
  checkAnswers,
  fieldsThatFollow,
  givenAnswers,
  isVisible,
  valueAt,
  withAnswer,
  type AnswerFault,
  type FormDefinition,
} from '@motcua/form';
import type { FieldFault } from '@motcua/service-kit/errors';
import { AnswersInvalid } from '../intake/intake.problems.js';

export type Answers = Readonly<Record<string, unknown>>;

/** A declaration that was put right, and the JSON pointers of what changed. */
export interface CorrectedDeclaration {
  readonly answers: unknown;
  readonly changed: readonly string[];
}

/**
 * Puts answers into a declaration, null where one is taken back. Only what was asked for may change, and what the form asks for because of
 * it; what it no longer asks for is taken out. The whole has to be valid.
 * @param asked JSON pointers of the fields that were asked for
 * @throws AnswersInvalid (422) with the field
 */
export function correctDeclaration(
  form: FormDefinition,
  asked: readonly string[],
  declared: Answers,
  given: Answers,
): CorrectedDeclaration {
  const unreadable = checkAnswers(form, given).filter(({ code }) => code === 'tooDeep' || code === 'tooLarge');
  if (unreadable.length > 0) throw new AnswersInvalid(undefined, { faults: unreadable.map(faultOf) });
  const open = fieldsThatFollow(form, asked);
  const pointers = answeredPointers(given);
  const others = pointers.filter((pointer) => !open.has(pointer));
  if (others.length > 0) throw new AnswersInvalid(undefined, { faults: others.map(notAsked) });

  const filledIn = pointers.reduce<Answers>(
    (answers, pointer) => withAnswer(answers, pointer, valueAt(given, pointer) ?? undefined),
    declared,
  );
  const corrected = form.layout
    .flatMap(({ fields }) => fields)
    .filter(({ pointer }) => open.has(pointer))
    .reduce(
      (answers, field) => (isVisible(field, answers) ? answers : withAnswer(answers, field.pointer, undefined)),
      filledIn,
    );
  const faults = checkAnswers(form, corrected);
  if (faults.length > 0) throw new AnswersInvalid(undefined, { faults: faults.map(faultOf) });
  return { answers: givenAnswers(corrected), changed: changedFields(form, declared, corrected) };
}

function faultOf({ pointer, code, message }: AnswerFault): FieldFault {
  return { pointer: `/answers${pointer}`, code, text: message };
}

function notAsked(pointer: string): FieldFault {
  const text = {
    vi: 'Mục này của tờ khai không được yêu cầu sửa.',
    en: 'It was not asked that this field of the declaration be put right.',
  };
  return { pointer: `/answers${pointer}`, code: 'notAsked', text };
}
