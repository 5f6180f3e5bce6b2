import { masked } from '@motcua/form';
import { inForce } from '@motcua/pack';
import { problem } from '@motcua/service-kit/errors';
import { civilDateAt } from '@motcua/working-time';
import type { ReadDossier, WholeDossierRow } from '../dossier/read-dossier.js';
import type { Rules } from '../rules/rules.js';
import { formSets, type FormSet, type StatutoryForm } from './form-set.js';

/** The form belongs to a later stage of the dossier, or the set of its day has no such form. */
export class FormNotAvailable extends problem('form-not-available', 409, {
  vi: { title: 'Chưa có biểu mẫu này', detail: 'Hồ sơ chưa đến bước có biểu mẫu này.' },
  en: { title: 'The form is not available yet', detail: 'The dossier has not come to the stage of this form.' },
}) {}

/** What a form is written from: the dossier, its rules and its history. */
export interface FormGround {
  readonly row: WholeDossierRow;
  readonly rules: Rules;
  readonly history: readonly FormEvent[];
  readonly dossiers: ReadDossier;
  /** The names of those who acted on it, by id. */
  readonly names: ReadonlyMap<string, string>;
}

/** A row of the event log, as forms read it. */
export interface FormEvent {
  readonly id: string;
  readonly type: string;
  readonly occurred_at: Date;
  readonly actor_id: string;
  readonly agency_code: string | null;
  readonly position_code: string | null;
  readonly data: string;
}

/** The set of forms in use on the dossier's day. */
export function formSetOf(row: Pick<WholeDossierRow, 'accepted_at' | 'submitted_at'>, rules: Rules): FormSet {
  return inForce(rules.province.formSet, civilDateAt(row.accepted_at ?? row.submitted_at))?.value ?? '2025';
}

/** What every form of a dossier says. */
export interface FormHead {
  /** The agency that gives the form, as it is named at the time. */
  readonly agencyCode: string;
  readonly issuedAt: Date;
  readonly officerId: string | null;
}

/** @throws FormNotAvailable (409) the set has no such form */
export function headOf(ground: FormGround, form: StatutoryForm, head: FormHead) {
  const numbered = formSets[formSetOf(ground.row, ground.rules)][form];
  if (!numbered) throw new FormNotAvailable();
  return { ...headOfPaper(ground, head), ...numbered };
}

/** The same of a paper that is none of the circulars' forms. */
export function headOfPaper(
  { row, rules, dossiers, names }: FormGround,
  { agencyCode, issuedAt, officerId }: FormHead,
) {
  const submitter = dossiers.submitterOf(row);
  const parent = rules.findAgency(agencyCode, issuedAt)?.parent;
  const { definition } = rules.getProcedure(row.procedure_code, row.procedure_version);
  return {
    language: 'vi',
    province: rules.province.name,
    agencyName: rules.agencyName(agencyCode, issuedAt).vi,
    ...(parent && { parentAgencyName: rules.agencyName(parent, issuedAt).vi }),
    issuedAt: issuedAt.toISOString(),
    ...(row.code && { code: row.code }),
    trackingNumber: row.tracking_number,
    submitter: {
      fullName: submitter.fullName,
      ...(submitter.address && { address: submitter.address }),
      ...(submitter.phone && { phone: submitter.phone }),
      ...(submitter.email && { email: submitter.email }),
      ...(submitter.identityNumber && { identityNumberMasked: masked(submitter.identityNumber, 'identifier') }),
    },
    procedure: { code: definition.code, name: definition.name.vi },
    competentAgencyName: rules.agencyName(row.competent_agency_code, issuedAt).vi,
    officerName: names.get(officerId ?? '') ?? '',
  };
}
