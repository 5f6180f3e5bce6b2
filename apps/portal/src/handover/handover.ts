import type { CompleteTask, Dossier } from '../api/types.js';

/** How an officer is handing a result over, as typed so far. */
export interface HandoverDraft {
  way: Dossier['resultBy'];
  fullName: string;
  identityNumber: string;
  relation: 'holder' | 'authorised';
  authorisation: string;
  postalItem: string;
  originalsChecked: boolean;
}

export type HandoverField = 'fullName' | 'identityNumber' | 'authorisation' | 'postalItem';

/** Most results are fetched by whoever applied, in the way that they wished. */
export function newHandover({ resultBy, submitter }: Dossier): HandoverDraft {
  return {
    way: resultBy,
    fullName: submitter.fullName,
    identityNumber: '',
    relation: 'holder',
    authorisation: '',
    postalItem: '',
    originalsChecked: false,
  };
}

/** The fields that are not yet as they should be. */
export function handoverFaults(draft: HandoverDraft): ReadonlySet<HandoverField> {
  const faults = new Set<HandoverField>();
  if (draft.way === 'postal') {
    if (draft.postalItem.trim() === '') faults.add('postalItem');
    return faults;
  }
  if (draft.fullName.trim() === '') faults.add('fullName');
  if (!/^(\d{12})?$/.test(draft.identityNumber.trim())) faults.add('identityNumber');
  if (draft.relation === 'authorised' && draft.authorisation.trim() === '') faults.add('authorisation');
  return faults;
}

/** What is sent of it. */
export function handoverOf(draft: HandoverDraft): Pick<CompleteTask, 'receiver' | 'postalItem' | 'originalsChecked'> {
  const originals = draft.originalsChecked ? { originalsChecked: true } : {};
  if (draft.way === 'postal') return { postalItem: draft.postalItem.trim(), ...originals };
  const identityNumber = draft.identityNumber.trim();
  return {
    receiver: {
      fullName: draft.fullName.trim(),
      ...(identityNumber !== '' && { identityNumber }),
      relation: draft.relation,
      ...(draft.relation === 'authorised' && { authorisation: draft.authorisation.trim() }),
    },
    ...originals,
  };
}
