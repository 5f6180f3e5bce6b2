import { systemCaller } from '@motcua/service-kit/caller';
import { event, type Commands, type Queries } from '@motcua/service-kit/database';
import type { Clock } from '@motcua/service-kit/service';
import type { FileStore } from '../file-store/file-store.js';

const batchSize = 100;
const hourMs = 3_600_000;

/**
 * Removes files that no dossier has claimed in time. The row is locked and looked at again before it is marked, and the content goes after
 * the commit; content that an interrupted run left is removed by the next.
 */
export class DisposeUnclaimedFiles {
  constructor(
    private readonly commands: Commands,
    private readonly queries: Queries,
    private readonly store: FileStore,
    private readonly clock: Clock,
    private readonly unclaimedHours: number,
  ) {}

  async execute(): Promise<void> {
    while ((await this.dispose()) === batchSize);
    while ((await this.removeContent()) === batchSize);
  }

  private async dispose(): Promise<number> {
    const now = this.clock.now();
    const { disposed } = await this.commands.run(systemCaller('document'), now, async (tx) => {
      // A file that a parked event names waits for that event. A row under another's lock is being claimed or asked for.
      const rows = await tx.query<{ id: string }>(
        `update stored_file set state = 'removed' where id in (
           select f.id from stored_file f
            where f.state = 'unclaimed' and f.waiting_since <= $1
              and not exists (select from parked_event p where strpos(p.envelope ->> 'data', f.id::text) > 0)
            order by f.waiting_since limit $2 for update of f skip locked)
         returning id`,
        [new Date(now.getTime() - this.unclaimedHours * hourMs), batchSize],
      );
      for (const { id } of rows) tx.record(event('document.disposed', id, { fileId: id, reason: 'unclaimed' }));
      return { disposed: rows.length };
    });
    return disposed;
  }

  private async removeContent(): Promise<number> {
    const rows = await this.queries.read<{ id: string }>(
      `select id from stored_file where state = 'removed' and content_removed_at is null order by id limit $1`,
      [batchSize],
    );
    if (rows.length === 0) return 0;
    for (const { id } of rows) await this.store.discard(id);
    await this.commands.run(systemCaller('document'), this.clock.now(), async (tx) => {
      await tx.query('update stored_file set content_removed_at = $2 where id = any ($1::uuid[])', [
        rows.map(({ id }) => id),
        tx.at,
      ]);
      return {};
    });
    return rows.length;
  }
}
