import type { Agency } from './agency.js';
import type { ProcedureDefinition, SubProcedure } from './procedure.js';

/** The dossier whose process calls. */
export interface CallingDossier {
  competentAgencyCode: string;
  intakeAgencyCode: string;
}

/** Whether an agency offers a procedure, and so decides it. */
export function offersProcedure(
  { offeredBy }: Pick<ProcedureDefinition, 'offeredBy'>,
  { code, kind }: Pick<Agency, 'code' | 'kind'>,
): boolean {
  return (offeredBy.agencyKinds?.includes(kind) ?? false) || (offeredBy.agencies?.includes(code) ?? false);
}

/**
 * The code of the agency that decides a sub-dossier; missing where no agency of the unit offers the called procedure.
 * @param agencies those in force on the day
 */
export function agencyOfCall(
  { agency }: Pick<SubProcedure, 'agency'>,
  called: Pick<ProcedureDefinition, 'offeredBy'>,
  { competentAgencyCode, intakeAgencyCode }: CallingDossier,
  agencies: readonly Agency[],
): string | undefined {
  if (agency === 'competent') return competentAgencyCode;
  if (agency === 'intake') return intakeAgencyCode;
  if (agency !== 'same-unit') return agency;
  const unit = agencies.find(({ code }) => code === competentAgencyCode)?.adminUnitCode;
  if (unit === undefined) return undefined;
  return agencies.find((other) => other.adminUnitCode === unit && offersProcedure(called, other))?.code;
}
