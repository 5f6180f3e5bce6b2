import { z } from 'zod';
import type { Queries } from '@motcua/service-kit/database';
import { Text } from '../bilingual-text.js';

const ReorganisationTransfer = z.object({
  from: z.string(),
  fromName: Text,
  to: z.string(),
  toName: Text,
  extent: z.enum(['whole', 'part', 'rest']),
  units: z.array(z.string()).meta({ description: 'Communes whose dossiers a part takes over' }),
  procedures: z.array(z.string()),
  officers: z.int().meta({ description: 'How many positions go along, or went' }),
});

export const ReorganisationView = z
  .object({
    code: z.string(),
    name: Text,
    day: z.iso.date(),
    legalBasis: z.string(),
    state: z.enum(['planned', 'inEffect', 'undone']),
    reorganisedAt: z.iso.datetime({ offset: true }).optional(),
    undoneAt: z.iso.datetime({ offset: true }).optional(),
    transfers: z.array(ReorganisationTransfer),
  })
  .meta({ id: 'Reorganisation' });

export const ReorganisationList = z.object({ items: z.array(ReorganisationView) }).meta({ id: 'ReorganisationList' });
export type ReorganisationList = z.infer<typeof ReorganisationList>;

/** The reorganisations of the province, the next ones first, with the officers who go along. */
export class ListReorganisations {
  constructor(private readonly queries: Queries) {}

  async execute(): Promise<ReorganisationList> {
    const rows = await this.queries.read<{ item: ReorganisationList['items'][number] }>(
      `select jsonb_strip_nulls(jsonb_build_object(
                'code', p.code, 'name', jsonb_build_object('vi', p.name_vi, 'en', p.name_en), 'day', p.day, 'legalBasis', p.legal_basis,
                'state', case when r.id is null then 'planned' when r.undone_at is null then 'inEffect' when p.day > r.day then 'planned' else 'undone' end,
                'reorganisedAt', r.reorganised_at, 'undoneAt', r.undone_at,
                'transfers', (
                  select jsonb_agg(jsonb_build_object(
                           'from', t."from", 'fromName', ${nameOf('t."from"', 'g.valid_from < p.day')},
                           'to', t."to", 'toName', ${nameOf('t."to"', 'g.valid_from <= p.day')},
                           'extent', t.extent, 'units', coalesce(t.units, '[]'), 'procedures', coalesce(t.procedures, '[]'),
                           'officers', case when r.id is not null and r.undone_at is null
                             then (select count(*) from reorganised_assignment k where k.reorganisation_id = r.id
                                    and k.agency_code = t."from" and k.to_agency_code = t."to")
                             else (select count(*) from assignment a where a.agency_code = t."from" and a.valid_from < p.day
                                    and (a.valid_to is null or a.valid_to > p.day)
                                    and case when t.officers is null then t.extent = 'whole' else t.officers ? a.position_code end) end)
                         order by t.place)
                    from rows from (jsonb_to_recordset(p.transfers) as ("from" text, "to" text, extent text, units jsonb, procedures jsonb, officers jsonb))
                      with ordinality as t ("from", "to", extent, units, procedures, officers, place)))) as item
         from reorganisation_plan p
         left join lateral (select * from reorganisation r where r.code = p.code order by r.reorganised_at desc limit 1) r on true
        order by p.day desc, p.code`,
    );
    return { items: rows.map(({ item }) => item) };
  }
}

function nameOf(code: string, isOn: string): string {
  return `coalesce((select jsonb_build_object('vi', g.name_vi, 'en', g.name_en) from agency g where g.code = ${code}
                     order by (${isOn}) desc, g.valid_from desc limit 1), jsonb_build_object('vi', ${code}, 'en', ${code}))`;
}
