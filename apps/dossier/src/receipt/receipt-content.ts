import { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import { inForce } from '@motcua/pack';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound, problem } from '@motcua/service-kit/errors';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import { civilDateAt } from '@motcua/working-time';
import type { DossierGround } from '../dossier-ground.js';
import { maskDigits } from '../dossier/dossier-view.js';
import { namesOf } from '../dossier/people.js';
import type { ReadDossier, WholeDossierRow } from '../dossier/read-dossier.js';
import { amountText, copyKindText, timeLimitText } from '../procedure/legal-words.js';
import type { Rules } from '../rules/rules.js';

/** The form belongs to a later stage of the dossier. */
export class FormNotAvailable extends problem('form-not-available', 409, {
  vi: { title: 'Chưa có biểu mẫu này', detail: 'Hồ sơ chưa đến bước có biểu mẫu này.' },
  en: { title: 'The form is not available yet', detail: 'The dossier has not come to the stage of this form.' },
}) {}

/**
 * What stands in the receipt *Giấy tiếp nhận hồ sơ và hẹn trả kết quả*, for those who may read the dossier.
 * @source Nghị định 61/2018/NĐ-CP, Điều 17; Thông tư 01/2018/TT-VPCP
 */
export class ReceiptContent {
  constructor(
    private readonly ground: DossierGround,
    private readonly dossiers: ReadDossier,
    private readonly identity: ServiceClient<typeof IdentityServiceService>,
  ) {}

  /** @throws NotFound (404), FormNotAvailable (409) before acceptance */
  async execute(caller: Caller, dossierId: string, form: string): Promise<{ formSet: string; content: string }> {
    if (form !== 'receipt') throw new NotFound();
    const row = await this.dossiers.row(caller, dossierId);
    if (!row.accepted_at || !row.due_at) throw new FormNotAvailable();
    const [rules, names] = await Promise.all([
      this.ground.packs.get(this.ground.queries, row.pack_hash),
      namesOf(this.identity, [row.accepted_by]),
    ]);
    const formSet = inForce(rules.province.formSet, civilDateAt(row.accepted_at))?.value ?? '2025';
    const content = this.content(row, rules, row.accepted_at, row.due_at, names.get(row.accepted_by ?? '') ?? '');
    return { formSet, content: JSON.stringify(content) };
  }

  private content(row: WholeDossierRow, rules: Rules, acceptedAt: Date, dueAt: Date, officerName: string) {
    const { definition } = rules.getProcedure(row.procedure_code, row.procedure_version);
    const submitter = this.dossiers.submitterOf(row);
    const intakeAgency = rules.findAgency(row.intake_agency_code, acceptedAt);
    const components = definition.components.flatMap((component) => {
      const given = row.components.find(({ code }) => code === component.code);
      if (!given && !component.form) return [];
      const files = row.files
        .filter((file) => file.component_code === component.code)
        .map((file) => this.dossiers.file(file));
      return {
        name: component.name.vi,
        // Online a paper is its file; at a counter it is the original unless the officer said otherwise.
        copyKindText: copyKindText(given?.copy_kind ?? (row.channel === 'online' ? 'electronic' : 'original')).vi,
        sets: given?.sets ?? 1,
        files: files.map(({ name, sha256, size }) => ({ name, sha256, size })),
      };
    });
    return {
      language: 'vi',
      formName: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
      formNumber: 'Mẫu số 01',
      province: rules.province.name,
      agencyName: rules.agencyName(row.intake_agency_code, acceptedAt).vi,
      ...(intakeAgency?.parent && { parentAgencyName: rules.agencyName(intakeAgency.parent, acceptedAt).vi }),
      code: row.code,
      trackingNumber: row.tracking_number,
      issuedAt: acceptedAt.toISOString(),
      submitter: {
        fullName: submitter.fullName,
        ...(submitter.address && { address: submitter.address }),
        ...(submitter.phone && { phone: submitter.phone }),
        ...(submitter.email && { email: submitter.email }),
        ...(submitter.identityNumber && { identityNumberMasked: maskDigits(submitter.identityNumber) }),
      },
      procedure: { code: definition.code, name: definition.name.vi },
      competentAgencyName: rules.agencyName(row.competent_agency_code, acceptedAt).vi,
      components,
      setsTotal: Math.max(1, ...components.map((component) => component.sets)),
      timeLimitText: timeLimitText(definition.timeLimit).vi,
      acceptedAt: acceptedAt.toISOString(),
      dueAt: dueAt.toISOString(),
      receiveResultAt: rules.agencyName(row.intake_agency_code, acceptedAt).vi,
      officerName,
      fees: row.fees.map((fee) => ({ name: fee.name.vi, amountText: amountText(fee.amountVnd).vi })),
      legalBasisNote: definition.timeLimit.legalBasis,
    };
  }
}
