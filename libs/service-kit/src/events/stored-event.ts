import type { CloudEvent } from '@motcua/contracts/cloud-event';
import type { StoredEventRow } from '../chain/index.js';

export function cloudEvent(service: string, row: StoredEventRow): CloudEvent {
  return {
    specversion: '1.0',
    id: row.id,
    source: `/motcua/${service}`,
    type: row.type,
    subject: row.aggregate_id,
    time: row.occurred_at.toISOString(),
    datacontenttype: 'application/json',
    data: row.data,
    sequence: row.sequence,
    ...(row.trace_parent ? { traceparent: row.trace_parent } : {}),
  };
}
