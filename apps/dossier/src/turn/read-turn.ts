import { z } from 'zod';
import { Decision } from '@motcua/contracts/dossier/v1/events';
import type { GetTurnResponse, TaskInHand, Words } from '@motcua/contracts/dossier/v1/dossier';
import { readPayload } from '@motcua/contracts/events';
import { NotFound } from '@motcua/service-kit/errors';
import type { Sealed, Sealer } from '@motcua/service-kit/sealed';
import type { ClockLedger } from '@motcua/working-time';
import type { DossierGround } from '../dossier-ground.js';
import { stepShown, type Rules } from '../rules/rules.js';
import { rulesOf } from '../rules/rules-of.js';
import type { DeclaredField } from '../supplement/declared-fields.js';
import { supplementColumn, supplementViews, type SupplementRow } from '../supplement/supplement-view.js';

interface TurnEventRow {
  readonly type: string;
  readonly data: string;
  readonly event_id: string;
  readonly at: Date;
  readonly id: string;
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly pack_hash: string;
  readonly calendar_hash: string | null;
  readonly clock: ClockLedger | null;
  readonly closing_note: Sealed | null;
  /** The one of the event, although the dossier was taken up again meanwhile. */
  readonly decision_note: Sealed | null;
  readonly act_note: Sealed | null;
  readonly clock_act: { readonly id: string; readonly reason: Sealed } | null;
  readonly by_post: boolean;
  /** The step of the task that the event names. */
  readonly task_element_id: string | null;
  readonly supplement_rows: readonly SupplementRow[];
  readonly tasks: readonly OpenTaskRow[];
}

interface OpenTaskRow {
  readonly id: string;
  readonly agency_code: string;
  readonly kind: string;
  readonly claimed_by: string | null;
  readonly candidates: readonly string[];
}

/** What an event of a dossier says in words, and in whose hands the dossier is: for messages, which take no words from events. */
export class ReadTurn {
  constructor(private readonly ground: DossierGround) {}

  /** @throws NotFound (404) no dossier has had the event */
  async execute(eventId: string): Promise<GetTurnResponse> {
    const { packs, queries, sealer } = this.ground;
    const [row] = await queries.read<TurnEventRow>(
      `select l.type, l.data, l.id as event_id, l.occurred_at as at, d.id, d.procedure_code, d.procedure_version, d.pack_hash, d.calendar_hash,
              d.clock, d.closing_note, n.note as act_note, d.result_by = 'postal' as by_post,
              coalesce((select h.decision_note from decision_history h where h.dossier_id = d.id and h.decided_at = l.occurred_at),
                       d.decision_note) as decision_note,
              (select json_build_object('id', a.id, 'reason', a.reason) from clock_act a
                where a.dossier_id = d.id and a.at = l.occurred_at limit 1) as clock_act,
              (select t.element_id from task t where t.dossier_id = d.id and t.id::text = l.data::json ->> 'taskId') as task_element_id,
              ${supplementColumn},
              coalesce((select json_agg(json_build_object('id', t.id, 'agency_code', t.agency_code, 'kind', t.kind, 'claimed_by', t.claimed_by,
                                                          'candidates', t.candidates) order by t.id)
                          from task t where t.dossier_id = d.id and t.state = 'open'), '[]') as tasks
         from event_log l join dossier d on d.id = l.aggregate_id left join act_note n on n.event_id = l.id
        where l.id = $1`,
      [eventId],
    );
    if (!row) throw new NotFound();
    const rules = await rulesOf(packs, queries, row);
    return {
      reason: reasonOf(row, sealer),
      items: itemsOf(row, rules, sealer),
      ...stepOfEvent(row, rules),
      byPost: row.by_post,
      tasks: row.tasks.map(inHand),
    };
  }
}

function inHand({ id, agency_code, kind, claimed_by, candidates }: OpenTaskRow): TaskInHand {
  return {
    taskId: id,
    agencyCode: agency_code,
    isConsultation: kind === 'consult',
    officerId: claimed_by ?? undefined,
    candidates: [...candidates],
  };
}

/** The reason that the dossier's people may read: what colleagues noted for one another is none. */
function reasonOf(row: TurnEventRow, sealer: Sealer): Words | undefined {
  const opened = (cell: Sealed | null | undefined, place: string) => alike(cell && sealer.open(cell, place));
  switch (row.type) {
    case 'supplement.requested': {
      const { supplementId } = readPayload(row.type, row.data);
      return opened(
        row.supplement_rows.find(({ id }) => id === supplementId)?.reason,
        `supplement.reason:${supplementId}`,
      );
    }
    case 'dossier.decided':
      if (readPayload(row.type, row.data).decision !== Decision.DECISION_REFUSED) return undefined;
      return opened(row.decision_note, `dossier.decision_note:${row.id}`);
    case 'dossier.rejected':
    case 'dossier.stopped':
    case 'dossier.withdrawn':
      return opened(row.closing_note, `dossier.closing_note:${row.id}`);
    case 'dossier.extended':
    case 'clock.paused':
    case 'clock.resumed':
      return row.clock_act ? opened(row.clock_act.reason, `clock_act.reason:${row.clock_act.id}`) : undefined;
    case 'deadline.recomputed': {
      const moved = row.clock?.entries.find(
        (entry) => (entry.type === 'recomputed' || entry.type === 'lengthened') && entry.at === row.at.toISOString(),
      );
      return moved && 'reason' in moved ? { ...moved.reason } : undefined;
    }
    case 'result.corrected':
    case 'dossier.reopened':
    case 'step.returned':
      return opened(row.act_note, `act_note.note:${row.event_id}`);
    default:
      return undefined;
  }
}

function itemsOf(row: TurnEventRow, rules: Rules, sealer: Sealer): Words[] {
  if (row.type !== 'supplement.requested') return [];
  const { supplementId } = readPayload(row.type, row.data);
  const { definition } = rules.getProcedure(row.procedure_code, row.procedure_version);
  const asked = supplementViews(row.supplement_rows, definition, sealer).find(({ id }) => id === supplementId);
  const items = (asked?.items ?? []).map(({ component, note, legalBasis }): Words => {
    const line = (name: string | undefined) =>
      `${name === undefined ? note : `${name}: ${note}`}${legalBasis === undefined ? '' : ` (${legalBasis})`}`;
    return { vi: line(component?.name.vi), en: line(component?.name.en) };
  });
  return [...items, ...(asked?.fields ?? []).map(fieldWords)];
}

function fieldWords({ section, label }: DeclaredField): Words {
  return {
    vi: `Sửa tờ khai, mục “${section.vi}: ${label.vi}”`,
    en: `Put right in the declaration: “${section.en}: ${label.en}”`,
  };
}

/** The step that an event is about, and what came of it. */
function stepOfEvent(row: TurnEventRow, rules: Rules): { step?: Words; outcome?: Words } {
  const named = z
    .object({ toElementId: z.string(), elementId: z.string(), opinion: z.string() })
    .partial()
    .parse(JSON.parse(row.data));
  const elementId = row.task_element_id ?? named.toElementId ?? named.elementId;
  if (elementId === undefined) return {};
  const { name, outcomes } = stepShown(
    rules.getProcedure(row.procedure_code, row.procedure_version).definition,
    elementId,
  );
  const outcome = outcomes?.find(({ value }) => value === named.opinion);
  return { step: { ...name }, ...(outcome && { outcome: { ...outcome.name } }) };
}

/** What somebody wrote, in whichever language they did. */
function alike(text: string | null | undefined): Words | undefined {
  return text ? { vi: text, en: text } : undefined;
}
