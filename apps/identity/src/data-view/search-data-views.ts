import { v7 as uuidv7 } from 'uuid';
import type { Caller } from '@motcua/service-kit/caller';
import { event, type Commands, type Queries } from '@motcua/service-kit/database';
import type { Packs } from '@motcua/service-kit/packs';
import type { Sealer } from '@motcua/service-kit/sealed';
import type { Clock } from '@motcua/service-kit/service';
import { citizenIndex } from '../account/citizen-index.js';
import type { StagedProvince } from '../province/staged-province.js';
import type { DataViewList, SearchDataViewsInput } from './data-view.schemas.js';
import { dataViewsPage, shownColumns, startOf, type ShownRow } from './data-views-page.js';

/** What is looked for, as ids; null where there is no such officer or person, whom then nothing is found of. */
interface Sought {
  readonly officerId: string | null;
  readonly subjectId: string | null;
}

/**
 * Searches the traces of officers of the agencies that an inspector oversees: by officer, person, agency and time. The search itself leaves
 * a trace, with ids and days and no number.
 */
export class SearchDataViews {
  constructor(
    private readonly commands: Commands,
    private readonly queries: Queries,
    private readonly packs: Packs<StagedProvince>,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  /** @throws InputInvalid (422) for a cursor that no page gave */
  async execute(caller: Caller, input: SearchDataViewsInput): Promise<DataViewList> {
    const start = startOf(input.after, '/after');
    const sought = await this.sought(input);
    await this.leaveTrace(caller, input, sought);
    const { part } = await this.packs.inForce(this.queries);
    const values: unknown[] = [caller.agencyCodes, start.at, start.id, input.limit + 1];
    const given = (value: unknown) => `$${values.push(value)}`;
    const conditions = [
      ...(input.username === undefined ? [] : [`v.officer_id = ${given(sought.officerId)}::uuid`]),
      ...(input.identityNumber === undefined ? [] : [`v.subject_id = ${given(sought.subjectId)}::uuid`]),
      ...(input.agencyCode === undefined ? [] : [`v.agency_code = ${given(input.agencyCode)}`]),
      ...(input.from === undefined
        ? []
        : [`v.shown_at >= ${given(input.from)}::date::timestamp at time zone 'Asia/Ho_Chi_Minh'`]),
      ...(input.to === undefined
        ? []
        : [`v.shown_at < (${given(input.to)}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh'`]),
    ];
    // Each agency is a lane of an index that is in order already, so a page costs no more with every trace that there is.
    const rows = await this.queries.read<ShownRow>(
      `select ${shownColumns} from (
         select f.* from unnest($1::text[]) as a (code) cross join lateral (
           select * from data_view v
            where v.agency_code = a.code and (v.shown_at, v.event_id) < ($2::timestamptz, $3::uuid) ${conditions.map((one) => `and ${one}`).join(' ')}
            order by v.shown_at desc, v.event_id desc limit $4) f
          order by f.shown_at desc, f.event_id desc limit $4) v
        order by v.shown_at desc, v.event_id desc`,
      values,
    );
    return dataViewsPage(rows, input.limit, part, this.sealer, () => true);
  }

  private async sought({ username, identityNumber }: SearchDataViewsInput): Promise<Sought> {
    const [row] = await this.queries.read<{ officer_id: string | null; subject_id: string | null }>(
      `select (select id from officer where username = $1) as officer_id,
              (select id from citizen where identity_number_index = $2) as subject_id`,
      [username ?? null, identityNumber === undefined ? null : citizenIndex(this.sealer, identityNumber)],
    );
    return { officerId: row?.officer_id ?? null, subjectId: row?.subject_id ?? null };
  }

  private async leaveTrace(caller: Caller, input: SearchDataViewsInput, sought: Sought): Promise<void> {
    const under = caller.positions.find(({ roles }) => roles.includes('oversee'));
    await this.commands.run(caller, this.clock.now(), (tx) => {
      const id = uuidv7();
      tx.record(
        event(
          'dataviews.searched',
          id,
          {
            inspectorId: caller.subjectId,
            agencyCode: under?.agencyCode ?? '',
            positionCode: under?.positionCode ?? '',
            officerId: sought.officerId ?? undefined,
            citizenId: sought.subjectId ?? undefined,
            ofAgencyCode: input.agencyCode,
            fromDay: input.from,
            toDay: input.to,
            searchedAt: tx.at,
          },
          under && { agencyCode: under.agencyCode, positionCode: under.positionCode },
        ),
      );
      return Promise.resolve({ id });
    });
  }
}
