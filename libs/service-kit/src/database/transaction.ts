import type { EntityManager, QueryRunner } from 'typeorm';
import type { Caller } from '../caller/index.js';
import { runPrepared } from './statements.js';
import type { Answer } from './commands.js';

export interface RecordedEvent {
  readonly id: string;
  readonly type: string;
  readonly aggregateId: string;
  readonly data: string;
  readonly actingFor: { readonly agencyCode?: string; readonly positionCode?: string };
}

/**
 * Rows that carry a value which only the last statement knows, such as the dossier code: a list of data-modifying CTEs, one of which is
 * called `allotted` and has one row with the column `value`. `{{allotted}}` in the answer and in event payloads becomes that value.
 */
export interface LastStatement {
  readonly ctes: string;
  readonly values: readonly unknown[];
}

/** Stands for the allotted value where it is not known yet. */
export const allotted = '{{allotted}}';

/** The transaction of one command. It is an argument, so that no statement can escape it. */
export class Tx {
  private readonly events: RecordedEvent[] = [];
  private last: LastStatement | undefined;

  constructor(
    private readonly runner: QueryRunner,
    readonly caller: Caller,
    /** The moment of the command, the same for all its rows. */
    readonly at: Date,
  ) {}

  get manager(): EntityManager {
    return this.runner.manager;
  }

  get recordedEvents(): number {
    return this.events.length;
  }

  query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return runPrepared<Row>(this.runner, text, values);
  }

  /** Adds to the history and the outbox. Rows are written by the last statement; the aggregate must be locked, or new. */
  record(...events: RecordedEvent[]): void {
    this.events.push(...events);
  }

  /** Leaves rows to the last statement before the commit, because a counter in it makes others wait. */
  insertLast(statement: LastStatement): void {
    if (this.last) throw new Error('A command has one last statement');
    this.last = statement;
  }

  /**
   * Writes events, outbox and the stored answer, together with the rows that waited for it: one statement. It runs even when there is
   * nothing to write: PostgreSQL answers the COMMIT of a transaction that failed before with a silent ROLLBACK, a statement it refuses.
   */
  async conclude<A extends Answer>(answer: A): Promise<A> {
    const { idempotency, subjectId, kind, traceParent } = this.caller;
    const given = this.last?.values ?? [];
    const values: unknown[] = [
      ...given,
      this.events.map((e) => e.aggregateId),
      this.events.map((e) => e.id),
      this.events.map((e) => e.type),
      this.events.map((e) => e.data),
      this.events.map((e) => e.actingFor.agencyCode ?? null),
      this.events.map((e) => e.actingFor.positionCode ?? null),
      this.at,
      subjectId,
      kind,
      traceParent ?? '',
      idempotency?.key ?? null,
      idempotency?.requestHash ?? null,
      JSON.stringify(answer),
    ];
    const p = (index: number) => `$${given.length + index}`;
    const [row] = await this.query<{ answer: A }>(
      `with ${this.last?.ctes ?? `allotted as (select ''::text as value)`},
       happened as (
         select e.*, coalesce((select max(l.sequence) from event_log l where l.aggregate_id = e.aggregate_id), 0)
                     + row_number() over (partition by e.aggregate_id order by e.place)::integer as sequence
           from unnest(${p(1)}::uuid[], ${p(2)}::uuid[], ${p(3)}::text[], ${p(4)}::text[], ${p(5)}::text[], ${p(6)}::text[])
                with ordinality as e (aggregate_id, id, type, data, agency_code, position_code, place)),
       logged as (
         insert into event_log (aggregate_id, sequence, id, type, occurred_at, actor_id, actor_kind, agency_code, position_code, data, trace_parent)
         select h.aggregate_id, h.sequence, h.id, h.type, ${p(7)}::timestamptz, ${p(8)}, ${p(9)}, h.agency_code, h.position_code,
                replace(h.data, '${allotted}', coalesce(a.value, '')), ${p(10)}
           from happened h cross join allotted a),
       queued as (
         insert into outbox (aggregate_id, sequence) select aggregate_id, sequence from happened order by place),
       answered as (select replace(${p(13)}::text, '${allotted}', coalesce(a.value, ''))::jsonb as answer from allotted a),
       kept as (
         insert into idempotency_key (caller_id, key, request_hash, answer)
         select ${p(8)}, ${p(11)}::text, ${p(12)}::text, answer from answered where ${p(11)}::text is not null)
       select answer from answered`,
      values,
    );
    // Without a value no event was written either, while its outbox row was: nothing of it may be committed.
    if (!row) throw new Error('The last statement allotted nothing');
    return row.answer;
  }
}
