import type { Agency, Position, Reorganisation } from '@motcua/pack';
import type { Tx } from '@motcua/service-kit/database';
import { AgencySuccessorRow } from './agency-successor.entity.js';
import { AgencyRow } from './agency.entity.js';
import { PositionRow } from './position.entity.js';

/** Makes the agencies, their successors, the reorganisations and the positions those of the province that comes into force. */
export async function replaceAgencies(
  tx: Tx,
  {
    agencies,
    reorganisations,
    positions,
  }: {
    readonly agencies: readonly Agency[];
    readonly reorganisations: readonly Reorganisation[];
    readonly positions: readonly Position[];
  },
): Promise<void> {
  const { manager } = tx;
  await manager.createQueryBuilder().delete().from(AgencyRow).execute();
  await manager.createQueryBuilder().delete().from(PositionRow).execute();
  await manager.insert(AgencyRow, agencies.map(toRow));
  await manager.insert(
    AgencySuccessorRow,
    agencies.flatMap((agency) => successorRows(agency, reorganisations)),
  );
  await replacePlans(tx, reorganisations);
  await manager.insert(
    PositionRow,
    positions.map(({ code, title, roles, agencyKinds }) => ({
      code,
      titleVi: title.vi,
      titleEn: title.en,
      roles,
      agencyKinds,
    })),
  );
}

function toRow(agency: Agency): AgencyRow {
  return {
    code: agency.code,
    validFrom: agency.validFrom,
    validTo: agency.validTo ?? null,
    eid: agency.eid,
    nameVi: agency.name.vi,
    nameEn: agency.name.en,
    kind: agency.kind,
    parentCode: agency.parent ?? null,
    adminUnitCode: agency.adminUnitCode ?? null,
  };
}

/** Without a reorganisation that says more, one successor on a day takes over the whole, several take a part each. */
function successorRows(
  { code, validFrom, successors = [] }: Agency,
  reorganisations: readonly Reorganisation[],
): AgencySuccessorRow[] {
  const said = (to: string, day: string) =>
    reorganisations
      .filter((reorganisation) => reorganisation.day === day)
      .flatMap(({ transfers }) => transfers)
      .find((transfer) => transfer.from === code && transfer.to === to)?.extent;
  return successors.map(({ code: successorCode, from }) => ({
    code,
    validFrom,
    successorCode,
    succeedsFrom: from,
    extent:
      said(successorCode, from) ?? (successors.filter((other) => other.from === from).length > 1 ? 'part' : 'whole'),
  }));
}

async function replacePlans(tx: Tx, reorganisations: readonly Reorganisation[]): Promise<void> {
  await tx.query('delete from reorganisation_plan');
  await tx.query(
    `insert into reorganisation_plan (code, day, name_vi, name_en, legal_basis, transfers)
     select r.code, r.day, r.name ->> 'vi', r.name ->> 'en', r."legalBasis", r.transfers
       from jsonb_to_recordset($1::jsonb) as r (code text, day date, name jsonb, "legalBasis" text, transfers jsonb)`,
    [JSON.stringify(reorganisations)],
  );
}
