import type { Queries } from '@motcua/service-kit/database';
import type { Sealed, Sealer } from '@motcua/service-kit/sealed';
import { timeliness } from '@motcua/working-time';
import { findStep } from '../rules/rules.js';
import { FormNotAvailable, headOf, type FormGround } from './form-ground.js';

interface HandOverRow {
  readonly id: string;
  readonly element_id: string;
  readonly agency_code: string;
  readonly created_at: Date;
  readonly due_at: Date;
  readonly officer_id: string | null;
  readonly completed_at: Date | null;
  readonly note: Sealed | null;
}

export const timelinessWords = { early: 'Trước hạn', onTime: 'Đúng hạn', overdue: 'Quá hạn' } as const;

/**
 * The control slip *Phiếu kiểm soát quá trình giải quyết hồ sơ*: who handed the dossier to whom and when, and how each step stood against
 * its limit. It is a paper of its own after each event.
 * @source Nghị định 61/2018/NĐ-CP; Thông tư 01/2018/TT-VPCP
 * @throws FormNotAvailable (409) before acceptance
 */
export async function controlSlipContent(ground: FormGround, queries: Queries, sealer: Sealer) {
  const { row, rules, history, names } = ground;
  const last = history.at(-1);
  if (!row.accepted_at || !row.due_at || !last) throw new FormNotAvailable();
  const { definition } = rules.getProcedure(row.procedure_code, row.procedure_version);
  const rows = await queries.read<HandOverRow>(
    `select id, element_id, agency_code, created_at, due_at, coalesce(completed_by, claimed_by) as officer_id, completed_at, note
       from task where dossier_id = $1 and state <> 'cancelled' order by created_at, id`,
    [row.id],
  );
  const head = headOf(ground, 'control-slip', {
    agencyCode: row.competent_agency_code,
    issuedAt: last.occurred_at,
    officerId: null,
  });
  const party = ({ agency_code: code, element_id: elementId, officer_id: id, created_at: at }: HandOverRow) =>
    [
      rules.agencyName(code, at).vi,
      findStep(definition, elementId)?.name.vi ?? elementId,
      ...(names.get(id ?? '') ? [names.get(id ?? '')] : []),
    ].join(' - ');
  return {
    ...head,
    of: last.id,
    acceptedAt: row.accepted_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    handOvers: rows.map((step) => {
      const givers = rows.filter(
        ({ id, completed_at: at }) => id !== step.id && at?.getTime() === step.created_at.getTime(),
      );
      const unit = findStep(definition, step.element_id)?.limit?.unit ?? definition.timeLimit.unit;
      return {
        at: step.created_at.toISOString(),
        from: givers.length > 0 ? givers.map(party).join('; ') : head.submitter.fullName,
        to: party(step),
        ...(step.completed_at && { result: timelinessWords[timeliness(step.due_at, step.completed_at, unit)] }),
        ...(step.note && { note: sealer.open(step.note, `task.note:${step.id}`) }),
      };
    }),
  };
}
