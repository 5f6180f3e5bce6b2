import { hiddenFields, masked, valueAt, type FormDefinition, type PersonalClass } from '@motcua/form';
import type { DossierDetail } from '../dossier/dossier.schemas.js';

/** A value of a dossier of which something is hidden, by its JSON pointer into the dossier as the API has it. */
export interface HiddenPart {
  readonly pointer: string;
  readonly personalClass: Exclude<PersonalClass, 'basic'>;
}

const ofPeople: readonly HiddenPart[] = [
  { pointer: '/submitter/identityNumber', personalClass: 'identifier' },
  { pointer: '/submitter/phone', personalClass: 'contact' },
  { pointer: '/submitter/email', personalClass: 'contact' },
  { pointer: '/submitter/address', personalClass: 'contact' },
  { pointer: '/postalAddress', personalClass: 'contact' },
];
const ofReceiver: HiddenPart = { pointer: '/receiver/identityNumber', personalClass: 'identifier' };

/**
 * What of a dossier is hidden from officers: only parts that it has.
 * @param form the one that it was declared by
 */
export function hiddenFromOfficers(dossier: DossierDetail, form: FormDefinition): HiddenPart[] {
  const fields = hiddenFields(form);
  const changes = dossier.supplements.flatMap((supplement, at) =>
    (supplement.changes ?? []).flatMap(({ pointer }, place) =>
      fields
        .filter((field) => field.pointer === pointer)
        .flatMap(({ personalClass }) =>
          ['before', 'after'].map((side) => ({
            pointer: `/supplements/${at}/changes/${place}/${side}`,
            personalClass,
          })),
        ),
    ),
  );
  return present(dossier, [
    ...ofPeople,
    ofReceiver,
    ...fields.map(({ pointer, personalClass }) => ({ pointer: `/answers${pointer}`, personalClass })),
    ...changes,
  ]);
}

/** What of a dossier is hidden from its holder: the number of somebody else who took the result for them. */
export function hiddenFromHolder(dossier: DossierDetail): HiddenPart[] {
  return dossier.receiver?.relation === 'holder' ? [] : present(dossier, [ofReceiver]);
}

function present(dossier: DossierDetail, parts: readonly HiddenPart[]): HiddenPart[] {
  return parts.filter(({ pointer }) => ![undefined, null, ''].some((none) => valueAt(dossier, pointer) === none));
}

/** The dossier with these parts masked. The given one stays as it is. */
export function maskedDossier(dossier: DossierDetail, parts: readonly HiddenPart[]): DossierDetail {
  if (parts.length === 0) return dossier;
  const seen = structuredClone(dossier);
  for (const { pointer, personalClass } of parts) {
    const at = pointer.lastIndexOf('/');
    const group = valueAt(seen, pointer.slice(0, at)) as Record<string, unknown>;
    group[pointer.slice(at + 1)] = masked(valueAt(seen, pointer), personalClass);
  }
  return seen;
}
