import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { writePayload, type EventPayload, type EventType } from '@motcua/contracts/events';
import type { Caller } from '../caller/index.js';
import { IdempotencyKeyReused, RequestStillRunning } from '../errors/index.js';
import { currentTraceParent, inSpan, SpanKind } from '../telemetry/index.js';
import { Tx, type RecordedEvent } from './transaction.js';

/** What a command answers: ids, codes, times. It is kept for a repeated Idempotency-Key, so nothing personal may be in it. */
export type Answer = { readonly [key: string]: string | number | boolean | null };

/** The event-log row of something that happened in a command. */
export function event<T extends EventType>(
  type: T,
  aggregateId: string,
  payload: EventPayload<T>,
  actingFor: { agencyCode?: string; positionCode?: string } = {},
): RecordedEvent {
  return { id: uuidv7(), type, aggregateId, data: writePayload(type, payload), actingFor };
}

/**
 * One transaction for one command: the rows, the events and the outbox are committed together, or none is. A repeated Idempotency-Key
 * of the same caller gets the stored answer.
 */
export class Commands {
  constructor(
    private readonly dataSource: DataSource,
    private readonly committed: () => void,
  ) {}

  /**
   * @throws RequestStillRunning (409) the same key is being worked on
   * @throws IdempotencyKeyReused (422) the key came before with another body
   */
  run<A extends Answer>(caller: Caller, at: Date, work: (tx: Tx) => Promise<A>): Promise<A> {
    const parent = currentTraceParent() ?? caller.traceParent;
    return inSpan('command', { kind: SpanKind.INTERNAL, parent }, (traceParent) =>
      this.transact({ ...caller, traceParent }, at, work),
    );
  }

  private async transact<A extends Answer>(caller: Caller, at: Date, work: (tx: Tx) => Promise<A>): Promise<A> {
    const runner = this.dataSource.createQueryRunner();
    const tx = new Tx(runner, caller, at);
    try {
      await runner.startTransaction();
      const stored = await findAnswer<A>(tx, caller);
      if (stored) {
        await runner.rollbackTransaction();
        return stored;
      }
      const answer = await tx.conclude(await work(tx));
      await runner.commitTransaction();
      if (tx.recordedEvents > 0) this.committed();
      return answer;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

async function findAnswer<A extends Answer>(tx: Tx, caller: Caller): Promise<A | undefined> {
  if (!caller.idempotency) return undefined;
  const { key, requestHash } = caller.idempotency;
  const lock = createHash('sha256').update(`${caller.subjectId}\u0000${key}`).digest().readBigInt64BE(0).toString();
  const [locking] = await tx.query<{ locked: boolean }>('select pg_try_advisory_xact_lock($1::bigint) as locked', [
    lock,
  ]);
  // A statement sees what was committed when it began, so only one that begins behind the lock sees the answer of who held it.
  const [stored] = await tx.query<{ request_hash: string; answer: A }>(
    'select request_hash, answer from idempotency_key where caller_id = $1 and key = $2',
    [caller.subjectId, key],
  );
  if (!stored) {
    if (locking?.locked) return undefined;
    throw new RequestStillRunning(undefined, { retryAfterSeconds: 1 });
  }
  if (stored.request_hash !== requestHash) throw new IdempotencyKeyReused();
  return stored.answer;
}
