import { systemCaller } from '@motcua/service-kit/caller';
import type { DossierGround } from '../dossier-ground.js';
import { keptReason, reasonOfError } from '../process/told-reason.js';
import { inLanes, together } from './in-lanes.js';
import { inTurns } from './in-turns.js';
import type { DueTimer, TimersHandler } from './timer-handler.js';

const batchSize = 300;
/** Connections of the pool that firing takes at most; the others stay with those who wait for an answer. */
const lanes = 2;
const lookAgainAfterMs = 1_000;

/** After so many failed attempts, some four minutes, a timer waits for an operator. */
const maxAttempts = 8;

interface NextTimer {
  readonly id: string;
  readonly due_at: Date;
}

/**
 * Fires what is due. A timer is marked as fired in the transaction of its effect, so it happens once, whoever else tries, and whenever the
 * process dies. What is locked at the moment is left to the next round; what fails comes back later and keeps nobody waiting.
 */
export class FireTimers {
  private readonly kinds: readonly string[];

  constructor(
    private readonly ground: Pick<DossierGround, 'commands' | 'queries' | 'clock' | 'log'>,
    private readonly handlers: ReadonlyMap<string, TimersHandler>,
  ) {
    this.kinds = [...handlers.keys()];
  }

  /**
   * One round.
   * @returns in how many milliseconds to look again; 0 when more is due already
   */
  async execute(): Promise<number> {
    const { queries, clock } = this.ground;
    const now = clock.now();
    // A kind that this release does not know is fired by one that does.
    const next = await queries.read<NextTimer>(
      `select id, greatest(fire_at, retry_at) as due_at from timer
        where state = 'waiting' and parked_at is null and kind = any ($1) order by greatest(fire_at, retry_at), id limit $2`,
      [this.kinds, batchSize],
    );
    const due = next.filter(({ due_at }) => due_at <= now).map(({ id }) => id);
    const fired = await inLanes(lanes, together(due), (ids) => this.fireTogether(ids, now));
    if (due.length === batchSize && fired.some((count) => count > 0)) return 0;
    const coming = next[due.length];
    return Math.min(lookAgainAfterMs, coming ? coming.due_at.getTime() - now.getTime() : lookAgainAfterMs);
  }

  /**
   * Some timers in one transaction; when one of them fails, each in its own.
   * @returns how many will not be found due again at once
   */
  private async fireTogether(ids: readonly string[], now: Date): Promise<number> {
    try {
      return await this.fire(ids, now);
    } catch (error) {
      const [only] = ids;
      if (only === undefined) return 0;
      if (ids.length === 1) {
        // An outage cannot be written down, and ends the round; what can be written down was none.
        await this.putOff(only, now, error);
        return 1;
      }
      let done = 0;
      for (const id of ids) done += await this.fireTogether([id], now);
      return done;
    }
  }

  private async fire(ids: readonly string[], now: Date): Promise<number> {
    const { fired } = await this.ground.commands.run(systemCaller('timers'), now, async (tx) => {
      const timers = await tx.query<DueTimer>(
        `with locked as materialized (
           select t.id from dossier d join timer t on t.dossier_id = d.id
            where t.id = any ($1) and t.state = 'waiting' and t.parked_at is null and greatest(t.fire_at, t.retry_at) <= $2
              for update of d, t skip locked)
         update timer t set state = 'fired', fired_at = $2 from locked l where t.id = l.id
         returning t.id, t.dossier_id as "dossierId", t.kind, t.key, t.element_id as "elementId", t.fire_at as "fireAt"`,
        [ids, now],
      );
      for (const { kind, timers: some } of inTurns(timers)) {
        const handle = this.handlers.get(kind);
        if (!handle) throw new Error(`no handler fires timers of the kind ${kind}`);
        await handle(tx, some);
      }
      return { fired: timers.length };
    });
    return fired;
  }

  private async putOff(id: string, now: Date, error: unknown): Promise<void> {
    const reason = reasonOfError(error);
    const { parked } = await this.ground.commands.run(systemCaller('timers'), now, async (tx) => {
      const [timer] = await tx.query<{ parked: boolean }>(
        `update timer set attempts = attempts + 1, fault = $3, retry_at = $2::timestamptz + make_interval(secs => 2 ^ attempts),
                parked_at = case when attempts + 1 >= $4 then $2::timestamptz end
          where id = $1 and state = 'waiting' returning parked_at is not null as parked`,
        [id, now, keptReason(reason), maxAttempts],
      );
      return { parked: timer?.parked ?? false };
    });
    if (parked) this.ground.log.error({ event: 'timer.parked', timerId: id, reason: reason.en });
    else this.ground.log.warn({ event: 'timer.put-off', timerId: id, reason: reason.en });
  }
}
