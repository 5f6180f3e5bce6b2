import type { Transfer } from '@motcua/pack';
import type { Caller } from '@motcua/service-kit/caller';
import type { DossierGround } from '../dossier-ground.js';
import { seesCandidate } from './place-dossier.js';
import type { WaitingForPlace, WaitingQuery } from './reorganisation.schemas.js';
import type { AtAgencies } from './transfer-dossiers.js';

type WaitingRow = AtAgencies & {
  readonly id: string;
  readonly code: string | null;
  readonly tracking_number: string;
  readonly procedure_code: string;
  readonly version: number;
  readonly procedure_version: number;
  readonly pack_hash: string;
  readonly due_at: Date | null;
  readonly transfers: readonly Transfer[];
};

/** The queue of dossiers whose agency was split and that do not say to which successor they belong, for those who may ask for the address. */
export class FindWaiting {
  constructor(private readonly ground: Pick<DossierGround, 'queries' | 'packs' | 'clock'>) {}

  async execute(caller: Caller, { limit, after }: WaitingQuery): Promise<WaitingForPlace> {
    const { queries, packs, clock } = this.ground;
    const rows = await queries.read<WaitingRow>(
      `select d.id, d.version, d.code, d.tracking_number, d.procedure_code, d.procedure_version, d.pack_hash, d.due_at, d.competent_agency_code, d.intake_agency_code,
              array(select distinct t.agency_code from task t where t.dossier_id = d.id and t.state = 'open') as task_agencies, o.transfers
         from reorganisation_dossier r join reorganisation o on o.id = r.reorganisation_id join dossier d on d.id = r.dossier_id
        where r.state = 'undecided' and o.undone_at is null and d.id > $2 and ${seesCandidate('$1')} order by d.id limit $3`,
      [caller.agencyCodes, after ?? '00000000-0000-0000-0000-000000000000', limit + 1],
    );
    const { part: inForce } = await packs.inForce(queries);
    const named = (code: string) => ({ code, name: inForce.agencyName(code, clock.now()) });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const items = await Promise.all(
      shown.map(async (row) => {
        const rules = await packs.get(queries, row.pack_hash);
        const agencies = [row.competent_agency_code, row.intake_agency_code, ...row.task_agencies];
        const split = row.transfers.filter(({ from, extent }) => extent !== 'whole' && agencies.includes(from));
        const candidates = [...new Set(split.map(({ to }) => to))];
        return {
          dossierId: row.id,
          version: row.version,
          ...(row.code !== null && { code: row.code }),
          trackingNumber: row.tracking_number,
          procedureName: rules.getProcedure(row.procedure_code, row.procedure_version).definition.name,
          agency: named(split[0]?.from ?? row.competent_agency_code),
          candidates: candidates.map(named),
          ...(row.due_at && { dueAt: row.due_at.toISOString() }),
        };
      }),
    );
    return { items, ...(last && rows.length > limit && { next: last.id }) };
  }
}
