import type { Procedure } from '@motcua/pack';
import type { Caller } from '@motcua/service-kit/caller';
import type { Sealed, Sealer } from '@motcua/service-kit/sealed';
import type { DossierDetail } from '../dossier/dossier.schemas.js';
import { fileView, type FileRow } from '../dossier/outcome-view.js';
import { stepShown, type Rules } from '../rules/rules.js';
import type { Relation } from '../turn/allowed-turns.js';

/** A question to an agency and its answer as JSON aggregates them: instants are text. */
export interface ConsultationRow {
  readonly task_id: string;
  readonly element_id: string;
  readonly agency_code: string;
  readonly state: 'open' | 'completed' | 'cancelled';
  readonly lapsed_at: string | null;
  readonly created_at: string;
  readonly due_at: string;
  readonly completed_at: string | null;
  readonly outcome: string | null;
  readonly note: Sealed | null;
  readonly question: Sealed | null;
}

/** Questions that went with a step that was sent back are gone; those that lapsed or were withdrawn stay in sight. */
export const consultationColumn = `coalesce((select json_agg(json_build_object('task_id', k.id, 'element_id', k.element_id,
  'agency_code', k.agency_code, 'state', k.state, 'lapsed_at', k.lapsed_at, 'created_at', k.created_at, 'due_at', k.due_at,
  'completed_at', k.completed_at, 'outcome', k.outcome, 'note', k.note, 'question', c.question) order by k.created_at, k.id)
  from task k left join consultation c on c.task_id = k.id
  where k.dossier_id = d.id and k.kind = 'consult' and (k.state <> 'cancelled' or k.lapsed_at is not null or c.task_id is not null)), '[]') as consultations`;

/**
 * What agencies were asked and what they answered, for those who work on the dossier or answer for its agency. A consulted agency sees what
 * itself was asked, a citizen nothing.
 */
export function consultationViews(
  row: { readonly consultations: readonly ConsultationRow[]; readonly files: readonly FileRow[] },
  { definition, rules }: { readonly definition: Procedure; readonly rules: Rules },
  sealer: Sealer,
  caller: Caller,
  relations: readonly Relation[],
): NonNullable<DossierDetail['consultations']> {
  const seesAll = relations.includes('worker') || relations.includes('leader');
  return row.consultations
    .filter(({ agency_code: agency }) => seesAll || caller.agencyCodes.includes(agency))
    .map((asked) => {
      const step = stepShown(definition, asked.element_id);
      const chosen = step.outcomes?.find(({ value }) => value === asked.outcome);
      return {
        taskId: asked.task_id,
        agency: { code: asked.agency_code, name: rules.agencyName(asked.agency_code, new Date(asked.created_at)) },
        stepName: step.name,
        state: stateOf(asked),
        askedAt: instant(asked.created_at),
        dueAt: instant(asked.due_at),
        ...(asked.question && { question: sealer.open(asked.question, `consultation.question:${asked.task_id}`) }),
        ...(chosen && { opinion: { value: chosen.value, name: chosen.name } }),
        ...(asked.note && { note: sealer.open(asked.note, `task.note:${asked.task_id}`) }),
        ...(asked.completed_at && { answeredAt: instant(asked.completed_at) }),
        files: row.files.filter((file) => file.opinion_task_id === asked.task_id).map((file) => fileView(file, sealer)),
      };
    });
}

function stateOf({ state, lapsed_at: lapsedAt }: ConsultationRow) {
  if (lapsedAt) return 'lapsed';
  return state === 'open' ? 'open' : state === 'completed' ? 'answered' : 'withdrawn';
}

function instant(text: string): string {
  return new Date(text).toISOString();
}
