import { useQuery } from '@tanstack/react-query';
import { departmentsQuery } from '../api/agencies.js';
import * as turns from '../api/turns.js';
import type { Dossier } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import type { Turn, TurnField, TurnForm, TurnValues } from './turn-form.js';
import { turnMessages } from './turn.messages.js';

const grounds = ['applicantChoice', 'outage', 'forceMajeure', 'fieldCheck', 'publicPosting'] as const;
const units = ['workingDay', 'calendarDay'] as const;
const ratedCriteria = ['timeLimit', 'contacts', 'attitude'] as const;

/** The dialog of a turn; `undefined` for what is done elsewhere on the page. */
export function useTurnForm(dossier: Dossier): (turn: Turn) => TurnForm | undefined {
  const m = useMessages(turnMessages);
  const text = useText();
  const consults = dossier.turns.some(({ turn, allowed }) => turn === 'consult' && allowed);
  const departments = useQuery({ ...departmentsQuery, enabled: consults }).data?.items ?? [];
  const reason: TurnField = { name: 'reason', label: m.reason, kind: 'paragraph', help: m.reasonToCitizen };
  const papers = dossier.components.map(({ code, name }) => ({ value: code, label: text(name) }));
  const askedFor = dossier.supplements.findLast(({ state }) => state === 'open')?.items ?? [];
  const named = (value: string, label: string) => ({ value, label });
  const to = (key: string) => ({ dossier, key });

  const supplement = (isOverride: boolean): TurnForm => ({
    fields: [
      { name: 'papers', label: m.papers, kind: 'choices', options: papers, isOptional: true, help: m.papersHelp },
      { name: 'note', label: m.papersNote, kind: 'paragraph' },
      { name: 'basis', label: m.otherBasis, kind: 'line', isOptional: true },
      reason,
      ...(isOverride ? [{ name: 'override', label: m.reasonOfOverride, kind: 'paragraph' } as const] : []),
    ],
    send: (values, _files, key) =>
      turns.requestSupplement(to(key), {
        items: itemsOf(values),
        reason: given(values, 'reason'),
        ...(isOverride && { overrideReason: given(values, 'override') }),
      }),
  });

  const clock = (send: typeof turns.pauseClock, offered: readonly (typeof grounds)[number][]): TurnForm => ({
    fields: [
      { name: 'ground', label: m.ground, kind: 'choice', options: offered.map((ground) => named(ground, m[ground])) },
      reason,
    ],
    send: (values, _files, key) =>
      send(to(key), { ground: oneOf(offered, values.ground), reason: given(values, 'reason') }),
  });

  const stepBackTo = (dossier.stepBackTo ?? []).map(({ elementId, name }) => named(elementId, text(name)));
  const forms: Partial<Record<Turn, TurnForm>> = {
    reject: {
      isDangerous: true,
      fields: [reason],
      send: (values, _files, key) => turns.rejectDossier(to(key), { reason: given(values, 'reason') }),
    },
    requestSupplement: supplement(false),
    overrideSupplement: supplement(true),
    answerSupplement: {
      fields: [
        {
          name: 'paper',
          label: m.broughtPaper,
          kind: 'choice',
          options: askedFor.flatMap(({ component }) =>
            component ? [named(component.code, text(component.name))] : [],
          ),
          isOptional: true,
        },
        { name: 'files', label: m.broughtFiles, kind: 'files', isOptional: true },
        { name: 'note', label: m.note, kind: 'paragraph' },
      ],
      send: (values, files, key) =>
        turns.answerSupplement(to(key), {
          components: values.paper ? [{ code: values.paper, fileIds: files('files') }] : [],
          note: given(values, 'note'),
        }),
    },
    withdraw: {
      isDangerous: true,
      fields: [{ name: 'reason', label: m.reason, kind: 'paragraph', isOptional: true, help: m.withdrawHelp }],
      send: ({ reason: why }, _files, key) => turns.withdrawDossier(to(key), { ...(why && { reason: why }) }),
    },
    stop: {
      isDangerous: true,
      fields: [reason],
      send: (values, _files, key) => turns.stopDossier(to(key), { reason: given(values, 'reason') }),
    },
    extend: {
      fields: [
        { name: 'days', label: m.extensionDays, kind: 'number' },
        {
          name: 'unit',
          label: m.extensionUnit,
          kind: 'choice',
          options: [named('workingDay', m.workingDays), named('calendarDay', m.calendarDays)],
        },
        { ...reason, help: m.apologyHelp },
      ],
      send: (values, _files, key) =>
        turns.extendDossier(to(key), {
          extension: { n: Number(values.days), unit: oneOf(units, values.unit) },
          reason: given(values, 'reason'),
        }),
    },
    pause: clock(turns.pauseClock, grounds),
    resume: clock(
      turns.resumeClock,
      grounds.filter((ground) => dossier.clock.pausedGrounds?.includes(ground)),
    ),
    stepBack: {
      fields: [{ name: 'step', label: m.step, kind: 'choice', options: stepBackTo }, reason],
      send: (values, _files, key) =>
        turns.stepBack(to(key), { toElementId: given(values, 'step'), reason: given(values, 'reason') }),
    },
    consult: {
      fields: [
        {
          name: 'agencies',
          label: m.agencies,
          kind: 'choices',
          options: departments.map(({ code, name }) => named(code, text(name))),
        },
        { name: 'question', label: m.question, kind: 'paragraph' },
        { name: 'days', label: m.answerDays, kind: 'number' },
      ],
      send: (values, _files, key) =>
        turns.askAgencies(to(key), {
          agencyCodes: given(values, 'agencies').split(','),
          question: given(values, 'question'),
          limit: { n: Number(values.days), unit: 'workingDay' },
        }),
    },
    chooseDelivery: {
      fields: [
        {
          name: 'resultBy',
          label: m.resultBy,
          kind: 'choice',
          options: [named('counter', m.byCounter), named('postal', m.byPost)],
        },
        { name: 'address', label: m.postalAddress, kind: 'line', isOptional: true },
      ],
      send: ({ resultBy, address }, _files, key) =>
        turns.chooseDelivery(to(key), {
          resultBy: oneOf(['counter', 'postal'], resultBy),
          ...(resultBy === 'postal' && address && { postalAddress: address.trim() }),
        }),
    },
    correctResult: {
      fields: [{ name: 'files', label: m.resultFiles, kind: 'files' }, reason],
      send: (values, files, key) =>
        turns.correctResult(to(key), { resultFileIds: files('files'), reason: given(values, 'reason') }),
    },
    reopen: {
      fields: [{ name: 'complaint', label: m.complaint, kind: 'line' }, reason],
      send: (values, _files, key) =>
        turns.reopenDossier(to(key), {
          complaintReference: given(values, 'complaint'),
          reason: given(values, 'reason'),
        }),
    },
    rate: {
      fields: [
        {
          name: 'satisfied',
          label: m.satisfied,
          kind: 'choice',
          options: [named('yes', m.yes), named('no', m.no)],
        },
        ...ratedCriteria.map((name): TurnField => ({
          name,
          label: m[name],
          kind: 'choice',
          options: [named('2', m.good), named('1', m.fair), named('0', m.poor)],
        })),
        { name: 'comment', label: m.comment, kind: 'paragraph', isOptional: true },
      ],
      send: (values, _files, key) =>
        turns.rateDossier(to(key), {
          satisfied: values.satisfied === 'yes',
          points: Object.fromEntries(ratedCriteria.map((name) => [name, Number(values[name])])),
          ...(values.comment?.trim() && { comment: values.comment.trim() }),
        }),
    },
  };
  return (turn) => forms[turn];
}

function given(values: TurnValues, name: string): string {
  return values[name]?.trim() ?? '';
}

/** The dialog lets nothing else be chosen. */
function oneOf<Value extends string>(known: readonly Value[], value: string | undefined): Value {
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw new Error('nothing was chosen');
  return found;
}

/** Each chosen paper with what is missing of it; without one, something that the named law asks for. */
function itemsOf(values: TurnValues) {
  const note = given(values, 'note');
  const basis = given(values, 'basis');
  const papers = given(values, 'papers').split(',').filter(Boolean);
  if (papers.length === 0) return [{ note, ...(basis && { legalBasis: basis }) }];
  return papers.map((componentCode) => ({ componentCode, note }));
}
