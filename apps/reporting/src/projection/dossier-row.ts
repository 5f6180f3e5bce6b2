import type { DossierEvent } from './said.js';

/** The columns of `dossier_report` without its key: what all the events of a dossier come to. Times are ISO 8601. */
export interface DossierRow {
  procedure_code: string;
  competent_agency_code: string;
  intake_agency_code: string | null;
  field_code: string | null;
  channel: string | null;
  code: string | null;
  tracking_number: string | null;
  parent_id: string | null;
  submitted_at: string | null;
  accepted_at: string | null;
  due_at: string | null;
  original_due_at: string | null;
  paused_at: string | null;
  paused_seconds: number;
  decided_at: string | null;
  decision: string | null;
  ended_at: string | null;
  ended_as: string | null;
  timeliness: string | null;
  returned_at: string | null;
  reopened: number;
  extended: number;
  moved: number;
  supplements: number;
  supplements_over_limit: number;
  consulted: number;
  opinions: number;
  silences: number;
  corrected: number;
  rating_points: number | null;
  rating_of: number | null;
  satisfied: boolean | null;
  fee_assessed_vnd: number | null;
  fee_paid_vnd: number;
  fee_refunded_vnd: number;
}

/** The columns with their types. */
export const rowColumns: Readonly<Record<keyof DossierRow, string>> = {
  procedure_code: 'text',
  competent_agency_code: 'text',
  intake_agency_code: 'text',
  field_code: 'text',
  channel: 'text',
  code: 'text',
  tracking_number: 'text',
  parent_id: 'uuid',
  submitted_at: 'timestamptz',
  accepted_at: 'timestamptz',
  due_at: 'timestamptz',
  original_due_at: 'timestamptz',
  paused_at: 'timestamptz',
  paused_seconds: 'bigint',
  decided_at: 'timestamptz',
  decision: 'text',
  ended_at: 'timestamptz',
  ended_as: 'text',
  timeliness: 'text',
  returned_at: 'timestamptz',
  reopened: 'integer',
  extended: 'integer',
  moved: 'integer',
  supplements: 'integer',
  supplements_over_limit: 'integer',
  consulted: 'integer',
  opinions: 'integer',
  silences: 'integer',
  corrected: 'integer',
  rating_points: 'integer',
  rating_of: 'integer',
  satisfied: 'boolean',
  fee_assessed_vnd: 'bigint',
  fee_paid_vnd: 'bigint',
  fee_refunded_vnd: 'bigint',
};

/** Told from beginning to end, whatever the order in which the events came. Empty for a dossier without events. */
export function foldDossier(events: readonly DossierEvent[]): DossierRow | undefined {
  const [first, ...rest] = events.toSorted((a, b) => a.sequence - b.sequence);
  if (!first) return undefined;
  const row = emptyRow(first);
  const grounds = new Set<string>();
  for (const event of [first, ...rest]) {
    row.code ??= event.said.code ?? null;
    take(row, event, grounds);
  }
  return row;
}

function take(row: DossierRow, { type, at, said, agencyCode }: DossierEvent, grounds: Set<string>): void {
  switch (type) {
    case 'dossier.submitted':
      row.submitted_at = at;
      row.tracking_number = said.trackingNumber ?? null;
      cameIn(row, said);
      break;
    case 'dossier.accepted':
      row.accepted_at = at;
      row.field_code = said.fieldCode ?? null;
      row.due_at = row.original_due_at = said.dueAt ?? null;
      cameIn(row, said);
      break;
    case 'dossier.transferred':
      row.competent_agency_code = agencyCode;
      row.intake_agency_code = said.intakeAgencyCode ?? row.intake_agency_code;
      break;
    case 'clock.paused':
      if (said.ground !== undefined) grounds.add(said.ground);
      row.paused_at ??= at;
      break;
    case 'clock.resumed':
      if (said.ground !== undefined) grounds.delete(said.ground);
      if (grounds.size === 0) runOn(row, at);
      dueFromNowOn(row, said);
      break;
    case 'deadline.recomputed':
      row.moved++;
      dueFromNowOn(row, said);
      break;
    case 'dossier.extended':
      row.extended++;
      row.due_at = said.dueAt ?? row.due_at;
      break;
    case 'dossier.decided':
      row.decided_at = at;
      row.decision = said.decision ?? null;
      end(row, at, said.decision, said.timeliness, grounds);
      break;
    case 'dossier.rejected':
      end(row, at, 'rejected', undefined, grounds);
      break;
    case 'dossier.withdrawn':
      end(row, at, 'withdrawn', said.timeliness, grounds);
      break;
    case 'dossier.stopped':
      end(row, at, said.ground === 'lapsed' ? 'lapsed' : 'stopped', said.timeliness, grounds);
      break;
    case 'dossier.returned':
      row.returned_at = at;
      break;
    case 'dossier.reopened':
      row.reopened++;
      row.decided_at = row.decision = row.ended_at = row.ended_as = row.timeliness = row.returned_at = null;
      row.due_at = row.original_due_at = said.dueAt ?? null;
      break;
    case 'dossier.reinstated':
      // Its clock stood still all the while, if it had one.
      if (row.accepted_at !== null) {
        row.reopened++;
        row.paused_at = row.ended_at;
        for (const ground of said.grounds?.split(' ') ?? []) grounds.add(ground);
      }
      row.ended_at = row.ended_as = row.timeliness = null;
      break;
    case 'supplement.requested':
      row.supplements++;
      if (said.overLimit === true) row.supplements_over_limit++;
      break;
    case 'consultation.asked':
      row.consulted++;
      break;
    case 'consultation.answered':
      row.opinions++;
      break;
    case 'consultation.lapsed':
      row.silences++;
      break;
    case 'result.corrected':
      row.corrected++;
      break;
    case 'dossier.rated':
      row.rating_points = said.points ?? null;
      row.rating_of = said.ofPoints ?? null;
      row.satisfied = said.satisfied ?? null;
      break;
    case 'fee.assessed':
      row.fee_assessed_vnd = said.amountVnd ?? null;
      break;
    case 'fee.paid':
      row.fee_paid_vnd += said.amountVnd ?? 0;
      break;
    case 'fee.refunded':
      row.fee_refunded_vnd += said.amountVnd ?? 0;
      break;
  }
}

function cameIn(row: DossierRow, { intakeAgencyCode, channel, parentId }: DossierEvent['said']): void {
  row.intake_agency_code = intakeAgencyCode ?? row.intake_agency_code;
  row.channel = channel ?? row.channel;
  row.parent_id = parentId ?? row.parent_id;
}

/** Releases that did not tell the date without extensions have moved it with the other, where there was no extension. */
function dueFromNowOn(row: DossierRow, { dueAt, originalDueAt }: DossierEvent['said']): void {
  row.due_at = dueAt ?? row.due_at;
  row.original_due_at = originalDueAt ?? (row.extended === 0 ? row.due_at : row.original_due_at);
}

function runOn(row: DossierRow, at: string): void {
  if (row.paused_at === null) return;
  row.paused_seconds += Math.round((Date.parse(at) - Date.parse(row.paused_at)) / 1_000);
  row.paused_at = null;
}

function end(
  row: DossierRow,
  at: string,
  as: string | undefined,
  timeliness: string | undefined,
  grounds: Set<string>,
): void {
  grounds.clear();
  runOn(row, at);
  row.ended_at = at;
  row.ended_as = as ?? null;
  row.timeliness = timeliness ?? null;
}

function emptyRow({ procedureCode, agencyCode }: DossierEvent): DossierRow {
  return {
    procedure_code: procedureCode,
    competent_agency_code: agencyCode,
    intake_agency_code: null,
    field_code: null,
    channel: null,
    code: null,
    tracking_number: null,
    parent_id: null,
    submitted_at: null,
    accepted_at: null,
    due_at: null,
    original_due_at: null,
    paused_at: null,
    paused_seconds: 0,
    decided_at: null,
    decision: null,
    ended_at: null,
    ended_as: null,
    timeliness: null,
    returned_at: null,
    reopened: 0,
    extended: 0,
    moved: 0,
    supplements: 0,
    supplements_over_limit: 0,
    consulted: 0,
    opinions: 0,
    silences: 0,
    corrected: 0,
    rating_points: null,
    rating_of: null,
    satisfied: null,
    fee_assessed_vnd: null,
    fee_paid_vnd: 0,
    fee_refunded_vnd: 0,
  };
}
