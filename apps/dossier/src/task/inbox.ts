import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound } from '@motcua/service-kit/errors';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { Sealed } from '@motcua/service-kit/sealed';
import { cursorOf, dossierColumns, readCursor, type DossierRow } from '../dossier/dossier-view.js';
import type { InboxQuery, TaskCounts, TaskList, TaskView } from '../dossier/dossier.schemas.js';
import { rulesOf } from '../rules/rules-of.js';
import type { DossierGround } from '../dossier-ground.js';
import { namesOf } from '../dossier/people.js';
import { heldPositions, ledAgencies } from './locked-task.js';
import { taskColumns, taskView, type TaskRow } from './task-view.js';

type InboxRow = TaskRow & DossierRow & { readonly submitter: Sealed };

/** Written out, so that the indexes over open tasks serve. */
const inState = {
  open: `t.state = 'open'`,
  completed: `t.state = 'completed'`,
  cancelled: `t.state = 'cancelled'`,
} as const satisfies Record<InboxQuery['state'], string>;

/** What waits for an officer, most urgent first. It reads the very rows that commands write, so it is never behind. */
export class Inbox {
  constructor(
    private readonly ground: DossierGround,
    private readonly identity: ServiceClient<typeof IdentityServiceService>,
  ) {}

  /** @throws InputInvalid (422) for a cursor that no page gave */
  async list(caller: Caller, query: InboxQuery): Promise<TaskList> {
    const after = readCursor(query.after);
    const rows = await this.ground.queries.read<InboxRow>(
      `select ${taskColumns}, ${dossierColumns}, d.submitter from task t join dossier d on d.id = t.dossier_id
        where ${inState[query.state]} and t.candidates && $1::text[] and ${query.queue === 'mine' ? 't.claimed_by = $2' : '(t.claimed_by is null or t.claimed_by <> $2)'}
          and ($3::text is null or d.procedure_code = $3)
          and ($4::timestamptz is null or (t.due_at, t.id) > ($4, $5::uuid))
        order by t.due_at, t.id limit $6`,
      [
        heldPositions(caller),
        caller.subjectId,
        query.procedure ?? null,
        after?.at ?? null,
        after?.id ?? null,
        query.limit + 1,
      ],
    );
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    return {
      items: await this.views(caller, shown),
      ...(last && rows.length > query.limit && { next: cursorOf(last.task_due_at, last.task_id) }),
    };
  }

  async counts(caller: Caller): Promise<TaskCounts> {
    const [row] = await this.ground.queries.read<TaskCounts>(
      `select count(*) filter (where t.claimed_by = $2)::integer as mine,
              count(*) filter (where t.claimed_by is distinct from $2)::integer as group,
              count(*) filter (where d.state = 'inProcess' and d.due_at < $3)::integer as overdue
         from task t join dossier d on d.id = t.dossier_id where t.state = 'open' and t.candidates && $1::text[]`,
      [heldPositions(caller), caller.subjectId, this.ground.clock.now()],
    );
    return row ?? { mine: 0, group: 0, overdue: 0 };
  }

  /** @throws NotFound (404) for unknown ones and those of others alike */
  async get(caller: Caller, taskId: string): Promise<TaskView> {
    const rows = await this.ground.queries.read<InboxRow>(
      `select ${taskColumns}, ${dossierColumns}, d.submitter from task t join dossier d on d.id = t.dossier_id where t.id = $1 and (t.candidates && $2::text[] or t.agency_code = any ($3::text[]))`,
      [taskId, heldPositions(caller), ledAgencies(caller)],
    );
    const [view] = await this.views(caller, rows);
    if (!view) throw new NotFound();
    return view;
  }

  private async views(caller: Caller, rows: readonly InboxRow[]): Promise<TaskView[]> {
    const names = await namesOf(
      this.identity,
      rows.map((row) => row.claimed_by),
    );
    const now = this.ground.clock.now();
    return Promise.all(
      rows.map(async (row) => {
        const rules = await rulesOf(this.ground.packs, this.ground.queries, row);
        const { fullName } = JSON.parse(this.ground.sealer.open(row.submitter, `dossier.submitter:${row.id}`)) as {
          fullName: string;
        };
        return taskView(row, row, fullName, rules, caller, names, now);
      }),
    );
  }
}
