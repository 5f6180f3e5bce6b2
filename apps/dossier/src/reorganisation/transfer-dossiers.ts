import { event, type Tx } from '@motcua/service-kit/database';
import type { Transfer } from '@motcua/pack';
import type { Sealed } from '@motcua/service-kit/sealed';
import type { DossierGround } from '../dossier-ground.js';
import { rulesOf } from '../rules/rules-of.js';
import type { Rules } from '../rules/rules.js';
import { referenceOf, type DossierNames } from '../turn/locked-dossier.js';
import { communesIn, decideSuccessor, type PlacedDossier } from './decide-successor.js';

export interface ReorganisationRow {
  readonly id: string;
  readonly code: string;
  readonly transfers: readonly Transfer[];
}

/** Whose dossiers are concerned: those that an agency takes in, decides or has an open step of. */
export interface AtAgencies {
  readonly competent_agency_code: string;
  readonly intake_agency_code: string;
  readonly task_agencies: readonly string[];
}

type Row = DossierNames &
  AtAgencies & {
    readonly state: string;
    readonly procedure_version: number;
    readonly pack_hash: string;
    readonly calendar_hash: string | null;
    readonly answers: Sealed;
    readonly choices: Readonly<Record<string, string>>;
    readonly listed: 'listed' | 'undecided';
  };

const columns = `d.id, d.code, d.tracking_number, d.procedure_code, d.procedure_version, d.pack_hash, d.calendar_hash, d.intake_agency_code,
  d.competent_agency_code, d.citizen_id, d.state, d.answers, r.choices, r.state as listed,
  array(select distinct t.agency_code from task t where t.dossier_id = d.id and t.state = 'open') as task_agencies`;

export const onTheWay = `d.state in ('submitted', 'inProcess', 'decided')`;

/**
 * Moves some dossiers of a reorganisation to their successors, each with the steps that are open. Code, clock and dates stay as they are. One
 * of which nothing says where it goes waits in a queue, and its address is asked for. What is locked at the moment is left to the next round.
 * @returns how many are not to be looked at again
 */
export async function transferDossiers(
  tx: Tx,
  ground: Pick<DossierGround, 'packs' | 'sealer'>,
  reorganisation: ReorganisationRow,
  dossierIds: readonly string[],
): Promise<number> {
  const rows = await tx.query<Row>(
    `select ${columns} from reorganisation_dossier r join dossier d on d.id = r.dossier_id
      where r.reorganisation_id = $1 and r.dossier_id = any ($2::uuid[]) and r.state in ('listed', 'undecided')
      order by d.id for update of d, r skip locked`,
    [reorganisation.id, dossierIds],
  );
  const inForce = await ground.packs.inForce(tx);
  for (const row of rows) await transferDossier(tx, ground, reorganisation, row, inForce.part);
  return rows.length;
}

async function transferDossier(
  tx: Tx,
  ground: Pick<DossierGround, 'packs' | 'sealer'>,
  reorganisation: ReorganisationRow,
  row: Row,
  inForce: Rules,
): Promise<void> {
  const { id, code } = reorganisation;
  const isOpen = row.state === 'submitted' || row.state === 'inProcess' || row.state === 'decided';
  const rules = await rulesOf(ground.packs, tx, row);
  const goes = isOpen
    ? whereTo(reorganisation, row, placeOf(ground, rules, row), inForce)
    : { to: new Map<string, Transfer>() };
  if ('undecided' in goes) {
    if (row.listed === 'undecided') return;
    await tx.query(
      `update reorganisation_dossier set state = 'undecided' where reorganisation_id = $1 and dossier_id = $2`,
      [id, row.id],
    );
    const asked = { reorganisationCode: code, agencyCodes: [...goes.undecided], askedAt: tx.at };
    tx.record(event('place.asked', row.id, { dossier: referenceOf(row), ...asked }));
    return;
  }
  if (goes.to.size === 0) {
    await tx.query(
      `update reorganisation_dossier set state = 'settled' where reorganisation_id = $1 and dossier_id = $2`,
      [id, row.id],
    );
    return;
  }
  const competent = goes.to.get(row.competent_agency_code)?.to ?? row.competent_agency_code;
  const intake = goes.to.get(row.intake_agency_code)?.to ?? row.intake_agency_code;
  await moveTasks(tx, row.id, id, [...goes.to.values()]);
  // A pack that does not know the successor is followed by the one in force, when both have the same days off; else counting anew does that.
  const followed = row.calendar_hash ?? row.pack_hash;
  const calendar = followed !== inForce.hash && rules.hasDaysOf(inForce) ? inForce.hash : row.calendar_hash;
  await tx.query(
    `with moved as (
       update reorganisation_dossier set state = 'moved', moved_at = $5, was_competent = $6, was_intake = $7
        where reorganisation_id = $8 and dossier_id = $1)
     update dossier set competent_agency_code = $2, intake_agency_code = $3, calendar_hash = $4, version = version + 1 where id = $1`,
    [row.id, competent, intake, calendar, tx.at, row.competent_agency_code, row.intake_agency_code, id],
  );
  tx.record(transferred(tx, reorganisation, row, { competent, intake, undone: false }));
}

/** The agencies of a dossier that hand over, each with its successor; or between whom nothing decides. */
function whereTo(
  { transfers }: ReorganisationRow,
  row: AtAgencies & Pick<Row, 'choices'>,
  place: PlacedDossier,
  inForce: Rules,
): { readonly to: ReadonlyMap<string, Transfer> } | { readonly undecided: ReadonlySet<string> } {
  const to = new Map<string, Transfer>();
  const undecided = new Set<string>();
  for (const agency of new Set([row.competent_agency_code, row.intake_agency_code, ...row.task_agencies])) {
    const chosen = transfers.find((transfer) => transfer.from === agency && transfer.to === row.choices[agency]);
    const succession = chosen
      ? { transfer: chosen }
      : decideSuccessor(transfers, agency, place, inForce.formerUnitOf(agency));
    if (succession && 'transfer' in succession) to.set(agency, succession.transfer);
    for (const candidate of succession && 'undecided' in succession ? succession.undecided : [])
      undecided.add(candidate.to);
  }
  return undecided.size > 0 ? { undecided } : { to };
}

export function placeOf(
  { sealer }: Pick<DossierGround, 'sealer'>,
  rules: Rules,
  row: Pick<Row, 'id' | 'procedure_code' | 'procedure_version' | 'answers'>,
): PlacedDossier {
  const { definition } = rules.getProcedure(row.procedure_code, row.procedure_version);
  const answers: unknown = JSON.parse(sealer.open(row.answers, `dossier.answers:${row.id}`));
  return { procedureCode: row.procedure_code, communes: communesIn(definition.form.schema, answers) };
}

/** Open steps go along. Who had one in hand keeps it where everybody went along; else it is open to all who may take it. */
async function moveTasks(
  tx: Tx,
  dossierId: string,
  reorganisationId: string,
  transfers: readonly Transfer[],
): Promise<void> {
  await tx.query(
    `with t as (
       select * from jsonb_to_recordset($2::jsonb) as t ("from" text, "to" text, extent text, officers jsonb, positions jsonb)),
     was as (
       select k.id, k.agency_code, k.candidates, k.claimed_by from task k
        where k.dossier_id = $1 and k.state = 'open' and k.agency_code in (select "from" from t)),
     kept as (
       update reorganisation_dossier set was_tasks = (
         select coalesce(jsonb_agg(jsonb_build_object('id', id, 'agency', agency_code, 'candidates', candidates, 'claimedBy', claimed_by)), '[]') from was)
        where reorganisation_id = $3 and dossier_id = $1)
     update task k set agency_code = t."to", version = k.version + 1,
            claimed_by = case when t.extent = 'whole' and t.officers is null then k.claimed_by end,
            candidates = array(
              select case when split_part(c, '/', 1) = t."from" then t."to" || '/' || coalesce(
                       (select p ->> 'to' from jsonb_array_elements(t.positions) p where p ->> 'from' = split_part(c, '/', 2)), split_part(c, '/', 2))
                     else c end
                from unnest(k.candidates) with ordinality as u (c, place) order by u.place)
       from t where k.dossier_id = $1 and k.state = 'open' and k.agency_code = t."from"`,
    [dossierId, JSON.stringify(transfers), reorganisationId],
  );
}

type BackRow = DossierNames & {
  readonly state: string;
  readonly listed: 'listed' | 'undecided' | 'moved';
  readonly was_competent: string | null;
  readonly was_intake: string | null;
};

/** Gives some dossiers back to the agencies that had them, with the steps that are still open. */
export async function returnDossiers(
  tx: Tx,
  reorganisation: ReorganisationRow,
  dossierIds: readonly string[],
): Promise<number> {
  const rows = await tx.query<BackRow>(
    `select d.id, d.code, d.tracking_number, d.procedure_code, d.intake_agency_code, d.competent_agency_code, d.citizen_id, d.state,
            r.state as listed, r.was_competent, r.was_intake
       from reorganisation_dossier r join dossier d on d.id = r.dossier_id
      where r.reorganisation_id = $1 and r.dossier_id = any ($2::uuid[]) and r.state <> 'settled' order by d.id for update of d, r skip locked`,
    [reorganisation.id, dossierIds],
  );
  for (const row of rows) {
    await tx.query(
      `update reorganisation_dossier set state = 'settled' where reorganisation_id = $1 and dossier_id = $2`,
      [reorganisation.id, row.id],
    );
    if (row.listed !== 'moved' || row.was_competent === null || row.was_intake === null) continue;
    await tx.query(
      `update task k set agency_code = w.agency, candidates = w.candidates, claimed_by = w."claimedBy", version = k.version + 1
         from reorganisation_dossier r, jsonb_to_recordset(r.was_tasks) as w (id uuid, agency text, candidates text[], "claimedBy" uuid)
        where r.reorganisation_id = $1 and r.dossier_id = $2 and k.id = w.id and k.state = 'open'`,
      [reorganisation.id, row.id],
    );
    const [competent, intake] = [row.was_competent, row.was_intake];
    await tx.query(
      'update dossier set competent_agency_code = $2, intake_agency_code = $3, version = version + 1 where id = $1',
      [row.id, competent, intake],
    );
    tx.record(transferred(tx, reorganisation, row, { competent, intake, undone: true }));
  }
  return rows.length;
}

function transferred(
  tx: Tx,
  { code }: ReorganisationRow,
  row: DossierNames & { readonly state: string },
  { competent, intake, undone }: { readonly competent: string; readonly intake: string; readonly undone: boolean },
) {
  return event('dossier.transferred', row.id, {
    dossier: referenceOf({ ...row, competent_agency_code: competent, intake_agency_code: intake }),
    fromAgencyCode: row.competent_agency_code,
    fromIntakeAgencyCode: row.intake_agency_code,
    reorganisationCode: code,
    transferredAt: tx.at,
    undone,
    inProcess: row.state === 'inProcess',
  });
}
