import type { Caller } from '@motcua/service-kit/caller';
import { NotFound, VersionStale } from '@motcua/service-kit/errors';
import type { DossierGround } from '../dossier-ground.js';
import { rulesOf } from '../rules/rules-of.js';
import { decideSuccessor } from './decide-successor.js';
import { NoSuccessorOfDossier } from './reorganisation.problems.js';
import type { PlaceInput } from './reorganisation.schemas.js';
import { placeOf, transferDossiers, type ReorganisationRow } from './transfer-dossiers.js';

type WaitingRow = ReorganisationRow &
  Parameters<typeof placeOf>[2] & {
    readonly version: number;
    readonly pack_hash: string;
    readonly calendar_hash: string | null;
    readonly agencies: readonly string[];
    readonly choices: Readonly<Record<string, string>>;
  };

/** Says to which successor a dossier belongs whose agency was split, after its address was asked for; it goes over at once. */
export class PlaceDossier {
  constructor(private readonly ground: Pick<DossierGround, 'commands' | 'packs' | 'sealer' | 'clock'>) {}

  /**
   * @throws NotFound (404) it does not wait, or the caller has nothing to do with the agencies between which it waits
   * @throws VersionStale (412) it was changed since the caller saw it
   * @throws NoSuccessorOfDossier (422) that agency takes over nothing of it
   */
  execute(caller: Caller, dossierId: string, version: number, { agencyCode }: PlaceInput): Promise<{ moved: boolean }> {
    const { commands, packs, clock } = this.ground;
    return commands.run(caller, clock.now(), async (tx) => {
      const [row] = await tx.query<WaitingRow>(
        `select d.id as dossier_id, d.version, o.id, o.code, o.transfers, r.choices, d.procedure_code, d.procedure_version, d.answers, d.pack_hash, d.calendar_hash,
                array[d.competent_agency_code, d.intake_agency_code]
                  || array(select distinct t.agency_code from task t where t.dossier_id = d.id and t.state = 'open') as agencies
           from reorganisation_dossier r join reorganisation o on o.id = r.reorganisation_id join dossier d on d.id = r.dossier_id
          where r.dossier_id = $1 and r.state = 'undecided' and o.undone_at is null and ${seesCandidate('$2')}
          order by o.reorganised_at limit 1 for update of d, r`,
        [dossierId, caller.agencyCodes],
      );
      if (!row) throw new NotFound();
      if (row.version !== version) throw new VersionStale();
      const place = placeOf(this.ground, await rulesOf(packs, tx, row), { ...row, id: dossierId });
      const { part: inForce } = await packs.inForce(tx);
      const given = Object.fromEntries(
        [...new Set(row.agencies)].flatMap((agency) => {
          const succession = decideSuccessor(row.transfers, agency, place, inForce.formerUnitOf(agency));
          const isCandidate =
            succession && 'undecided' in succession && succession.undecided.some(({ to }) => to === agencyCode);
          return isCandidate ? [[agency, agencyCode]] : [];
        }),
      );
      if (Object.keys(given).length === 0) throw new NoSuccessorOfDossier({ agencyCode });
      await tx.query(
        'update reorganisation_dossier set choices = choices || $3 where reorganisation_id = $1 and dossier_id = $2',
        [row.id, dossierId, JSON.stringify(given)],
      );
      await transferDossiers(tx, this.ground, row, [dossierId]);
      const [now] = await tx.query<{ state: string }>(
        'select state from reorganisation_dossier where reorganisation_id = $1 and dossier_id = $2',
        [row.id, dossierId],
      );
      return { moved: now?.state === 'moved' };
    });
  }
}

/** Whether an officer belongs to an agency between which a dossier `d` of a reorganisation `o` waits, or oversees one. */
export function seesCandidate(agencyCodes: string): string {
  return `exists (select from jsonb_to_recordset(o.transfers) as t ("from" text, "to" text, extent text)
    where t.extent <> 'whole' and t."to" = any (${agencyCodes}::text[])
      and (t."from" in (d.competent_agency_code, d.intake_agency_code)
        or t."from" in (select k.agency_code from task k where k.dossier_id = d.id and k.state = 'open')))`;
}
