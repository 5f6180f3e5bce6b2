import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { DossierServiceService } from '@motcua/contracts/dossier/v1/dossier';
import type { StoredEvent } from '@motcua/contracts/event/v1/event';
import { systemCaller } from '@motcua/service-kit/caller';
import type { Commands, Queries, Tx } from '@motcua/service-kit/database';
import { problem, TemporarilyUnavailable } from '@motcua/service-kit/errors';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { Logger } from '@motcua/service-kit/logs';
import type { Clock } from '@motcua/service-kit/service';
import { project, type Generation } from './dossier-projection.js';

/** A later rebuild took over the rows that this one was building. */
export class RebuildSuperseded extends problem('rebuild-superseded', 409, {
  vi: { title: 'Đã có lần dựng lại khác', detail: 'Một lần dựng lại số liệu bắt đầu sau đã thay thế lần này.' },
  en: { title: 'Another rebuild took over', detail: 'A rebuild that began later has replaced this one.' },
}) {}

interface Rebuild {
  readonly id: string;
  readonly live: Generation;
  readonly building: Generation;
}

const batchSize = 500;
const lookAgainAfterMs = 50;
const patienceMs = 60_000;
const caller = systemCaller('reporting');

/**
 * Builds the projection anew from the dossier service's history, beside the live rows, then swaps.
 *
 * Events go on arriving meanwhile. No event is counted twice and none is missed:
 * - An event is kept once in a set of rows, and counts when it is. What is kept is the fresh inbox: an event that was read here and is
 *   delivered later, or the other way round, is kept already.
 * - From the registration on, effects write to both sets of rows. They hold a share lock on the row that is registered in, so whatever
 *   does not see the registration has committed before it.
 * - What is left are events that had their effect before the registration and got their position, without which nobody reads them,
 *   after the reading had ended. They are in the live rows and not in the new ones; reading goes on until there are none. Their number
 *   only shrinks, so nothing has to stand still for it.
 */
export class RebuildProjection {
  constructor(
    private readonly commands: Commands,
    private readonly queries: Queries,
    private readonly dossier: Pick<ServiceClient<typeof DossierServiceService>, 'readEvents'>,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  /**
   * @returns how many events were read
   * @throws RebuildSuperseded (409) another rebuild began meanwhile
   * @throws TemporarilyUnavailable (503) the dossier service does not give events that had their effect here
   */
  async execute(): Promise<{ events: number }> {
    const rebuild = await this.begin();
    try {
      const events = await this.readAll(rebuild);
      await this.swap(rebuild);
      this.log.info({ event: 'projection.rebuilt', events });
      return { events };
    } catch (error) {
      await this.abandon(rebuild).catch(() => undefined);
      throw error;
    }
  }

  /** Registers the rebuild. One that crashed, or is still under way elsewhere, is superseded. */
  private async begin(): Promise<Rebuild> {
    const id = uuidv7();
    let live: Generation = 0;
    await this.commands.run(caller, this.clock.now(), async (tx) => {
      const [row] = await tx.query<{ live: Generation }>('select live from projection_generation for update');
      if (row) live = row.live;
      await empty(tx, other(live));
      await tx.query('update projection_generation set building = $1, rebuild_id = $2', [other(live), id]);
      return {};
    });
    return { id, live, building: other(live) };
  }

  private async readAll(rebuild: Rebuild): Promise<number> {
    const patience = AbortSignal.timeout(patienceMs);
    let [position, count] = [0, 0];
    for (;;) {
      for await (const batch of batches(this.dossier.readEvents({ afterPosition: position }))) {
        await this.inRebuild(rebuild, (tx) => project(tx, batch, [rebuild.building]));
        position = batch.at(-1)?.position ?? position;
        count += batch.length;
      }
      if (await this.isComplete(rebuild)) return count;
      if (patience.aborted) throw new TemporarilyUnavailable(undefined, { retryAfterSeconds: 60 });
      await sleep(lookAgainAfterMs);
    }
  }

  /** Whether everything that the live rows say is in the new ones. */
  private async isComplete({ live, building }: Rebuild): Promise<boolean> {
    const rows = await this.queries.read(
      `select from dossier_event l
        where l.generation = $1 and not exists (
          select from dossier_event b
           where b.generation = $2 and b.dossier_id = l.dossier_id and case when l.sequence > 0 then b.sequence = l.sequence else b.type = l.type end)
        limit 1`,
      [live, building],
    );
    return rows.length === 0;
  }

  private async swap(rebuild: Rebuild): Promise<void> {
    await this.inRebuild(rebuild, async (tx) => {
      await tx.query('update projection_generation set live = $1, building = null, rebuild_id = null', [
        rebuild.building,
      ]);
      await empty(tx, rebuild.live);
    });
  }

  private async abandon({ id }: Rebuild): Promise<void> {
    await this.commands.run(caller, this.clock.now(), async (tx) => {
      await tx.query('update projection_generation set building = null, rebuild_id = null where rebuild_id = $1', [id]);
      return {};
    });
  }

  /** Effects wait for it: they would meet the batch in the same counters, in another order. */
  private async inRebuild({ id }: Rebuild, work: (tx: Tx) => Promise<void>): Promise<void> {
    await this.commands.run(caller, this.clock.now(), async (tx) => {
      const held = await tx.query('select from projection_generation where rebuild_id = $1 for update', [id]);
      if (held.length === 0) throw new RebuildSuperseded();
      await work(tx);
      return {};
    });
  }
}

function other(generation: Generation): Generation {
  return generation === 0 ? 1 : 0;
}

async function empty(tx: Tx, generation: Generation): Promise<void> {
  await tx.query(`truncate dossier_event_${generation}, dossier_report_${generation}, daily_count_${generation}`);
}

async function* batches(events: AsyncIterable<StoredEvent>): AsyncGenerator<StoredEvent[]> {
  let batch: StoredEvent[] = [];
  for await (const event of events) {
    batch.push(event);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
