import type { Anchor, HistoryReport, NamedEvent, RemovedRow } from '@motcua/service-kit/audit';
import { isWhole } from '@motcua/service-kit/audit';

/** What was seen of one service's history, a line a finding. */
export function linesOf(service: string, report: HistoryReport, anchors: readonly Anchor[]): string[] {
  const { rows, unchained, omitted } = report;
  const facts = [
    `rows: ${rows}`,
    ...(unchained > 0 ? [`not chained yet: ${unchained}`] : []),
    ...(report.anchors.checked > 0 ? [`anchors: ${report.anchors.checked}`] : []),
    isWhole(report) ? 'whole' : 'not whole',
  ];
  return [
    `${service.padEnd(13)} ${facts.join(', ')}`,
    ...report.altered.map((row) => `  altered   at position ${row.position}: ${nameOf(row)}`),
    ...report.removed.map((row) => `  removed   ${removal(row)}`),
    ...report.inserted.map((row) => `  inserted  ${insertion(row.position)}: ${nameOf(row)}`),
    ...report.anchors.broken.map(
      ({ at, position, reason }) =>
        `  anchor    of ${at}: position ${position} ${reason === 'missing' ? 'is missing' : 'has another hash'}`,
    ),
    ...rewrittenFrom(report, anchors),
    ...(omitted > 0 ? [`  and ${omitted} more findings`] : []),
  ];
}

function nameOf({ type, sequence, aggregateId, eventId }: NamedEvent): string {
  const event = eventId === '' ? 'the event is gone' : `${type}, event ${eventId}`;
  return `number ${sequence} of ${aggregateId}, ${event}`;
}

function removal(row: RemovedRow): string {
  switch (row.what) {
    case 'positions':
      return `with link and event: ${range('position', row.from, row.to)}`;
    case 'tail':
      return `from the end of the chain: ${range('position', row.from, row.to)}`;
    case 'position':
      return `the link at position ${row.position}; its event is there: ${nameOf(row)}`;
    case 'event':
      return `the event ${row.position === null ? 'in the outbox' : `at position ${row.position}`}: number ${row.sequence} of ${row.aggregateId}`;
    case 'sequence':
      return `${range('number', row.from, row.to)} of ${row.aggregateId}`;
  }
}

function range(noun: string, from: number, to: number): string {
  return from === to ? `${noun} ${from}` : `${noun}s ${from} to ${to}`;
}

function insertion(position: number | null): string {
  return position === null ? 'into the log alone' : `at position ${position}`;
}

/** An anchor that holds proves everything up to it; so the change lies behind the last of these. */
function rewrittenFrom({ anchors: { broken } }: HistoryReport, anchors: readonly Anchor[]): string[] {
  const different = broken.filter(({ reason }) => reason === 'different').map(({ position }) => position);
  if (different.length === 0) return [];
  const first = Math.min(...different);
  const brokenAt = new Set(broken.map(({ position }) => position));
  const proven = anchors
    .map(({ position }) => position)
    .filter((position) => position < first && !brokenAt.has(position));
  return [`  The chain was written anew somewhere ${behind(Math.max(0, ...proven))} up to position ${first}.`];
}

function behind(position: number): string {
  return position === 0 ? 'from its beginning' : `behind position ${position}, which an anchor proves,`;
}
