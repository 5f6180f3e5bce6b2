import { inForce, type Procedure, type Province } from '@motcua/pack';
import { civilDateAt } from '@motcua/working-time';
import { RulesUnusable, type Rules } from '../rules/rules.js';

export type SupplementRule = Province['supplement'][number]['value'];

/** How often an applicant may be asked, what the clock does, and when an unanswered dossier closes: the procedure's rule, else the province's. */
export function supplementRule(
  rules: Pick<Rules, 'province'>,
  procedure: Pick<Procedure, 'supplement'>,
  submittedAt: Date,
): SupplementRule {
  const rule = procedure.supplement ?? inForce(rules.province.supplement, civilDateAt(submittedAt))?.value;
  if (!rule) {
    throw new RulesUnusable({
      vi: 'tỉnh không có quy định về yêu cầu bổ sung hồ sơ vào ngày đó',
      en: 'the province has no rule on supplements on that day',
    });
  }
  return rule;
}
