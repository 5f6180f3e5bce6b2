import type { Reorganisation } from '@motcua/pack';
import { NotFound } from '@motcua/service-kit/errors';
import type { Sealed } from '@motcua/service-kit/sealed';
import type { DossierGround } from '../dossier-ground.js';
import { rulesOf } from '../rules/rules-of.js';
import type { Rules } from '../rules/rules.js';
import { decideSuccessor } from './decide-successor.js';
import type { PreviewedDossiers, PreviewQuery, ReorganisationPreview } from './reorganisation.schemas.js';
import { onTheWay, placeOf, type AtAgencies } from './transfer-dossiers.js';

const nothing = '00000000-0000-0000-0000-000000000000';
const pageSize = 500;

type OpenRow = AtAgencies & {
  readonly id: string;
  readonly code: string | null;
  readonly tracking_number: string;
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly pack_hash: string;
  readonly calendar_hash: string | null;
  readonly answers: Sealed;
  readonly due_at: Date | null;
};

/** What a reorganisation moves: counted before its day, told after it. Nothing changes. */
export class PreviewReorganisation {
  constructor(private readonly ground: Pick<DossierGround, 'queries' | 'packs' | 'sealer' | 'clock'>) {}

  /** @throws NotFound (404) */
  async execute(code: string): Promise<ReorganisationPreview> {
    const { queries, clock } = this.ground;
    const { plan, rules } = await this.find(code);
    const [run] = await queries.read<{ state: ReorganisationPreview['state']; moved: number; undecided: number }>(
      `select case when o.undone_at is not null then case when o.finished_at is null then 'undoing' else 'undone' end
                   when exists (select from reorganisation_dossier r where r.reorganisation_id = o.id and r.state = 'listed') then 'moving' else 'moved' end as state,
              (select count(*)::integer from reorganisation_dossier r where r.reorganisation_id = o.id and r.state = 'moved') as moved,
              (select count(*)::integer from reorganisation_dossier r where r.reorganisation_id = o.id and r.state = 'undecided') as undecided
         from reorganisation o where o.code = $1 order by o.reorganised_at desc limit 1`,
      [code],
    );
    const counts = new Map(
      plan.transfers.map(({ from, to }) => [`${from} ${to}`, { from, to, openDossiers: 0, openSteps: 0 }]),
    );
    let undecided = 0;
    for await (const { goes, isUndecided } of this.open(plan, rules)) {
      if (isUndecided) undecided++;
      for (const { from, to, steps, has } of goes) {
        const count = counts.get(`${from} ${to}`);
        if (count && has) count.openDossiers++;
        if (count) count.openSteps += steps;
      }
    }
    const agencies = await queries.read<{
      code: string;
      registered: number;
      day: string | null;
      number: number | null;
    }>(
      `select a.code, (select count(*)::integer from dossier d where d.intake_agency_code = a.code and d.accepted_at is not null) as registered,
              c.day::text, c.last as number
         from unnest($1::text[]) with ordinality as a (code, place)
         left join lateral (select day, last from code_counter c where c.agency_code = a.code order by day desc limit 1) c on true
        order by a.place`,
      [[...new Set(plan.transfers.map(({ from }) => from))]],
    );
    return {
      code,
      state: run?.state ?? 'planned',
      transfers: [...counts.values()],
      undecided: run && run.state !== 'undone' ? run.undecided : undecided,
      moved: run?.moved ?? 0,
      agencies: agencies.map(({ code: agency, registered, day, number }) => ({
        agency: { code: agency, name: rules.agencyName(agency, clock.now()) },
        registered,
        ...(day !== null && number !== null && { lastNumber: { day, number } }),
      })),
    };
  }

  /** The dossiers one by one, by keyset. @throws NotFound (404) */
  async list(code: string, { limit, after, from }: PreviewQuery): Promise<PreviewedDossiers> {
    const { clock } = this.ground;
    const { plan, rules } = await this.find(code);
    const named = (agency: string) => ({ code: agency, name: rules.agencyName(agency, clock.now()) });
    const items: PreviewedDossiers['items'] = [];
    for await (const { row, goes, undecidedFrom, isUndecided } of this.open(plan, rules, after, from)) {
      const [first] = goes;
      const giver = isUndecided ? undecidedFrom : first?.from;
      if (giver === undefined) continue;
      items.push({
        dossierId: row.id,
        ...(row.code !== null && { code: row.code }),
        trackingNumber: row.tracking_number,
        from: named(giver),
        ...(!isUndecided && first && { to: named(first.to) }),
        ...(row.due_at && { dueAt: row.due_at.toISOString() }),
      });
      if (items.length > limit) break;
    }
    const shown = items.slice(0, limit);
    const last = shown.at(-1);
    return { items: shown, ...(last && items.length > limit && { next: last.dossierId }) };
  }

  private async find(code: string): Promise<{ plan: Reorganisation; rules: Rules }> {
    const { part: rules } = await this.ground.packs.inForce(this.ground.queries);
    const plan = rules.findReorganisation(code);
    if (!plan) throw new NotFound();
    return { plan, rules };
  }

  /** What is on its way at the agencies that hand over, and where it goes. Only where an agency is split is a declaration opened. */
  private async *open(plan: Reorganisation, inForce: Rules, after = nothing, from?: string) {
    const { queries, packs } = this.ground;
    const givers = from === undefined ? [...new Set(plan.transfers.map((transfer) => transfer.from))] : [from];
    let last = after;
    for (;;) {
      const rows = await queries.read<OpenRow & { steps: Record<string, number> }>(
        `select d.id, d.code, d.tracking_number, d.procedure_code, d.procedure_version, d.pack_hash, d.calendar_hash, d.answers, d.due_at,
                d.competent_agency_code, d.intake_agency_code, s.agencies as task_agencies, s.steps
           from dossier d cross join lateral (
             select coalesce(array_agg(t.agency_code), '{}') as agencies, coalesce(jsonb_object_agg(t.agency_code, t.steps), '{}') as steps
               from (select t.agency_code, count(*)::integer as steps from task t where t.dossier_id = d.id and t.state = 'open' group by 1) t) s
          where ${onTheWay} and d.id > $2
            and (d.competent_agency_code = any ($1) or d.intake_agency_code = any ($1) or s.agencies && $1::text[])
          order by d.id limit $3`,
        [givers, last, pageSize],
      );
      for (const row of rows) {
        const isSplit = plan.transfers.some(
          (transfer) =>
            transfer.extent !== 'whole' &&
            [row.competent_agency_code, row.intake_agency_code, ...row.task_agencies].includes(transfer.from),
        );
        const place = isSplit
          ? placeOf(this.ground, await rulesOf(packs, queries, row), row)
          : { procedureCode: row.procedure_code, communes: [] };
        const agencies = [...new Set([row.competent_agency_code, row.intake_agency_code, ...row.task_agencies])];
        const found = agencies
          .filter((agency) => givers.includes(agency))
          .map((agency) => ({
            agency,
            succession: decideSuccessor(plan.transfers, agency, place, inForce.formerUnitOf(agency)),
          }));
        yield {
          row,
          goes: found.flatMap(({ agency, succession }) =>
            succession && 'transfer' in succession
              ? [
                  {
                    from: agency,
                    to: succession.transfer.to,
                    steps: row.steps[agency] ?? 0,
                    has: agency === row.competent_agency_code || agency === row.intake_agency_code,
                  },
                ]
              : [],
          ),
          undecidedFrom: found.find(({ succession }) => succession && 'undecided' in succession)?.agency,
          isUndecided: found.some(({ succession }) => succession && 'undecided' in succession),
        };
      }
      const end = rows.at(-1);
      if (!end || rows.length < pageSize) return;
      last = end.id;
    }
  }
}
