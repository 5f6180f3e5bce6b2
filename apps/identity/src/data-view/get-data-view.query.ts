import type { GetDataViewResponse } from '@motcua/contracts/identity/v1/identity';
import type { Queries } from '@motcua/service-kit/database';

interface Row {
  readonly shown_at: Date;
  readonly agency_code: string;
  readonly position_code: string;
  readonly purpose: string;
  readonly dossier_number: string;
}

/** A trace, for the person alone whom the data is about. */
export class GetDataView {
  constructor(private readonly queries: Queries) {}

  async execute(dataViewId: string, subjectId: string): Promise<GetDataViewResponse> {
    const [row] = await this.queries.read<Row>(
      `select shown_at, agency_code, position_code, purpose, coalesce(dossier_code, tracking_number) as dossier_number
         from data_view where event_id = $1 and subject_id = $2`,
      [dataViewId, subjectId],
    );
    if (!row) return {};
    return {
      dataView: {
        shownAt: row.shown_at,
        agencyCode: row.agency_code,
        positionCode: row.position_code,
        purpose: row.purpose,
        dossierNumber: row.dossier_number,
      },
    };
  }
}
