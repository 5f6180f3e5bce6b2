import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import type { Caller } from '@motcua/service-kit/caller';
import { InputInvalid, NotFound } from '@motcua/service-kit/errors';
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

/** What an officer has in charge. Positions that they no longer hold give them nothing. */
const ofMine = {
  open: `t.state = 'open' and t.candidates && $1::text[] and t.claimed_by = $2`,
  completed: `t.state = 'completed' and t.candidates && $1::text[] and t.claimed_by = $2`,
  cancelled: `t.state = 'cancelled' and t.candidates && $1::text[] and t.claimed_by = $2`,
} as const satisfies Record<InboxQuery['state'], string>;

/** Of each queue so many are counted at most: a number that nobody counts up to is not worth reading every task for. */
const mostCounted = 100;

/** What waits for an officer, most urgent first. It reads the very rows that commands write, so it is never behind. */
export class Inbox {
  constructor(
    private readonly ground: DossierGround,
    private readonly identity: ServiceClient<typeof IdentityServiceService>,
  ) {}

  /** @throws InputInvalid (422) for a cursor that no page gave, and for tasks of the group that are not open */
  async list(caller: Caller, query: InboxQuery): Promise<TaskList> {
    const after = readCursor(query.after);
    const values: unknown[] = [
      heldPositions(caller),
      caller.subjectId,
      after?.at ?? '-infinity',
      after?.id ?? '00000000-0000-0000-0000-000000000000',
      query.limit + 1,
    ];
    if (query.procedure !== undefined) values.push(query.procedure);
    const rows = await this.ground.queries.read<InboxRow>(query.queue === 'mine' ? mine(query) : group(query), values);
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    return {
      items: await this.views(caller, shown),
      ...(last && rows.length > query.limit && { next: cursorOf(last.task_due_at, last.task_id) }),
    };
  }

  async counts(caller: Caller): Promise<TaskCounts> {
    const [row] = await this.ground.queries.read<TaskCounts>(
      `select (select count(*)::integer from (
                 select from task t where t.state = 'open' and t.claimed_by = $2 and t.candidates && $1::text[] limit $4) c) as mine,
              (select count(distinct c.task_id)::integer from unnest($1::text[]) as h (position) cross join lateral (
                 select c.task_id from task_candidate c
                  where c.candidate = h.position and c.claimed_by is distinct from $2 order by c.due_at, c.task_id limit $4) c) as group,
              (select count(distinct c.task_id)::integer from unnest($1::text[]) as h (position) cross join lateral (
                 select c.task_id from task_candidate c
                  where c.candidate = h.position and c.dossier_due_at < $3 order by c.dossier_due_at limit $4) c) as overdue`,
      [heldPositions(caller), caller.subjectId, this.ground.clock.now(), mostCounted],
    );
    const { mine: own, group: others, overdue } = row ?? { mine: 0, group: 0, overdue: 0 };
    return { mine: own, group: Math.min(others, mostCounted), overdue: Math.min(overdue, mostCounted) };
  }

  /** @throws NotFound (404) for unknown ones and those of others alike */
  async get(caller: Caller, taskId: string): Promise<TaskView> {
    const rows = await this.ground.queries.read<InboxRow>(
      `select ${shownColumns('$4')} from task t join dossier d on d.id = t.dossier_id where t.id = $1 and (t.candidates && $2::text[] or t.agency_code = any ($3::text[]))`,
      [taskId, heldPositions(caller), ledAgencies(caller), caller.subjectId],
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

const shownColumns = (subject: string) => `${taskColumns(subject)}, ${dossierColumns}, d.submitter`;

/** The page is cut before anything is looked up for it: a plan made for any officer would else join everything that one has in charge. */
function mine({ state, procedure }: InboxQuery): string {
  return `with found as materialized (
       select t.due_at, t.id from task t ${procedure === undefined ? '' : 'join dossier d on d.id = t.dossier_id and d.procedure_code = $6'}
        where ${ofMine[state]} and (t.due_at, t.id) > ($3::timestamptz, $4::uuid)
        order by t.due_at, t.id limit $5)
     select ${shownColumns('$2')} from found f join task t on t.id = f.id join dossier d on d.id = t.dossier_id order by f.due_at, f.id`;
}

/** What lies with the positions of an officer, whoever else has it in charge: each position's part is in order already. */
function group({ state, procedure }: InboxQuery): string {
  if (state !== 'open') throw onlyOpen();
  return `with found as (
       select distinct c.due_at, c.task_id from unnest($1::text[]) as h (position) cross join lateral (
         select c.due_at, c.task_id from task_candidate c
          where c.candidate = h.position and c.claimed_by is distinct from $2::uuid and (c.due_at, c.task_id) > ($3::timestamptz, $4::uuid)
            ${procedure === undefined ? '' : 'and c.procedure_code = $6'}
          order by c.due_at, c.task_id limit $5) c
        order by c.due_at, c.task_id limit $5)
     select ${shownColumns('$2')} from found f join task t on t.id = f.task_id join dossier d on d.id = t.dossier_id order by f.due_at, f.task_id`;
}

function onlyOpen(): InputInvalid {
  const text = {
    vi: 'Việc của nhóm chỉ liệt kê được khi còn chờ; việc đã xong xem ở hàng việc của tôi hoặc danh sách hồ sơ.',
    en: 'Of the group only open tasks are listed; look for ended ones among your own, or in the list of dossiers.',
  };
  return new InputInvalid(undefined, { faults: [{ pointer: '?state', code: 'state', text }] });
}
