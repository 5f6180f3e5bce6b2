import type { Caller } from '@motcua/service-kit/caller';
import { rulesOf } from '../rules/rules-of.js';
import type { DossierGround } from '../dossier-ground.js';
import { codeKeyOf, readTrackingNumber } from '../tracking/tracking-number.js';
import { cursorOf, dossierColumns, readCursor, summaryOf, type DossierRow } from './dossier-view.js';
import type { DossierList, DossiersQuery, DossierSummary, MyDossiersQuery } from './dossier.schemas.js';
import { readableBy } from './row-scope.js';

type View = NonNullable<DossiersQuery['view']>;

interface Shown {
  readonly states: readonly DossierSummary['state'][];
  readonly due?: 'later' | 'before';
}

/** What each view of the officers' list holds. */
const shownBy = {
  received: { states: ['inProcess', 'decided', 'returned'] },
  open: { states: ['inProcess'] },
  onTime: { states: ['inProcess'], due: 'later' },
  overdue: { states: ['inProcess'], due: 'before' },
  done: { states: ['decided', 'returned'] },
} as const satisfies Record<View, Shown>;

/** Lists of dossiers, newest first, a page at a time. */
export class FindDossiers {
  constructor(private readonly ground: DossierGround) {}

  /** A citizen's own; the parts of an interconnected one are found through it. */
  async mine(caller: Caller, query: MyDossiersQuery): Promise<DossierList> {
    return this.page(query, 'd.citizen_id = $1 and d.parent_id is null and ($2::text is null or d.state = $2)', [
      caller.subjectId,
      query.state ?? null,
    ]);
  }

  /** What an officer's agencies took in, decide or have a step of. */
  async inScope(caller: Caller, query: DossiersQuery): Promise<DossierList> {
    const scope = readableBy(caller, 1);
    const q = query.q?.trim();
    const shown: Shown | undefined = query.view && shownBy[query.view];
    const now = this.ground.clock.now();
    return this.page(
      query,
      `${scope.condition}
       and ($3::text is null or d.competent_agency_code = $3) and ($4::text is null or d.procedure_code = $4)
       and ($5::text is null or d.code_key = $5 or d.tracking_number = $6)
       and ($7::text[] is null or d.state = any ($7))
       and ($8::timestamptz is null or d.due_at >= $8) and ($9::timestamptz is null or d.due_at < $9)`,
      [
        ...scope.values,
        query.agency ?? null,
        query.procedure ?? null,
        q ? codeKeyOf(q) : null,
        q ? (readTrackingNumber(q) ?? '') : null,
        shown?.states ?? null,
        shown?.due === 'later' ? now : null,
        shown?.due === 'before' ? now : null,
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
      shown.map(async (row) => summaryOf(row, await rulesOf(this.ground.packs, this.ground.queries, row), now)),
    );
    const last = shown.at(-1);
    return { items, ...(last && rows.length > query.limit && { next: cursorOf(last.submitted_at, last.id) }) };
  }
}
