import type { Caller } from '@motcua/service-kit/caller';
import type { Queries } from '@motcua/service-kit/database';
import type { Packs } from '@motcua/service-kit/packs';
import type { Clock } from '@motcua/service-kit/service';
import { civilDateAt } from '@motcua/working-time';
import { nameOn, type ReportingPart } from '../pack-part.js';
import { soonByProcedure, soonJoin, standing } from './due-soon.js';
import { Figures, type Overview, type OverviewInput } from './overview.js';

/** Figures of one agency, of one procedure, or of all together. */
interface FiguresRow extends Figures {
  readonly agencyCode: string | null;
  readonly procedureCode: string | null;
}

type DailyRow = Overview['daily'][number];

/** The figures that are sums of a column of `daily_count`. */
const summed = {
  received: 'received',
  reopened: 'reopened',
  doneEarly: 'done_early',
  doneOnTime: 'done_on_time',
  doneOverdue: 'done_overdue',
  declined: 'declined',
  withdrawn: 'withdrawn',
  stopped: 'stopped',
  extended: 'extended',
  corrected: 'corrected',
  supplements: 'supplements',
  supplementsOverLimit: 'supplements_over_limit',
  consulted: 'consulted',
  opinions: 'opinions',
  silences: 'silences',
  ratings: 'ratings',
  satisfied: 'satisfied',
  ratingPoints: 'rating_points',
  ratingOf: 'rating_of',
  feeAssessedVnd: 'fee_assessed_vnd',
  feePaidVnd: 'fee_paid_vnd',
  feeRefundedVnd: 'fee_refunded_vnd',
} as const satisfies Partial<Record<keyof Figures, string>>;

const standings = Object.entries(standing('$4'));
const joined = [...Object.keys(summed), 'inProcess', ...standings.map(([name]) => name)];

const figuresOfAll = `
  with counted as (
    select agency_code, procedure_code, ${Object.entries(summed)
      .map(([name, column]) => `sum(${column}) as "${name}"`)
      .join(', ')}
      from daily_count
     where generation = (select live from projection_generation) and agency_code = any ($1::text[])
       and day between coalesce($2::date, '-infinity') and coalesce($3::date, 'infinity')
     group by agency_code, procedure_code),
  running as (
    select d.competent_agency_code as agency_code, d.procedure_code, count(*) as "inProcess",
           ${standings.map(([name, condition]) => `count(*) filter (where ${condition}) as "${name}"`).join(', ')}
      from dossier_report d ${soonJoin('$5')}
     where d.generation = (select live from projection_generation) and d.competent_agency_code = any ($1::text[])
       and d.accepted_at is not null and d.ended_at is null
     group by d.competent_agency_code, d.procedure_code),
  figures as (
    select agency_code, procedure_code, ${joined.map((name) => `coalesce(sum("${name}"), 0)::float8 as "${name}"`).join(', ')}
      from counted full join running using (agency_code, procedure_code)
     group by grouping sets ((), (agency_code), (procedure_code)))
  select agency_code as "agencyCode", procedure_code as "procedureCode", ${joined.map((name) => `"${name}"`).join(', ')},
         "doneEarly" + "doneOnTime" + "doneOverdue" as done
    from figures`;

const figuresByDay = `
  select to_char(today - ago, 'YYYY-MM-DD') as date, coalesce(sum(received), 0)::integer as received,
         coalesce(sum(done_early + done_on_time + done_overdue), 0)::integer as done
    from (select ($2::timestamptz at time zone 'Asia/Ho_Chi_Minh')::date as today) as moment
         cross join generate_series(0, 29) as ago
         left join daily_count on generation = (select live from projection_generation)
                              and agency_code = any ($1::text[]) and day = today - ago
   group by today, ago order by ago desc`;

/** What the agencies that a caller oversees have received, are at and have done. */
export class OverviewQuery {
  constructor(
    private readonly queries: Queries,
    private readonly packs: Packs<ReportingPart>,
    private readonly clock: Clock,
  ) {}

  /** @throws ProvinceNotReady (503) */
  async execute(caller: Caller, { agency, from, to }: OverviewInput): Promise<Overview> {
    const asOf = this.clock.now();
    const today = civilDateAt(asOf);
    const scope = agenciesOf(caller, agency);
    const { part } = await this.packs.inForce({ query: (text, values) => this.queries.read(text, values) });
    const [rows, daily] = await Promise.all([
      this.queries.read<FiguresRow>(figuresOfAll, [
        scope,
        from ?? null,
        to ?? null,
        asOf,
        soonByProcedure(part, asOf, today),
      ]),
      this.queries.read<DailyRow>(figuresByDay, [scope, asOf]),
    ]);
    return {
      asOf: asOf.toISOString(),
      ...(agency !== undefined && { agency: nameOn(part.agencies, agency, today) }),
      ...summarise(rows, part, today),
      daily,
    };
  }
}

/** The agencies that a question is about: of those that the caller oversees. */
export function agenciesOf(caller: Caller, agency: string | undefined): string[] {
  return caller.agencyCodes.filter((code) => agency === undefined || code === agency);
}

function summarise(rows: readonly FiguresRow[], part: ReportingPart, today: string) {
  const summary: Pick<Overview, 'totals' | 'byAgency' | 'byProcedure'> = {
    totals: noFigures,
    byAgency: [],
    byProcedure: [],
  };
  for (const { agencyCode, procedureCode, ...figures } of rows) {
    if (agencyCode !== null) summary.byAgency.push({ agency: nameOn(part.agencies, agencyCode, today), ...figures });
    else if (procedureCode !== null)
      summary.byProcedure.push({ procedure: nameOn(part.procedures, procedureCode, today), ...figures });
    else summary.totals = figures;
  }
  summary.byAgency.sort((a, b) => a.agency.name.vi.localeCompare(b.agency.name.vi, 'vi'));
  summary.byProcedure.sort((a, b) => a.procedure.name.vi.localeCompare(b.procedure.name.vi, 'vi'));
  return summary;
}

const noFigures = Figures.parse(Object.fromEntries(Object.keys(Figures.shape).map((name) => [name, 0])));
