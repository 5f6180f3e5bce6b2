import { readPayload } from '@motcua/contracts/events';
import { timeLimitFor } from '@motcua/pack';
import { amountText, copyKindText, timeLimitText } from '../procedure/legal-words.js';
import { FormNotAvailable, headOf, type FormGround } from './form-ground.js';

/**
 * What stands in the receipt *Giấy tiếp nhận hồ sơ và hẹn trả kết quả*: the appointment that was promised at acceptance, whatever moved it
 * since.
 * @source Nghị định 61/2018/NĐ-CP, Điều 17; Thông tư 01/2018/TT-VPCP
 * @throws FormNotAvailable (409) before acceptance
 */
export function receiptContent(ground: FormGround) {
  const { row, rules, history, dossiers } = ground;
  const accepted = history.find(({ type }) => type === 'dossier.accepted');
  const promised = accepted && readPayload('dossier.accepted', accepted.data).dueAt;
  if (!row.accepted_at || !promised) throw new FormNotAvailable();
  const { definition } = rules.getProcedure(row.procedure_code, row.procedure_version);
  const limit = timeLimitFor(definition, dossiers.answersAtAcceptance(row));
  const components = definition.components.flatMap((component) => {
    const given = row.components.find(({ code }) => code === component.code);
    if (!given && !component.form) return [];
    const files = row.files.filter((file) => file.component_code === component.code).map((file) => dossiers.file(file));
    return {
      name: component.name.vi,
      // Online a paper is its file; at a counter it is the original unless the officer said otherwise.
      copyKindText: copyKindText(given?.copy_kind ?? (row.channel === 'online' ? 'electronic' : 'original')).vi,
      sets: given?.sets ?? 1,
      files: files.map(({ name, sha256, size }) => ({ name, sha256, size })),
    };
  });
  return {
    ...headOf(ground, 'receipt', {
      agencyCode: row.intake_agency_code,
      issuedAt: row.accepted_at,
      officerId: row.accepted_by,
    }),
    components,
    setsTotal: Math.max(1, ...components.map((component) => component.sets)),
    timeLimitText: timeLimitText(limit).vi,
    acceptedAt: row.accepted_at.toISOString(),
    dueAt: promised.toISOString(),
    receiveResultAt: rules.agencyName(row.intake_agency_code, row.accepted_at).vi,
    fees: row.fees.map((fee) => ({ name: fee.name.vi, amountText: amountText(fee.amountVnd).vi })),
    legalBasisNote: limit.legalBasis,
  };
}
