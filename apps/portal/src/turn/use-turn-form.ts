import { useQuery } from '@tanstack/react-query';
import { agenciesToAskQuery } from '../api/dossiers.js';
import { procedureQuery } from '../api/procedures.js';
import type { Dossier, Named } from '../api/types.js';
import { useFormat } from '../language/format.js';
import { useText } from '../language/language.js';
import { useMessages } from '../language/use-messages.js';
import { clockForms } from './clock-forms.js';
import { endingForms } from './ending-forms.js';
import { moneyForms } from './money-forms.js';
import { resultForms } from './result-forms.js';
import { stepForms } from './step-forms.js';
import { supplementForms } from './supplement-forms.js';
import type { Turn, TurnForm, TurnForms } from './turn-form.js';
import { turnMessages } from './turn.messages.js';

/** The dialog of a turn; `undefined` for what is done elsewhere on the page. */
export function useTurnForm(dossier: Dossier): (turn: Turn) => TurnForm | undefined {
  const m = useMessages(turnMessages);
  const text = useText();
  const format = useFormat();
  const may = (...turns: Turn[]) => dossier.turns.some(({ turn, allowed }) => allowed && turns.includes(turn));
  const agencies = useQuery({ ...agenciesToAskQuery(dossier.id), enabled: may('consult') }).data?.items ?? [];
  const procedure = useQuery({
    ...procedureQuery(dossier.procedure.code),
    enabled: may('requestSupplement', 'overrideSupplement'),
  }).data;
  const papers = allPapers(dossier.components, procedure?.components ?? []);
  const ground = { dossier, papers, agencies, m, text };
  const forms: TurnForms = {
    ...supplementForms(ground),
    ...endingForms(ground),
    ...clockForms(ground),
    ...stepForms(ground),
    ...resultForms(ground),
    ...moneyForms({ ...ground, money: (amountVnd) => format.money(amountVnd) }),
  };
  return (turn) => forms[turn];
}

/** Those that came, and those that the procedure has beside: what is missing altogether may be asked for as well. */
function allPapers(given: readonly Named[], published: readonly Named[]): Named[] {
  return [...given, ...published.filter(({ code }) => given.every((paper) => paper.code !== code))];
}
