import { askAgencies, stepBack } from '../api/turns.js';
import { chosen, given, type TurnForms, type TurnGround } from './turn-form.js';

/** The turns that send a dossier to others: to an earlier step, or to agencies with a question. */
export function stepForms({ dossier, agencies, m, text }: TurnGround): TurnForms {
  const earlier = (dossier.stepBackTo ?? []).map(({ elementId, name }) => ({ value: elementId, label: text(name) }));
  return {
    stepBack: {
      lead: m.stepBackLead,
      fields: () => [
        { name: 'step', label: m.step, kind: 'choice', options: earlier },
        { name: 'reason', label: m.reason, kind: 'paragraph', help: m.reasonToColleagues },
      ],
      done: m.stepBackDone,
      send: (values, _files, key) =>
        stepBack({ dossier, key }, { toElementId: given(values, 'step'), reason: given(values, 'reason') }),
    },
    consult: {
      lead: m.consultLead,
      fields: () => [
        {
          name: 'agencies',
          label: m.agencies,
          kind: 'choices',
          options: agencies.map(({ code, name }) => ({ value: code, label: text(name) })),
        },
        { name: 'question', label: m.question, kind: 'paragraph' },
        { name: 'days', label: m.answerDays, kind: 'number', help: m.answerDaysHelp },
      ],
      done: m.consultDone,
      send: (values, _files, key) =>
        askAgencies(
          { dossier, key },
          {
            agencyCodes: chosen(values, 'agencies'),
            question: given(values, 'question'),
            limit: { n: Number(values.days), unit: 'workingDay' },
          },
        ),
    },
  };
}
