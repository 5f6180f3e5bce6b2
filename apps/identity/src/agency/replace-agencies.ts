import type { Agency, Position } from '@motcua/pack';
import type { Tx } from '@motcua/service-kit/database';
import { AgencySuccessorRow } from './agency-successor.entity.js';
import { AgencyRow } from './agency.entity.js';
import { PositionRow } from './position.entity.js';

/** Makes the agencies, their successors and the positions those of the province that comes into force. */
export async function replaceAgencies(
  { manager }: Tx,
  { agencies, positions }: { readonly agencies: readonly Agency[]; readonly positions: readonly Position[] },
): Promise<void> {
  await manager.createQueryBuilder().delete().from(AgencyRow).execute();
  await manager.createQueryBuilder().delete().from(PositionRow).execute();
  await manager.insert(AgencyRow, agencies.map(toRow));
  await manager.insert(AgencySuccessorRow, agencies.flatMap(successorRows));
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

/** One successor on a day takes over the whole, several take a part each. */
function successorRows({ code, validFrom, successors = [] }: Agency): AgencySuccessorRow[] {
  return successors.map(({ code: successorCode, from }) => ({
    code,
    validFrom,
    successorCode,
    succeedsFrom: from,
    extent: successors.filter((other) => other.from === from).length > 1 ? 'part' : 'whole',
  }));
}
