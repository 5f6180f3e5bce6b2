import type { Caller } from '@motcua/service-kit/caller';
import type { Queries } from '@motcua/service-kit/database';
import type { Packs } from '@motcua/service-kit/packs';
import type { Clock } from '@motcua/service-kit/service';
import { nameOn, type ReportingPart } from '../pack-part.js';
import type { Figures, Overview, OverviewInput } from './overview.js';

/** Figures of one agency, of one procedure, or of all together. */
interface FiguresRow extends Figures {
  readonly agencyCode: string | null;
  readonly procedureCode: string | null;
}

type DailyRow = Overview['daily'][number];

const figuresOfAll = `
  with counted as (
    select agency_code, procedure_code, sum(received) as received,
           sum(done_early) as done_early, sum(done_on_time) as done_on_time, sum(done_overdue) as done_overdue
      from daily_count
     where generation = (select live from projection_generation) and agency_code = any ($1::text[])
       and day between coalesce($2::date, '-infinity') and coalesce($3::date, 'infinity')
     group by agency_code, procedure_code),
  running as (
    select competent_agency_code as agency_code, procedure_code, count(*) as in_process,
           count(*) filter (where due_at < $4::timestamptz) as overdue,
           count(*) filter (where due_at between $4::timestamptz and $5::timestamptz) as due_soon
      from dossier_report
     where generation = (select live from projection_generation) and competent_agency_code = any ($1::text[])
       and accepted_at is not null and decided_at is null
     group by competent_agency_code, procedure_code),
  figures as (
    select agency_code, procedure_code,
           coalesce(sum(received), 0)::integer as received, coalesce(sum(in_process), 0)::integer as in_process,
           coalesce(sum(overdue), 0)::integer as overdue, coalesce(sum(due_soon), 0)::integer as due_soon,
           coalesce(sum(done_early), 0)::integer as early, coalesce(sum(done_on_time), 0)::integer as on_time,
           coalesce(sum(done_overdue), 0)::integer as late
      from counted full join running using (agency_code, procedure_code)
     group by grouping sets ((), (agency_code), (procedure_code)))
  select agency_code as "agencyCode", procedure_code as "procedureCode", received, in_process as "inProcess",
         in_process - overdue as "inProcessOnTime", overdue as "inProcessOverdue", early + on_time + late as done,
         early as "doneEarly", on_time as "doneOnTime", late as "doneOverdue", due_soon as "dueSoon"
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
    private readonly options: { readonly dueSoonHours: number },
  ) {}

  /** @throws ProvinceNotReady (503) */
  async execute(caller: Caller, { agency, from, to }: OverviewInput): Promise<Overview> {
    const asOf = this.clock.now();
    const soonUntil = new Date(asOf.getTime() + this.options.dueSoonHours * 3_600_000);
    const scope = caller.agencyCodes.filter((code) => agency === undefined || code === agency);
    const [{ part }, rows, daily] = await Promise.all([
      this.packs.inForce({ query: (text, values) => this.queries.read(text, values) }),
      this.queries.read<FiguresRow>(figuresOfAll, [scope, from ?? null, to ?? null, asOf, soonUntil]),
      this.queries.read<DailyRow>(figuresByDay, [scope, asOf]),
    ]);
    const today = daily.at(-1)?.date ?? '';
    return {
      asOf: asOf.toISOString(),
      ...(agency !== undefined && { agency: nameOn(part.agencies, agency, today) }),
      ...summarise(rows, part, today),
      daily,
    };
  }
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

const noFigures: Figures = {
  received: 0,
  inProcess: 0,
  inProcessOnTime: 0,
  inProcessOverdue: 0,
  done: 0,
  doneEarly: 0,
  doneOnTime: 0,
  doneOverdue: 0,
  dueSoon: 0,
};
