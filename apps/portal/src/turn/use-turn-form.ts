import { useQuery } from '@tanstack/react-query';
import { departmentsQuery } from '../api/agencies.js';
import type { Dossier } from '../api/types.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { clockForms } from './clock-forms.js';
import { endingForms } from './ending-forms.js';
import { resultForms } from './result-forms.js';
import { stepForms } from './step-forms.js';
import { supplementForms } from './supplement-forms.js';
import type { Turn, TurnForm, TurnForms } from './turn-form.js';
import { turnMessages } from './turn.messages.js';

/** The dialog of a turn; `undefined` for what is done elsewhere on the page. */
export function useTurnForm(dossier: Dossier): (turn: Turn) => TurnForm | undefined {
  const m = useMessages(turnMessages);
  const text = useText();
  const consults = dossier.turns.some(({ turn, allowed }) => turn === 'consult' && allowed);
  const departments = useQuery({ ...departmentsQuery, enabled: consults }).data?.items ?? [];
  const ground = { dossier, m, text };
  const forms: TurnForms = {
    ...supplementForms(ground),
    ...endingForms(ground),
    ...clockForms(ground),
    ...stepForms(ground, departments),
    ...resultForms(ground),
  };
  return (turn) => forms[turn];
}
