import { v7 as uuidv7 } from 'uuid';
import { Extent } from '@motcua/contracts/identity/v1/events';
import type { Transfer } from '@motcua/pack';
import { systemCaller } from '@motcua/service-kit/caller';
import { event, type Commands, type Queries, type RecordedEvent, type Tx } from '@motcua/service-kit/database';
import type { Logger } from '@motcua/service-kit/logs';
import type { Clock } from '@motcua/service-kit/service';
import { civilDayOf } from '../civil-day.js';
import { activationLock } from '../pack/activation-lock.js';

const lookAgainAfterMs = 1_000;

export const extents = {
  whole: Extent.EXTENT_WHOLE,
  part: Extent.EXTENT_PART,
  rest: Extent.EXTENT_REST,
} as const;

interface Plan {
  readonly code: string;
  readonly day: string;
  readonly transfers: readonly Transfer[];
}

/** Plans whose day has come and that have no effect yet. One that was undone waits for another day. */
const due = `
  select p.code, p.day::text, p.transfers from reorganisation_plan p
   where p.day <= $1::date
     and not exists (select from reorganisation r where r.code = p.code and (r.undone_at is null or r.day = p.day))
   order by p.day, p.code limit 1`;

/**
 * Gives effect to the reorganisations of the province on their days: officers change over in the same transaction in which the other services
 * are told. Whichever replica does it, and whenever it is started, each happens once and in the order of the days.
 */
export class Reorganise {
  constructor(
    private readonly commands: Commands,
    private readonly queries: Queries,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /** @returns in how many milliseconds to look again; 0 when another may be due */
  async execute(): Promise<number> {
    const now = this.clock.now();
    const [next] = await this.queries.read<Plan>(due, [civilDayOf(now)]);
    if (!next) return lookAgainAfterMs;
    const { code } = await this.commands.run(systemCaller('reorganisations'), now, async (tx) => {
      await tx.query('select pg_advisory_xact_lock($1)', [activationLock]);
      const [plan] = await tx.query<Plan>(due, [civilDayOf(now)]);
      if (plan) await giveEffect(tx, plan);
      return { code: plan?.code ?? '' };
    });
    if (code !== '') this.log.info({ event: 'agency.reorganised', reorganisation: code });
    return 0;
  }
}

async function giveEffect(tx: Tx, { code, day, transfers }: Plan): Promise<void> {
  const id = uuidv7();
  await tx.query('insert into reorganisation (id, code, day, transfers, reorganised_at) values ($1, $2, $3, $4, $5)', [
    id,
    code,
    day,
    JSON.stringify(transfers),
    tx.at,
  ]);
  const moved = await tx.query<MovedAssignment>(moveOfficers, [id, day, JSON.stringify(transfers)]);
  tx.record(
    event('agency.reorganised', id, {
      reorganisationId: id,
      code,
      day,
      reorganisedAt: tx.at,
      transfers: transfers.map(({ from, to, extent, units, procedures, officers, positions }) => ({
        from,
        to,
        extent: extents[extent],
        units: units ?? [],
        procedures: procedures ?? [],
        officers: officers ?? [],
        positions: positions ?? [],
      })),
    }),
    ...moved.flatMap((assignment) => toldOf(assignment, day)),
  );
}

interface MovedAssignment {
  readonly officer_id: string;
  readonly agency_code: string;
  readonly position_code: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly to_agency_code: string;
  readonly to_position_code: string;
}

/** All who hold a position at what goes as a whole, else those whose positions are named. What somebody holds at the successor already stays. */
const moveOfficers = `
  with moving as (
    select a.*, t."to" as to_agency_code,
           coalesce((select p ->> 'to' from jsonb_array_elements(t.positions) p where p ->> 'from' = a.position_code), a.position_code) as to_position_code
      from jsonb_to_recordset($3::jsonb) as t ("from" text, "to" text, extent text, officers jsonb, positions jsonb)
      join assignment a on a.agency_code = t."from"
     where a.valid_from < $2::date and (a.valid_to is null or a.valid_to > $2::date)
       and case when t.officers is null then t.extent = 'whole' else t.officers ? a.position_code end),
  ended as (
    update assignment a set valid_to = $2 from moving m
     where (a.officer_id, a.agency_code, a.position_code, a.valid_from) = (m.officer_id, m.agency_code, m.position_code, m.valid_from)),
  begun as (
    insert into assignment (officer_id, agency_code, position_code, valid_from, valid_to)
    select distinct on (officer_id, to_agency_code, to_position_code) officer_id, to_agency_code, to_position_code, $2::date, valid_to
      from moving order by officer_id, to_agency_code, to_position_code, valid_to desc nulls first
    on conflict do nothing returning officer_id, agency_code, position_code),
  kept as (
    insert into reorganised_assignment
    select $1, officer_id, agency_code, position_code, valid_from, valid_to, to_agency_code, to_position_code from moving)
  select officer_id, agency_code, position_code, valid_from::text, valid_to::text, to_agency_code, to_position_code from moving`;

/**
 * Takes a reorganisation back: the positions that went along are again where they were, and the other services are told.
 * The agencies themselves are those of the province that comes into force.
 */
export async function undoReorganisation(tx: Tx, id: string, code: string): Promise<void> {
  const back = await tx.query<MovedAssignment & { readonly day: string }>(
    `with undone as (update reorganisation set undone_at = $2 where id = $1 and undone_at is null returning id, day),
     moved as (select k.*, u.day from undone u join reorganised_assignment k on k.reorganisation_id = u.id),
     removed as (
       delete from assignment a using moved m
        where (a.officer_id, a.agency_code, a.position_code, a.valid_from) = (m.officer_id, m.to_agency_code, m.to_position_code, m.day)),
     restored as (
       update assignment a set valid_to = m.valid_to from moved m
        where (a.officer_id, a.agency_code, a.position_code, a.valid_from) = (m.officer_id, m.agency_code, m.position_code, m.valid_from))
     select officer_id, agency_code, position_code, valid_from::text, valid_to::text, to_agency_code, to_position_code, day::text from moved`,
    [id, tx.at],
  );
  tx.record(
    event('agency.reorganisation-undone', id, { reorganisationId: id, code, undoneAt: tx.at }),
    ...back.flatMap((assignment) => [
      assigned(assignment, assignment.valid_from, assignment.valid_to),
      assigned({ ...assignment, ...successorOf(assignment) }, assignment.day, assignment.day),
    ]),
  );
}

function toldOf(assignment: MovedAssignment, day: string): RecordedEvent[] {
  return [
    assigned(assignment, assignment.valid_from, day),
    assigned({ ...assignment, ...successorOf(assignment) }, day, assignment.valid_to),
  ];
}

function successorOf({ to_agency_code, to_position_code }: MovedAssignment) {
  return { agency_code: to_agency_code, position_code: to_position_code };
}

function assigned(
  { officer_id, agency_code, position_code }: Pick<MovedAssignment, 'officer_id' | 'agency_code' | 'position_code'>,
  validFrom: string,
  validTo: string | null,
): RecordedEvent {
  return event('officer.assigned', officer_id, {
    officerId: officer_id,
    agencyCode: agency_code,
    positionCode: position_code,
    validFrom,
    validTo: validTo ?? undefined,
  });
}
