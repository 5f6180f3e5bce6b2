import { z } from 'zod';
import type { Queries } from '@motcua/service-kit/database';
import type { Clock } from '@motcua/service-kit/service';
import { Text } from '../bilingual-text.js';
import { civilDayOf } from '../civil-day.js';

const AgencyKind = z.enum(['province', 'department', 'commune', 'counter', 'vertical']);

export const AgencyFilter = z.strictObject({
  kind: AgencyKind.optional(),
  /** Part of the name or code; marks and case do not matter. */
  q: z.string().trim().max(100).optional(),
  /** As of this civil day; today without. */
  day: z.iso.date().optional(),
});
export type AgencyFilter = z.infer<typeof AgencyFilter>;

export const Agency = z
  .object({
    code: z.string(),
    eid: z.string(),
    name: Text,
    kind: AgencyKind,
    parentCode: z.string().optional(),
    adminUnitCode: z.string().optional(),
    validFrom: z.iso.date(),
    validTo: z.iso.date().optional().meta({ description: 'The day after the last' }),
  })
  .meta({ id: 'Agency' });
export type Agency = z.infer<typeof Agency>;

export const AgencyList = z.object({ items: z.array(Agency) }).meta({ id: 'AgencyList' });
export type AgencyList = z.infer<typeof AgencyList>;

/** The agencies in force today, or on another day, by their Vietnamese names. */
export class FindAgencies {
  constructor(
    private readonly queries: Queries,
    private readonly clock: Clock,
  ) {}

  async execute({ kind, q, day }: AgencyFilter): Promise<AgencyList> {
    const rows = await this.queries.read<{ agency: Agency }>(
      `select jsonb_strip_nulls(jsonb_build_object(
                'code', code, 'eid', eid, 'name', jsonb_build_object('vi', name_vi, 'en', name_en), 'kind', kind,
                'parentCode', parent_code, 'adminUnitCode', admin_unit_code, 'validFrom', valid_from, 'validTo', valid_to)) as agency
         from agency
        where daterange(valid_from, valid_to) @> $1::date and ($2::text is null or kind = $2)
          and position(lower(unaccent($3)) in lower(unaccent(concat_ws(' ', name_vi, name_en, code)))) > 0
        order by name_vi collate "vi-x-icu", code`,
      [day ?? civilDayOf(this.clock.now()), kind ?? null, (q ?? '').normalize('NFC')],
    );
    return { items: rows.map(({ agency }) => agency) };
  }
}
