import { answerSupplement, requestSupplement } from '../api/turns.js';
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

/** Each paper is asked for with what is missing of it; all are asked for at once. */
function request({ dossier, papers, m, text }: TurnGround, isOverride: boolean): TurnForm {
  const published = papers.map(({ code, name }) => ({ value: code, label: text(name) }));
  const options = [...published, { value: other, label: m.otherPaper }];
  const noteOf = (code: string) => `note:${code}`;
  return {
    lead: m.requestSupplementLead,
    fields: (values) => [
      { name: 'papers', label: m.papers, kind: 'choices', options, help: m.papersHelp },
      ...chosen(values, 'papers').map((code): TurnField => {
        const label = options.find(({ value }) => value === code)?.label ?? code;
        return { name: noteOf(code), label: m.papersNote(label), kind: 'paragraph' };
      }),
      ...(chosen(values, 'papers').includes(other)
        ? [{ name: 'basis', label: m.otherBasis, kind: 'line' } as const]
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
          reason: given(values, 'reason'),
          ...(isOverride && { overrideReason: given(values, 'override') }),
        },
      ),
  };
}

/** A place for the files of each paper that was asked for. */
function answer({ dossier, m, text }: TurnGround): TurnForm {
  const items = dossier.supplements.findLast(({ state }) => state === 'open')?.items ?? [];
  const papers = items.flatMap(({ component, note }) => (component ? [{ ...component, note }] : []));
  const fieldOf = (code: string) => `files:${code}`;
  return {
    lead: m.answerSupplementLead,
    fields: () => [
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
      given(values, 'note') === '' && papers.every(({ code }) => files(fieldOf(code)).length === 0)
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
          ...(given(values, 'note') !== '' && { note: given(values, 'note') }),
        },
      ),
  };
}
