import type { FindFirstActResponse } from '@motcua/contracts/dossier/v1/dossier';
import type { DossierGround } from '../dossier-ground.js';

/**
 * Finds what was first done under the agencies of a reorganisation: something that an officer or a citizen did to a dossier after it had gone
 * over, or a dossier that was handed in to an agency which began with it.
 */
export class FindFirstAct {
  constructor(private readonly ground: Pick<DossierGround, 'queries' | 'packs'>) {}

  async execute(reorganisationId: string): Promise<FindFirstActResponse> {
    const { queries, packs } = this.ground;
    const [run] = await queries.read<{ day: string; reorganised_at: Date; transfers: { to: string }[] }>(
      'select day::text, reorganised_at, transfers from reorganisation where id = $1 and undone_at is null',
      [reorganisationId],
    );
    if (!run) return {};
    const { part: rules } = await packs.inForce(queries);
    const begun = [...new Set(run.transfers.map(({ to }) => to))].filter((code) => rules.beganOn(code, run.day));
    const [act] = await queries.read<{ type: string; dossier: string; agency_code: string }>(
      `select l.type, coalesce(d.code, d.tracking_number) as dossier, coalesce(l.agency_code, d.competent_agency_code) as agency_code
         from (
           select l.aggregate_id, l.type, l.agency_code, l.occurred_at from reorganisation_dossier r join event_log l on l.aggregate_id = r.dossier_id
            where r.reorganisation_id = $1 and r.state = 'moved' and l.occurred_at >= r.moved_at and l.actor_kind <> 'system'
              and l.type not in ('dossier.transferred', 'place.asked')
           union all
           select l.aggregate_id, l.type, l.agency_code, l.occurred_at from dossier_agency a join event_log l on l.aggregate_id = a.dossier_id
            where a.agency_code = any ($2) and a.list in ('open', 'done', 'other') and a.submitted_at >= $3 and l.sequence = 1) l
         join dossier d on d.id = l.aggregate_id
        order by l.occurred_at limit 1`,
      [reorganisationId, begun, run.reorganised_at],
    );
    return act ? { act: { type: act.type, dossier: act.dossier, agencyCode: act.agency_code } } : {};
  }
}
