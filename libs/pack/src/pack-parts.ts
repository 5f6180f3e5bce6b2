import type { AdminUnit } from './admin-units.js';
import type { Agency, Position } from './agency.js';
import type { Calendars } from './calendar.js';
import type { DemoAccounts } from './demo-accounts.js';
import type { Validity } from './legal-value.js';
import type { Messages } from './message-template.js';
import type { Pack } from './pack.js';
import type { Procedure } from './procedure.js';
import type { Province } from './province.js';
import type { Reorganisation } from './reorganisation.js';

type ProcedureName = Validity & Pick<Procedure, 'code' | 'version' | 'name'>;
type AgencyName = Validity & Pick<Agency, 'code' | 'name'>;
type ReportedAgency = Validity & Pick<Agency, 'code' | 'eid' | 'name' | 'kind' | 'parent' | 'successors'>;
type ReportedProcedure = Validity & Pick<Procedure, 'code' | 'version' | 'name' | 'field'> & { calendar?: string };

/** What each service stages of a pack; every part carries the pack's hash. */
export interface PackParts {
  identity: {
    hash: string;
    province: Province;
    agencies: Agency[];
    reorganisations: Reorganisation[];
    positions: Position[];
    demo?: DemoAccounts;
  };
  dossier: {
    hash: string;
    province: Province;
    agencies: Agency[];
    reorganisations: Reorganisation[];
    positions: Position[];
    calendars: Calendars;
    procedures: Procedure[];
    adminUnits: AdminUnit[];
  };
  document: { hash: string; province: Province; templates: Record<string, string> };
  notification: {
    hash: string;
    province: Province;
    messages: Messages;
    procedures: ProcedureName[];
    agencies: AgencyName[];
  };
  reporting: { hash: string; agencies: ReportedAgency[]; procedures: ReportedProcedure[]; calendars: Calendars };
}

export type PackPartName = keyof PackParts;

const take: { [Name in PackPartName]: (pack: Pack) => PackParts[Name] } = {
  identity: ({ hash, province, agencies, reorganisations, positions, demo }) => ({
    hash,
    province,
    agencies,
    reorganisations,
    positions,
    ...(demo && { demo }),
  }),
  dossier: ({ hash, province, agencies, reorganisations, positions, calendars, procedures, adminUnits }) => ({
    hash,
    province,
    agencies,
    reorganisations,
    positions,
    calendars,
    procedures,
    adminUnits: adminUnits.since,
  }),
  document: ({ hash, province, templates }) => ({ hash, province, templates }),
  notification: ({ hash, province, messages, procedures, agencies }) => ({
    hash,
    province,
    messages,
    procedures: procedures.map(({ code, version, name, ...rest }) => ({ code, version, name, ...validityOf(rest) })),
    agencies: agencies.map(({ code, name, ...rest }) => ({ code, name, ...validityOf(rest) })),
  }),
  reporting: ({ hash, agencies, procedures, calendars }) => ({
    hash,
    calendars,
    agencies: agencies.map(({ code, eid, name, kind, parent, successors, ...rest }) => ({
      code,
      eid,
      name,
      kind,
      ...(parent !== undefined && { parent }),
      ...(successors && { successors }),
      ...validityOf(rest),
    })),
    procedures: procedures.map(({ code, version, name, field, timeLimit, ...rest }) => ({
      code,
      version,
      name,
      field,
      ...(timeLimit.calendar !== undefined && { calendar: timeLimit.calendar }),
      ...validityOf(rest),
    })),
  }),
};

/** The part of a pack that a service stages. */
export function partFor<Name extends PackPartName>(pack: Pack, service: Name): PackParts[Name] {
  return take[service](pack);
}

function validityOf({ validFrom, validTo }: Validity): Validity {
  return validTo === undefined ? { validFrom } : { validFrom, validTo };
}
