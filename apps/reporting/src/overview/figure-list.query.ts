import type { Caller } from '@motcua/service-kit/caller';
import type { Queries } from '@motcua/service-kit/database';
import type { Packs } from '@motcua/service-kit/packs';
import type { Clock } from '@motcua/service-kit/service';
import { civilDateAt } from '@motcua/working-time';
import { nameOn, type ReportingPart } from '../pack-part.js';
import type { ReportedType } from '../projection/said.js';
import { soonByProcedure, soonJoin, standing } from './due-soon.js';
import { agenciesOf } from './overview.query.js';
import type { CountedDossier, CountedFigure, FigureInput, FigureList } from './overview.js';

type Standing = 'inProcess' | keyof ReturnType<typeof standing>;

/** The events that a figure counts, with the SQL condition on what an event `e` says. */
const counted: Readonly<Record<Exclude<CountedFigure, Standing>, readonly [readonly ReportedType[], string?]>> = {
  received: [['dossier.accepted']],
  reopened: [['dossier.reopened', 'dossier.reinstated'], `e.said ? 'code'`],
  done: [['dossier.decided', 'dossier.withdrawn', 'dossier.stopped'], `e.said ? 'timeliness'`],
  doneEarly: doneAs('early'),
  doneOnTime: doneAs('onTime'),
  doneOverdue: doneAs('overdue'),
  declined: [['dossier.rejected', 'dossier.decided'], `coalesce(e.said ->> 'decision', 'refused') = 'refused'`],
  withdrawn: [['dossier.withdrawn']],
  stopped: [['dossier.stopped']],
  extended: [['dossier.extended']],
  corrected: [['result.corrected']],
  supplements: [['supplement.requested']],
  supplementsOverLimit: [['supplement.requested'], `(e.said ->> 'overLimit')::boolean`],
  consulted: [['consultation.asked']],
  opinions: [['consultation.answered']],
  silences: [['consultation.lapsed']],
  ratings: [['dossier.rated']],
  satisfied: [['dossier.rated'], `(e.said ->> 'satisfied')::boolean`],
};

function doneAs(timeliness: string): readonly [readonly ReportedType[], string] {
  return [['dossier.decided', 'dossier.withdrawn', 'dossier.stopped'], `e.said ->> 'timeliness' = '${timeliness}'`];
}

interface CountedRow {
  readonly at: Date;
  readonly sequence: number;
  /** Where it stands in the list. */
  readonly place: Date;
  readonly dossier_id: string;
  readonly code: string | null;
  readonly tracking_number: string | null;
  readonly procedure_code: string;
  readonly competent_agency_code: string;
  readonly due_at: Date | null;
  readonly original_due_at: Date | null;
  readonly paused_at: Date | null;
  readonly ended_at: Date | null;
  readonly ended_as: CountedDossier['endedAs'] | null;
  readonly timeliness: CountedDossier['timeliness'] | null;
}

const columns = `d.dossier_id, d.code, d.tracking_number, d.procedure_code, d.competent_agency_code, d.due_at, d.original_due_at, d.paused_at,
  d.ended_at, d.ended_as, d.timeliness`;
const live = '(select live from projection_generation)';

/** What happened, newest first. */
function happened([, condition = 'true']: readonly [readonly ReportedType[], string?]): string {
  return `
    select e.at, e.sequence, e.at as place, ${columns}
      from dossier_event e join dossier_report d on d.generation = e.generation and d.dossier_id = e.dossier_id
     where e.generation = ${live} and e.counted_at = any ($1::text[]) and e.type = any ($2::text[]) and ${condition}
       and e.at >= coalesce($3::date::timestamp at time zone 'Asia/Ho_Chi_Minh', '-infinity')
       and e.at < coalesce(($4::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh', 'infinity')
       and ($5::text is null or e.procedure_code = $5)
       and (e.at, e.dossier_id, e.sequence) < (coalesce($6::timestamptz, 'infinity'), coalesce($7::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'), coalesce($8::integer, 0))
     order by e.at desc, e.dossier_id desc, e.sequence desc limit $9`;
}

/** What is in process, due first. */
function standsAs(condition: string): string {
  return `
    select d.accepted_at as at, 0 as sequence, d.due_at as place, ${columns}
      from dossier_report d ${soonJoin('$3')}
     where d.generation = ${live} and d.competent_agency_code = any ($1::text[]) and d.accepted_at is not null and d.ended_at is null
       and ${condition} and $2::timestamptz is not null and ($4::text is null or d.procedure_code = $4)
       and (d.due_at, d.dossier_id) > (coalesce($5::timestamptz, '-infinity'), coalesce($6::uuid, '00000000-0000-0000-0000-000000000000'))
     order by d.due_at, d.dossier_id limit $7`;
}

const stands: Readonly<Record<Standing, string>> = { inProcess: 'true', ...standing('$2') };

/** The dossiers that a figure of the overview counts: as many as it says. */
export class FigureListQuery {
  constructor(
    private readonly queries: Queries,
    private readonly packs: Packs<ReportingPart>,
    private readonly clock: Clock,
  ) {}

  /** @throws ProvinceNotReady (503) */
  async execute(caller: Caller, input: FigureInput): Promise<FigureList> {
    const now = this.clock.now();
    const today = civilDateAt(now);
    const { part } = await this.packs.inForce({ query: (text, values) => this.queries.read(text, values) });
    const rows = await this.read(agenciesOf(caller, input.agency), input, soonByProcedure(part, now, today), now);
    const shown = rows.slice(0, input.limit);
    const last = rows.length > input.limit ? shown.at(-1) : undefined;
    return {
      ...(input.agency !== undefined && { agency: nameOn(part.agencies, input.agency, today) }),
      ...(input.procedure !== undefined && { procedure: nameOn(part.procedures, input.procedure, today) }),
      items: shown.map((row) => toDossier(row, part, today)),
      ...(last && { next: `${last.place.toISOString()}_${last.dossier_id}_${last.sequence}` }),
    };
  }

  private read(
    scope: readonly string[],
    { figure, procedure, from, to, after, limit }: FigureInput,
    soon: string,
    now: Date,
  ): Promise<CountedRow[]> {
    const [at = null, dossierId = null, sequence = null] = after?.split('_') ?? [];
    if (isStanding(figure)) {
      const values = [scope, now, soon, procedure ?? null, at, dossierId, limit + 1];
      return this.queries.read<CountedRow>(standsAs(stands[figure]), values);
    }
    const values = [
      scope,
      counted[figure][0],
      from ?? null,
      to ?? null,
      procedure ?? null,
      at,
      dossierId,
      sequence,
      limit + 1,
    ];
    return this.queries.read<CountedRow>(happened(counted[figure]), values);
  }
}

function isStanding(figure: CountedFigure): figure is Standing {
  return Object.hasOwn(stands, figure);
}

function toDossier(row: CountedRow, part: ReportingPart, today: string): CountedDossier {
  const wasExtended = row.original_due_at && row.due_at && row.original_due_at < row.due_at;
  return {
    dossierId: row.dossier_id,
    ...(row.code !== null && { code: row.code }),
    ...(row.tracking_number !== null && { trackingNumber: row.tracking_number }),
    procedure: nameOn(part.procedures, row.procedure_code, today),
    agency: nameOn(part.agencies, row.competent_agency_code, today),
    at: row.at.toISOString(),
    ...(row.due_at && { dueAt: row.due_at.toISOString() }),
    ...(wasExtended && row.original_due_at && { originalDueAt: row.original_due_at.toISOString() }),
    ...(row.paused_at && { pausedAt: row.paused_at.toISOString() }),
    ...(row.ended_at && { endedAt: row.ended_at.toISOString() }),
    ...(row.ended_as && { endedAs: row.ended_as }),
    ...(row.timeliness && { timeliness: row.timeliness }),
  };
}
