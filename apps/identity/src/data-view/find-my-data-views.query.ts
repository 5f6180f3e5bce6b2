import { personalDataRules } from '@motcua/pack';
import type { Caller } from '@motcua/service-kit/caller';
import type { Queries } from '@motcua/service-kit/database';
import type { Packs } from '@motcua/service-kit/packs';
import type { Sealer } from '@motcua/service-kit/sealed';
import type { StagedProvince } from '../province/staged-province.js';
import type { DataViewList, MyDataViewsQuery } from './data-view.schemas.js';
import { dataViewsPage, shownColumns, startOf, type ShownRow } from './data-views-page.js';

/** Who looked at the caller's own data, newest first. */
export class FindMyDataViews {
  constructor(
    private readonly queries: Queries,
    private readonly packs: Packs<StagedProvince>,
    private readonly sealer: Sealer,
  ) {}

  /** @throws InputInvalid (422) for a cursor that no page gave */
  async execute(caller: Caller, { limit, after }: MyDataViewsQuery): Promise<DataViewList> {
    const start = startOf(after, '?after');
    const { part } = await this.packs.inForce(this.queries);
    const rows = await this.queries.read<ShownRow>(
      `select ${shownColumns} from data_view v
        where v.subject_id = $1 and (v.shown_at, v.event_id) < ($2::timestamptz, $3::uuid)
        order by v.shown_at desc, v.event_id desc limit $4`,
      [caller.subjectId, start.at, start.id, limit + 1],
    );
    return dataViewsPage(rows, limit, part, this.sealer, (day) => personalDataRules(part.province, day).officersNamed);
  }
}
