import { withdrawDossier } from '../api/turns.js';
import type { Dossier } from '../api/types.js';
import { useMessages } from '../language/use-messages.js';
import type { Turn, TurnForm } from './turn-form.js';
import { turnMessages } from './turn.messages.js';

/** The dialog of a turn; `undefined` for what is done elsewhere on the page. */
export function useTurnForm(dossier: Dossier): (turn: Turn) => TurnForm | undefined {
  const m = useMessages(turnMessages);
  const reason = { name: 'reason', label: m.reason, kind: 'paragraph' } as const;
  const forms: Partial<Record<Turn, TurnForm>> = {
    withdraw: {
      isDangerous: true,
      fields: [{ ...reason, isOptional: true, help: m.withdrawHelp }],
      send: ({ reason: why }, _files, key) => withdrawDossier(dossier, { ...(why && { reason: why }) }, key),
    },
  };
  return (turn) => forms[turn];
}
