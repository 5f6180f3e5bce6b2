import type { Caller } from '@motcua/service-kit/caller';

/**
 * The condition under which a caller may read a dossier `d`, as SQL over two parameters: citizens their own; officers those that their
 * agencies took in, decide or have a step of, with the agencies below for those who oversee.
 */
export function readableBy(caller: Caller, firstParameter: number): { condition: string; values: readonly unknown[] } {
  const [subject, agencies] = [`$${firstParameter}`, `$${firstParameter + 1}`];
  const isCitizen = caller.kind === 'citizen';
  return {
    condition: `(d.citizen_id = ${subject}::uuid or d.competent_agency_code = any (${agencies}::text[]) or d.intake_agency_code = any (${agencies}::text[])
      or exists (select from task s where s.dossier_id = d.id and s.agency_code = any (${agencies}::text[])))`,
    values: [isCitizen ? caller.subjectId : null, isCitizen ? [] : caller.agencyCodes],
  };
}
