import { validate } from 'uuid';
import type { Queries } from '@motcua/service-kit/database';
import type { Clock } from '@motcua/service-kit/service';
import type { FileStore } from '../file-store/file-store.js';

/** Longer than any upload and its commit can take. */
const settledAfterMs = 3_600_000;

/** Keeps the content whose row was committed when a process or the database went away, and discards the rest. */
export class SettleInterruptedUploads {
  constructor(
    private readonly queries: Queries,
    private readonly store: FileStore,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<void> {
    const ids = await this.store.unsettled(new Date(this.clock.now().getTime() - settledAfterMs));
    if (ids.length === 0) return;
    const rows = await this.queries.read<{ id: string }>(
      `select id from stored_file where id = any ($1::uuid[]) and state <> 'removed'`,
      [ids.filter((id) => validate(id))],
    );
    const committed = new Set(rows.map(({ id }) => id));
    for (const id of ids) await (committed.has(id) ? this.store.settle(id) : this.store.discard(id));
  }
}
