import type { Sealed, Sealer } from '@motcua/service-kit/sealed';

/** The cell in which a person's name is sealed. */
export function nameCell(kind: 'citizen' | 'officer', id: string): string {
  return `${kind}.full_name:${id}`;
}

/** Opens the name of a row of the view `person`. */
export function openName(
  sealer: Sealer,
  person: { readonly subject_id: string; readonly kind: 'citizen' | 'officer'; readonly full_name: Sealed },
): string {
  return sealer.open(person.full_name, nameCell(person.kind, person.subject_id));
}
