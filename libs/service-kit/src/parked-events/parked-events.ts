import type { Caller } from '../caller/index.js';
import type { Commands, Queries, Tx } from '../database/index.js';
import { NotFound } from '../errors/index.js';
import type { Logger } from '../logs/index.js';
import { ParkedBehindAnother } from './parked-behind-another.js';
import type { ParkedEvent, ParkedEventList, ParkedEventsInput, RetriedParkedEvents } from './parked-events.schemas.js';

interface ParkedEventsOptions {
  /** The consuming service. */
  readonly service: string;
  readonly commands: Commands;
  readonly queries: Queries;
  readonly clock: { now(): Date };
  readonly log: Logger;
}

interface ParkedRow {
  readonly event_id: string;
  readonly source_service: string;
  readonly event_type: string;
  readonly aggregate_id: string;
  readonly reason: string;
  readonly attempts: number;
  readonly parked_at: Date;
  readonly next_attempt_at: Date;
  readonly due: boolean;
  readonly waiting_behind: number;
}

/** Holds for a row `p` that no other parked event of its aggregate comes before. */
const isHead = `not exists (
  select from parked_event e where e.source = p.source and e.aggregate_id = p.aggregate_id and e.sequence < p.sequence)`;

/**
 * What a service's consumer could not take in, one row an aggregate, and the wish to try it again now. The consumer itself tries: it
 * looks each second for what is due. Nothing gives an event up, since whatever is computed from events would then differ from them.
 */
export class ParkedEvents {
  readonly service: string;

  constructor(private readonly options: ParkedEventsOptions) {
    this.service = options.service;
  }

  /** The oldest event first: ids of events are in the order in which they happened. */
  async list({ after, limit }: ParkedEventsInput): Promise<ParkedEventList> {
    const rows = await this.options.queries.read<ParkedRow>(
      `select p.event_id, regexp_replace(p.source, '^.*/', '') as source_service, p.envelope ->> 'type' as event_type, p.aggregate_id,
              p.reason, p.attempts, p.parked_at, p.next_attempt_at, p.next_attempt_at <= clock_timestamp() as due,
              (select count(*)::integer from parked_event b
                where b.source = p.source and b.aggregate_id = p.aggregate_id and b.sequence > p.sequence) as waiting_behind
         from parked_event p
        where p.event_id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000') and ${isHead}
        order by p.event_id limit $2`,
      [after ?? null, limit + 1],
    );
    const items = rows.slice(0, limit).map(toParkedEvent);
    const last = items.at(-1);
    return { items, ...(rows.length > limit && last && { next: last.eventId }) };
  }

  /**
   * @throws NotFound (404) no such event is parked; it may have had its effect by now
   * @throws ParkedBehindAnother (409) an earlier event of its aggregate is parked too
   */
  retry(caller: Caller, eventId: string): Promise<RetriedParkedEvents> {
    return this.command(caller, async (tx) => {
      const [asked] = await tx.query<{ is_head: boolean }>(
        `select ${isHead} as is_head from parked_event p where p.event_id = $1`,
        [eventId],
      );
      if (!asked) throw new NotFound();
      if (!asked.is_head) throw new ParkedBehindAnother();
      return makeDue(tx, eventId);
    });
  }

  /** Tries the first parked event of every aggregate now. */
  retryAll(caller: Caller): Promise<RetriedParkedEvents> {
    return this.command(caller, (tx) => makeDue(tx));
  }

  private async command(caller: Caller, work: (tx: Tx) => Promise<{ count: number }>): Promise<RetriedParkedEvents> {
    const { commands, clock, log } = this.options;
    const answer = await commands.run(caller, clock.now(), work);
    log.info({ event: 'parked-events.retry.asked', subjectId: caller.subjectId, count: answer.count });
    return answer;
  }
}

/** Makes heads due. One that is locked is being tried at this moment, and is left alone instead of waited for. */
async function makeDue(tx: Tx, eventId?: string): Promise<{ count: number }> {
  const rows = await tx.query(
    `with waiting as (
       select p.event_id from parked_event p
        where p.next_attempt_at > clock_timestamp() and ($1::uuid is null or p.event_id = $1) and ${isHead}
        for update of p skip locked)
     update parked_event p set next_attempt_at = clock_timestamp() from waiting w where p.event_id = w.event_id returning p.event_id`,
    [eventId ?? null],
  );
  return { count: rows.length };
}

function toParkedEvent(row: ParkedRow): ParkedEvent {
  return {
    eventId: row.event_id,
    sourceService: row.source_service,
    eventType: row.event_type,
    aggregateId: row.aggregate_id,
    reason: row.reason,
    attempts: row.attempts,
    parkedAt: row.parked_at.toISOString(),
    nextAttemptAt: row.next_attempt_at.toISOString(),
    due: row.due,
    waitingBehind: row.waiting_behind,
  };
}
