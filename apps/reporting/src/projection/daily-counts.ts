import { civilDateAt } from '@motcua/working-time';
import type { DossierEvent } from './said.js';

/** The columns of `daily_count` that are counted. */
export const countColumns = [
  'received',
  'reopened',
  'done_early',
  'done_on_time',
  'done_overdue',
  'declined',
  'withdrawn',
  'stopped',
  'extended',
  'corrected',
  'supplements',
  'supplements_over_limit',
  'consulted',
  'opinions',
  'silences',
  'ratings',
  'satisfied',
  'rating_points',
  'rating_of',
  'fee_assessed_vnd',
  'fee_paid_vnd',
  'fee_refunded_vnd',
  'taken_over',
  'handed_over',
] as const;
export type Counts = Partial<Record<(typeof countColumns)[number], number>>;

/** What an agency has to its name on a civil day in Vietnam. */
export type DailyCount = { agency_code: string; day: string; procedure_code: string } & Counts;

/**
 * What one event adds to the counts of its day. Whatever ends an accepted dossier is classed as early, on time or overdue, and counted as
 * done; what is taken up again counts as come in again, so that what came in is always what ended and what is open. What a successor takes over
 * in process it has as well, and its predecessor has handed it over.
 */
export function countsOf({ type, said, agencyCode }: DossierEvent): Counts {
  switch (type) {
    case 'dossier.accepted':
      return { received: 1 };
    case 'dossier.reopened':
      return { reopened: 1 };
    case 'dossier.reinstated':
      // What never was accepted has not ended either.
      return said.code === undefined ? {} : { reopened: 1 };
    case 'dossier.decided':
      return { ...doneAs(said.timeliness), ...(said.decision === 'refused' && { declined: 1 }) };
    case 'dossier.rejected':
      return { declined: 1 };
    case 'dossier.withdrawn':
      return { ...doneAs(said.timeliness), withdrawn: 1 };
    case 'dossier.stopped':
      return { ...doneAs(said.timeliness), stopped: 1 };
    case 'dossier.transferred':
      return goesOver(said, agencyCode) ? { taken_over: 1 } : {};
    case 'dossier.extended':
      return { extended: 1 };
    case 'result.corrected':
      return { corrected: 1 };
    case 'supplement.requested':
      return { supplements: 1, ...(said.overLimit === true && { supplements_over_limit: 1 }) };
    case 'consultation.asked':
      return { consulted: 1 };
    case 'consultation.answered':
      return { opinions: 1 };
    case 'consultation.lapsed':
      return { silences: 1 };
    case 'dossier.rated':
      return {
        ratings: 1,
        rating_points: said.points ?? 0,
        rating_of: said.ofPoints ?? 0,
        ...(said.satisfied === true && { satisfied: 1 }),
      };
    case 'fee.assessed':
      return { fee_assessed_vnd: said.amountVnd ?? 0 };
    case 'fee.paid':
      return { fee_paid_vnd: said.amountVnd ?? 0 };
    case 'fee.refunded':
      return { fee_refunded_vnd: said.amountVnd ?? 0 };
    default:
      return {};
  }
}

/** The agency to whose name an event counts: an opinion is the work of whom it is asked of. */
export function countedAt({ agencyCode, said }: Pick<DossierEvent, 'agencyCode' | 'said'>): string {
  return said.consultedAgencyCode ?? agencyCode;
}

/** What events add together, a row a key, in the order of their keys. */
export function dailyCounts(events: readonly DossierEvent[]): DailyCount[] {
  const rows = new Map<string, DailyCount>();
  for (const event of events) {
    const counts = countsOf(event);
    if (Object.keys(counts).length === 0) continue;
    add(rows, countedAt(event), event, counts);
    const { fromAgencyCode: former } = event.said;
    if (former !== undefined) add(rows, former, event, { handed_over: 1 });
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function add(rows: Map<string, DailyCount>, agencyCode: string, event: DossierEvent, counts: Counts): void {
  const named = {
    agency_code: agencyCode,
    day: civilDateAt(new Date(event.at)),
    procedure_code: event.procedureCode,
  };
  const key = JSON.stringify(named);
  rows.set(key, added(rows.get(key) ?? named, counts));
}

/** Only the counter may have changed; and what is not accepted, or decided, is in nobody's count of what is open. */
function goesOver({ fromAgencyCode, inProcess }: DossierEvent['said'], agencyCode: string): boolean {
  return inProcess === true && fromAgencyCode !== agencyCode;
}

function added(row: DailyCount, counts: Counts): DailyCount {
  const sum = { ...row };
  for (const column of countColumns) {
    const more = counts[column];
    if (more !== undefined) sum[column] = (sum[column] ?? 0) + more;
  }
  return sum;
}

function doneAs(timeliness: string | undefined): Counts {
  switch (timeliness) {
    case 'early':
      return { done_early: 1 };
    case 'onTime':
      return { done_on_time: 1 };
    case 'overdue':
      return { done_overdue: 1 };
    default:
      return {};
  }
}
