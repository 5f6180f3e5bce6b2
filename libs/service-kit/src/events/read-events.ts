import type { DataSource } from 'typeorm';
import type { StoredEvent } from '@motcua/contracts/event/v1/event';
import { storedEventColumns, type StoredEventRow } from '../chain/index.js';

const pageSize = 500;

/** A service's events after a position, in the order of publication, page by page so that neither side holds them all. */
export async function* readEvents(dataSource: DataSource, afterPosition: number): AsyncGenerator<StoredEvent> {
  let last = afterPosition;
  for (;;) {
    const rows = await dataSource.query<(StoredEventRow & { position: string })[]>(
      `select p.position, ${storedEventColumns} from event_position p join event_log l using (aggregate_id, sequence)
        where p.position > $1 order by p.position limit $2`,
      [last, pageSize],
    );
    for (const row of rows) {
      last = Number(row.position);
      yield {
        position: last,
        id: row.id,
        type: row.type,
        aggregateId: row.aggregate_id,
        sequence: row.sequence,
        occurredAt: row.occurred_at,
        data: row.data,
        traceParent: row.trace_parent,
      };
    }
    if (rows.length < pageSize) return;
  }
}
