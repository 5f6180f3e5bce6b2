import type { Sealed } from '@motcua/service-kit/sealed';
import { clockOf } from '../dossier/dossier-view.js';
import type { DossierDetail } from '../dossier/dossier.schemas.js';
import type { PreparedProcedure, Rules } from '../rules/rules.js';

/** The dossier of which another is a part, as JSON. */
export interface ParentJson {
  readonly id: string;
  readonly tracking_number: string;
  readonly code: string | null;
  readonly state: DossierDetail['state'];
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly pack_hash: string;
  /** The declaration, which is that of its parts as well. */
  readonly answers: Sealed;
}

/** A part of a dossier, as JSON: instants are text. */
export interface PartJson {
  readonly id: string;
  readonly element_id: string;
  readonly tracking_number: string;
  readonly code: string | null;
  readonly state: DossierDetail['state'];
  readonly decision: 'approved' | 'refused' | null;
  readonly procedure_code: string;
  readonly competent_agency_code: string;
  readonly submitted_at: string;
  readonly due_at: string | null;
  readonly due_provisional: boolean;
  readonly paused_grounds: readonly string[];
  readonly timeliness: 'early' | 'onTime' | 'overdue' | null;
}

export const familyColumns = `(select json_build_object('id', w.id, 'tracking_number', w.tracking_number, 'code', w.code, 'state', w.state,
    'procedure_code', w.procedure_code, 'procedure_version', w.procedure_version, 'pack_hash', w.pack_hash, 'answers', w.answers)
    from dossier w where w.id = d.parent_id) as parent,
  coalesce((select json_agg(json_build_object('id', k.id, 'element_id', c.element_id, 'tracking_number', k.tracking_number, 'code', k.code,
    'state', k.state, 'decision', k.decision, 'procedure_code', k.procedure_code,
    'competent_agency_code', k.competent_agency_code, 'submitted_at', k.submitted_at, 'due_at', k.due_at,
    'due_provisional', k.due_provisional, 'paused_grounds', k.paused_grounds, 'timeliness', k.timeliness) order by k.submitted_at, k.id)
    from dossier k join process_call c on c.dossier_id = d.id and c.call_key = k.parent_call_key where k.parent_id = d.id), '[]') as parts`;

export function parentView(parent: ParentJson, rules: Rules): NonNullable<DossierDetail['parent']> {
  const { definition } = rules.getProcedure(parent.procedure_code, parent.procedure_version);
  return {
    id: parent.id,
    trackingNumber: parent.tracking_number,
    ...(parent.code !== null && { code: parent.code }),
    procedure: { code: parent.procedure_code, name: definition.name },
    state: parent.state,
  };
}

/** The parts of a dossier with a clock each, which counts by the calendar of the agency that decides the part. */
export function partViews(
  parts: readonly PartJson[],
  whole: PreparedProcedure,
  rules: Rules,
  now: Date,
): DossierDetail['parts'] {
  return parts.map((part) => ({
    id: part.id,
    elementId: part.element_id,
    name: whole.definition.calls?.[part.element_id]?.name ?? { vi: part.element_id, en: part.element_id },
    trackingNumber: part.tracking_number,
    ...(part.code !== null && { code: part.code }),
    agency: {
      code: part.competent_agency_code,
      name: rules.agencyName(part.competent_agency_code, new Date(part.submitted_at)),
    },
    state: part.state,
    ...(part.decision && { decision: part.decision }),
    clock: clockOf(
      { ...part, due_at: part.due_at === null ? null : new Date(part.due_at) },
      calledOf(part, rules) ?? whole,
      now,
    ),
  }));
}

function calledOf(part: PartJson, rules: Rules): PreparedProcedure | undefined {
  const version = rules.findProcedure(part.procedure_code, new Date(part.submitted_at));
  return version && rules.prepareAt(version, part.competent_agency_code);
}
