import type { Caller } from '@motcua/service-kit/caller';
import type { Sealed, Sealer } from '@motcua/service-kit/sealed';
import type { Delivery } from '../delivery/delivery.schemas.js';
import type { DossierDetail, DossierFile } from './dossier.schemas.js';

/** A file as JSON aggregates it. */
export interface FileRow {
  readonly file_id: string;
  readonly component_code: string | null;
  readonly name: Sealed;
  readonly size: number;
  readonly media_type: string;
  readonly sha256: string;
  readonly opinion_task_id: string | null;
  /** The event of what took its place. */
  readonly superseded_by: string | null;
}

/** What a dossier's row tells of its result: how it is handed over, what was before, and what the citizen thought. */
export interface OutcomeRow {
  readonly id: string;
  readonly decided_at: Date | null;
  readonly result_by: DossierDetail['resultBy'];
  readonly postal_address: Sealed | null;
  readonly receiver: Sealed | null;
  readonly delivery: Sealed | null;
  readonly files: readonly FileRow[];
  readonly corrections: readonly { readonly event_id: string; readonly at: string; readonly note: Sealed }[];
  readonly earlier_decisions: readonly EarlierDecisionRow[];
  readonly rating: RatingRow | null;
}

/** Instants are text, as JSON has them. */
interface EarlierDecisionRow {
  readonly event_id: string;
  readonly decision: 'approved' | 'refused';
  readonly decided_at: string;
  readonly decision_note: Sealed | null;
  readonly timeliness: 'early' | 'onTime' | 'overdue';
  readonly due_at: string;
  readonly returned_at: string | null;
  readonly reopened_at: string;
  readonly complaint_reference: Sealed;
}

interface RatingRow {
  readonly rated_at: string;
  readonly points: Readonly<Record<string, number>>;
  readonly satisfied: boolean;
  readonly comment: Sealed | null;
}

export const outcomeColumns = `d.decided_at, d.result_by, d.postal_address, d.receiver, d.delivery,
  coalesce((select json_agg(json_build_object('file_id', f.file_id, 'component_code', f.component_code, 'name', f.name, 'size', f.size,
    'media_type', f.media_type, 'sha256', f.sha256, 'opinion_task_id', f.opinion_task_id,
    'superseded_by', (select s.event_id from superseded_file s where s.file_id = f.file_id)) order by f.file_id)
    from dossier_file f where f.dossier_id = d.id), '[]') as files,
  coalesce((select json_agg(json_build_object('event_id', l.id, 'at', l.occurred_at, 'note', n.note) order by l.sequence)
    from event_log l join act_note n on n.event_id = l.id where l.aggregate_id = d.id and l.type = 'result.corrected'), '[]') as corrections,
  coalesce((select json_agg(to_json(h) order by h.reopened_at) from decision_history h where h.dossier_id = d.id), '[]') as earlier_decisions,
  (select to_json(r) from rating r where r.dossier_id = d.id) as rating`;

type OutcomeView = Pick<
  DossierDetail,
  | 'resultBy'
  | 'postalAddress'
  | 'receiver'
  | 'postalItem'
  | 'originalsChecked'
  | 'resultFiles'
  | 'corrections'
  | 'earlierDecisions'
  | 'rating'
>;

/** How a result stands. A citizen sees it once it is decided; the earlier ones, which they have, always. */
export function outcomeView(row: OutcomeRow, sealer: Sealer, caller: Caller): OutcomeView {
  const delivery = row.delivery && (JSON.parse(sealer.open(row.delivery, `dossier.delivery:${row.id}`)) as Delivery);
  const results = row.files.filter((file) => file.component_code === null && file.opinion_task_id === null);
  const replacedBy = (eventId: string) =>
    results.filter((file) => file.superseded_by === eventId).map((file) => fileView(file, sealer));
  const isHidden = caller.kind === 'citizen' && !row.decided_at;
  return {
    resultBy: row.result_by,
    ...(row.postal_address && {
      postalAddress: sealer.open(row.postal_address, `dossier.postal_address:${row.id}`),
    }),
    ...(row.receiver && {
      receiver: {
        fullName: sealer.open(row.receiver, `dossier.receiver:${row.id}`),
        ...(delivery?.identityNumber && { identityNumber: delivery.identityNumber }),
        ...(delivery?.relation && { relation: delivery.relation }),
        ...(delivery?.authorisation && { authorisation: delivery.authorisation }),
      },
    }),
    ...(delivery?.postalItem && { postalItem: delivery.postalItem }),
    ...(delivery?.originalsChecked !== undefined && { originalsChecked: delivery.originalsChecked }),
    resultFiles: isHidden
      ? []
      : results.filter((file) => file.superseded_by === null).map((file) => fileView(file, sealer)),
    corrections: row.corrections.map(({ event_id: id, at, note }) => ({
      correctedAt: instant(at),
      reason: sealer.open(note, `act_note.note:${id}`),
      earlierFiles: replacedBy(id),
    })),
    earlierDecisions: row.earlier_decisions.map((earlier) => ({
      decision: earlier.decision,
      decidedAt: instant(earlier.decided_at),
      dueAt: instant(earlier.due_at),
      timeliness: earlier.timeliness,
      ...(earlier.decision_note && {
        decisionNote: sealer.open(earlier.decision_note, `dossier.decision_note:${row.id}`),
      }),
      ...(earlier.returned_at && { returnedAt: instant(earlier.returned_at) }),
      reopenedAt: instant(earlier.reopened_at),
      complaintReference: sealer.open(
        earlier.complaint_reference,
        `decision_history.complaint_reference:${earlier.event_id}`,
      ),
      files: replacedBy(earlier.event_id),
    })),
    ...(row.rating && {
      rating: {
        ratedAt: instant(row.rating.rated_at),
        points: row.rating.points,
        satisfied: row.rating.satisfied,
        ...(row.rating.comment && { comment: sealer.open(row.rating.comment, `rating.comment:${row.id}`) }),
      },
    }),
  };
}

export function fileView(file: FileRow, sealer: Sealer): DossierFile {
  const name = sealer.open(file.name, `dossier_file.name:${file.file_id}`);
  return { id: file.file_id, name, size: file.size, mediaType: file.media_type, sha256: file.sha256 };
}

function instant(text: string): string {
  return new Date(text).toISOString();
}
