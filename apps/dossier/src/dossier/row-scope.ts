import type { Caller } from '@motcua/service-kit/caller';

/**
 * The condition under which a caller may read a dossier `d`, as SQL over two parameters: citizens their own; officers those that their
 * agencies took in, decide or have a step of, with the agencies below for those who oversee.
 */
export function readableBy(caller: Caller, firstParameter: number): { condition: string; values: readonly unknown[] } {
  const [subject, agencies] = [`$${firstParameter}`, `$${firstParameter + 1}`];
  const isCitizen = caller.kind === 'citizen';
  return {
    condition: `(d.citizen_id = ${subject}::uuid
      or exists (select from dossier_agency s where s.dossier_id = d.id and s.agency_code = any (${agencies}::text[])))`,
    values: [isCitizen ? caller.subjectId : null, isCitizen ? [] : caller.agencyCodes],
  };
}

/**
 * The condition under which a caller may read one dossier `d`: those that they may read in lists, and for officers also what stands above or
 * below it, as the parts of an interconnected procedure need one another's papers. Too dear for lists.
 */
export function reachableBy(caller: Caller, firstParameter: number): ReturnType<typeof readableBy> {
  const { condition, values } = readableBy(caller, firstParameter);
  const agencies = `any ($${firstParameter + 1}::text[])`;
  const related = (which: string) => `exists (select from dossier r where ${which}
      and (r.competent_agency_code = ${agencies} or r.intake_agency_code = ${agencies}))`;
  return {
    condition: `(${condition} or ${related('r.parent_id = d.id')} or ${related('r.id = d.parent_id')})`,
    values,
  };
}
