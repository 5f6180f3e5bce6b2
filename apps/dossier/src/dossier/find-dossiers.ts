import type { Caller } from '@motcua/service-kit/caller';
import type { DossierGround } from '../dossier-ground.js';
import { readTrackingNumber } from '../tracking/tracking-number.js';
import { cursorOf, dossierColumns, readCursor, summaryOf, type DossierRow } from './dossier-view.js';
import type { DossierList, DossiersQuery, MyDossiersQuery } from './dossier.schemas.js';
import { readableBy } from './row-scope.js';

/** What each view of the officers' list holds, at the moment `now()` of the reading. */
const conditionOf = {
  received: 'd.accepted_at is not null',
  open: `d.state = 'inProcess'`,
  onTime: `d.state = 'inProcess' and d.due_at >= now()`,
  overdue: `d.state = 'inProcess' and d.due_at < now()`,
  done: `d.state in ('decided', 'returned')`,
} as const satisfies Record<NonNullable<DossiersQuery['view']>, string>;

/** Lists of dossiers, newest first, a page at a time. */
export class FindDossiers {
  constructor(private readonly ground: DossierGround) {}

  /** A citizen's own. */
  async mine(caller: Caller, query: MyDossiersQuery): Promise<DossierList> {
    return this.page(query, 'd.citizen_id = $1 and ($2::text is null or d.state = $2)', [
      caller.subjectId,
      query.state ?? null,
    ]);
  }

  /** What an officer's agencies took in or decide. */
  async inScope(caller: Caller, query: DossiersQuery): Promise<DossierList> {
    const scope = readableBy(caller, 1);
    const q = query.q?.trim();
    return this.page(
      query,
      `${scope.condition}
       and ($3::text is null or d.competent_agency_code = $3) and ($4::text is null or d.procedure_code = $4)
       and ($5::text is null or d.code_key = $5 or d.tracking_number = $6)
       and ${query.view ? conditionOf[query.view] : 'true'}`,
      [
        ...scope.values,
        query.agency ?? null,
        query.procedure ?? null,
        q ? q.toUpperCase().replace(/[^0-9A-Z]/g, '') : null,
        q ? (readTrackingNumber(q) ?? '') : null,
      ],
    );
  }

  private async page(
    query: { limit: number; after?: string | undefined },
    condition: string,
    values: readonly unknown[],
  ): Promise<DossierList> {
    const after = readCursor(query.after);
    const p = (index: number) => `$${values.length + index}`;
    const rows = await this.ground.queries.read<DossierRow>(
      `select ${dossierColumns} from dossier d
        where ${condition} and (${p(1)}::timestamptz is null or (d.submitted_at, d.id) < (${p(1)}, ${p(2)}::uuid))
        order by d.submitted_at desc, d.id desc limit ${p(3)}`,
      [...values, after?.at ?? null, after?.id ?? null, query.limit + 1],
    );
    const shown = rows.slice(0, query.limit);
    const now = this.ground.clock.now();
    const items = await Promise.all(
      shown.map(async (row) => summaryOf(row, await this.ground.packs.get(this.ground.queries, row.pack_hash), now)),
    );
    const last = shown.at(-1);
    return { items, ...(last && rows.length > query.limit && { next: cursorOf(last.submitted_at, last.id) }) };
  }
}
