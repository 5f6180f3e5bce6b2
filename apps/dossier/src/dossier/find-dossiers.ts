import type { Caller } from '@motcua/service-kit/caller';
import { rulesOf } from '../rules/rules-of.js';
import type { DossierGround } from '../dossier-ground.js';
import { cursorOf, dossierColumns, readCursor, summaryOf, type DossierRow } from './dossier-view.js';
import type { DossierList, DossiersQuery, MyDossiersQuery } from './dossier.schemas.js';
import { listedDossiers, orderOf } from './listed-dossiers.js';

/** Lists of dossiers, a page at a time. */
export class FindDossiers {
  constructor(private readonly ground: DossierGround) {}

  /** A citizen's own, newest first; the parts of an interconnected one are found through it. */
  async mine(caller: Caller, query: MyDossiersQuery): Promise<DossierList> {
    const after = readCursor(query.after);
    const rows = await this.ground.queries.read<DossierRow>(
      `select ${dossierColumns} from dossier d
        where d.citizen_id = $1 and d.parent_id is null and ($2::text is null or d.state = $2)
          and (d.submitted_at, d.id) < ($3::timestamptz, $4::uuid)
        order by d.submitted_at desc, d.id desc limit $5`,
      [
        caller.subjectId,
        query.state ?? null,
        after?.at ?? 'infinity',
        after?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
        query.limit + 1,
      ],
    );
    return this.page(rows, query.limit, 'submitted');
  }

  /**
   * What an officer's agencies took in, decide or have a step of: newest first, and in the views of what is in process what is due first.
   * @throws InputInvalid (422) for a cursor that no page gave
   */
  async inScope(caller: Caller, query: DossiersQuery): Promise<DossierList> {
    const { text, values } = listedDossiers(caller, query, this.ground.clock.now());
    const rows = await this.ground.queries.read<DossierRow>(text, values);
    return this.page(rows, query.limit, orderOf(query));
  }

  /** @param rows one more than the page shows, when there is another page */
  private async page(rows: readonly DossierRow[], limit: number, order: 'submitted' | 'due'): Promise<DossierList> {
    const shown = rows.slice(0, limit);
    const now = this.ground.clock.now();
    const items = await Promise.all(
      shown.map(async (row) => summaryOf(row, await rulesOf(this.ground.packs, this.ground.queries, row), now)),
    );
    const last = rows.length > limit ? shown.at(-1) : undefined;
    const at = order === 'due' ? last?.due_at : last?.submitted_at;
    return { items, ...(last && at && { next: cursorOf(at, last.id) }) };
  }
}
