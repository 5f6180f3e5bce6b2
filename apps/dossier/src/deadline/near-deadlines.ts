import type { Queries } from '@motcua/service-kit/database';
import type { Deadline } from './next-word.js';

/** A deadline that may be near, of a dossier whose clock runs. */
export interface NearDeadline extends Deadline {
  readonly id: string;
  readonly dossier_id: string;
  readonly pack_hash: string;
  readonly calendar_hash: string | null;
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly competent_agency_code: string;
}

const columns = `d.id as dossier_id, d.pack_hash, d.calendar_hash, d.procedure_code, d.procedure_version, d.competent_agency_code`;

/** Read along an index from the oldest on; those of whom nothing more will be said are not in it. */
const statements = {
  task: `select t.id, t.due_at as "dueAt", t.created_at as since, t.deadline_told as told, ${columns}
      from task t join dossier d on d.id = t.dossier_id
     where t.state = 'open' and t.kind <> 'deliver' and t.deadline_told = $1 and t.due_at <= $2 and (t.due_at, t.id) > ($3, $4)
       and d.state in ('submitted', 'inProcess') and d.paused_grounds = '{}'
     order by t.due_at, t.id limit $5`,
  dossier: `select d.id, d.due_at as "dueAt", d.accepted_at as since, d.deadline_told as told, ${columns}
      from dossier d
     where d.state = 'inProcess' and d.paused_grounds = '{}' and d.deadline_told = $1 and d.due_at <= $2 and (d.due_at, d.id) > ($3, $4)
     order by d.due_at, d.id limit $5`,
} as const;

const start = { dueAt: new Date(0), id: '00000000-0000-0000-0000-000000000000' };

/**
 * A walk through the deadlines that may be near, a page at a time and then from the start again. So a look costs the same however many
 * there are, and one about which nothing can be said yet keeps none behind it waiting.
 */
export class NearDeadlines {
  private last: { readonly dueAt: Date; readonly id: string } = start;

  constructor(
    private readonly of: keyof typeof statements,
    private readonly told: 0 | 1,
    private readonly pageSize: number,
  ) {}

  async nextPage(queries: Queries, until: Date): Promise<NearDeadline[]> {
    const page = await queries.read<NearDeadline>(statements[this.of], [
      this.told,
      until,
      this.last.dueAt,
      this.last.id,
      this.pageSize,
    ]);
    this.last = (page.length === this.pageSize && page.at(-1)) || start;
    return page;
  }
}
