import { rejectDossier, stopDossier, withdrawDossier } from '../api/turns.js';
import { given, type TurnField, type TurnForms, type TurnGround } from './turn-form.js';

/** The turns that end a dossier without a result. */
export function endingForms({ dossier, m }: TurnGround): TurnForms {
  const reason: TurnField = { name: 'reason', label: m.reason, kind: 'paragraph', help: m.reasonToCitizen };
  return {
    reject: {
      lead: m.rejectLead,
      isDangerous: true,
      fields: () => [reason],
      done: m.rejectDone,
      send: (values, _files, key) => rejectDossier({ dossier, key }, { reason: given(values, 'reason') }),
    },
    withdraw: {
      lead: m.withdrawLead,
      isDangerous: true,
      fields: () => [{ name: 'reason', label: m.reason, kind: 'paragraph', isOptional: true }],
      done: m.withdrawDone,
      send: (values, _files, key) => {
        const why = given(values, 'reason');
        return withdrawDossier({ dossier, key }, { ...(why !== '' && { reason: why }) });
      },
    },
    stop: {
      lead: m.stopLead,
      isDangerous: true,
      fields: () => [reason],
      done: m.stopDone,
      send: (values, _files, key) => stopDossier({ dossier, key }, { reason: given(values, 'reason') }),
    },
  };
}
