import { z } from 'zod';
import type { Queries } from '@motcua/service-kit/database';
import { NotFound } from '@motcua/service-kit/errors';
import type { Clock } from '@motcua/service-kit/service';
import type { Sealer, Sealed } from '@motcua/service-kit/sealed';
import { openName } from '../account/open-name.js';
import { Text } from '../bilingual-text.js';
import { civilDayOf } from '../civil-day.js';

const Neighbour = z.object({
  code: z.string(),
  name: Text,
  from: z.iso.date().meta({ description: 'The first day of the successor' }),
  extent: z.enum(['whole', 'part', 'rest']),
});

export const AgencyHistory = z
  .object({
    code: z.string(),
    periods: z
      .array(
        z.object({
          name: Text,
          eid: z.string(),
          validFrom: z.iso.date(),
          validTo: z.iso.date().optional().meta({ description: 'The day after the last' }),
        }),
      )
      .meta({ description: 'Its names, the first one first' }),
    predecessors: z.array(Neighbour),
    successors: z.array(Neighbour),
    officers: z
      .array(
        z.object({
          displayName: z.string(),
          positionCode: z.string(),
          title: Text,
          validFrom: z.iso.date(),
          validTo: z.iso.date().optional(),
        }),
      )
      .meta({ description: 'Who holds which position today, or held it when the agency ended' }),
  })
  .meta({ id: 'AgencyHistory' });
export type AgencyHistory = z.infer<typeof AgencyHistory>;

interface Row {
  readonly history: Omit<AgencyHistory, 'officers'>;
  readonly officers: {
    id: string;
    fullName: Sealed;
    positionCode: string;
    title: Text;
    validFrom: string;
    validTo: string | null;
  }[];
}

/** An agency through time: its names, who had its work before and who has it after, and its officers by position. */
export class ShowAgencyHistory {
  constructor(
    private readonly queries: Queries,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound (404) */
  async execute(code: string): Promise<AgencyHistory> {
    const [row] = await this.queries.read<Row>(
      `with own as (select * from agency where code = $1),
            shown as (select least($2::date, (select coalesce(max(valid_to), 'infinity') from own
                                               where valid_from = (select max(valid_from) from own)) - 1) as day)
       select jsonb_strip_nulls(jsonb_build_object(
                'code', $1::text,
                'periods', (select jsonb_agg(jsonb_build_object('name', jsonb_build_object('vi', name_vi, 'en', name_en), 'eid', eid,
                                                                'validFrom', valid_from, 'validTo', valid_to) order by valid_from) from own),
                'predecessors', (select coalesce(jsonb_agg(distinct ${neighbour('s.code')}), '[]') from agency_successor s where s.successor_code = $1),
                'successors', (select coalesce(jsonb_agg(distinct ${neighbour('s.successor_code')}), '[]') from agency_successor s where s.code = $1))) as history,
              (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'fullName', o.full_name, 'positionCode', p.code,
                        'title', jsonb_build_object('vi', p.title_vi, 'en', p.title_en), 'validFrom', a.valid_from, 'validTo', a.valid_to)
                      order by p.title_vi, o.username), '[]')
                 from shown, assignment a join officer o on o.id = a.officer_id join position p on p.code = a.position_code
                where a.agency_code = $1 and daterange(a.valid_from, a.valid_to) @> shown.day and o.disabled_at is null) as officers
        where exists (select from own)`,
      [code, civilDayOf(this.clock.now())],
    );
    if (!row) throw new NotFound();
    return {
      ...row.history,
      officers: row.officers.map(({ id, fullName, validTo, ...rest }) => ({
        displayName: openName(this.sealer, { kind: 'officer', subject_id: id, full_name: fullName }),
        ...rest,
        ...(validTo !== null && { validTo }),
      })),
    };
  }
}

function neighbour(code: string): string {
  return `jsonb_build_object('code', ${code}, 'from', s.succeeds_from, 'extent', s.extent, 'name', coalesce(
    (select jsonb_build_object('vi', g.name_vi, 'en', g.name_en) from agency g where g.code = ${code} order by g.valid_from desc limit 1),
    jsonb_build_object('vi', ${code}, 'en', ${code})))`;
}
