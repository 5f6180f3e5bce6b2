import type { LastStatement } from '@motcua/service-kit/database';
import { civilDateAt } from '@motcua/working-time';
import { RulesUnusable, type Rules } from '../rules/rules.js';

/**
 * Gives a payment the number of its receipt, `BL-<agency e-id>-<YY>-<seven digits>`: the next of the collecting agency's in the year, without
 * gaps, never given twice. For the last statement of the command that takes the money, as the counter makes others wait.
 */
export function receiptNumber(rules: Rules, paymentId: string, agencyCode: string, at: Date): LastStatement {
  const agency = rules.agencyAt(agencyCode, at);
  if (!agency)
    throw new RulesUnusable({
      vi: `cơ quan ${agencyCode} thu phí, lệ phí nhưng gói dữ liệu không có`,
      en: `${agencyCode} collects a fee and the pack does not know it`,
    });
  const year = civilDateAt(at).slice(0, 4);
  return {
    values: [agencyCode, Number(year), `BL-${agency.eid}-${year.slice(2)}-`, paymentId],
    ctes: `counted as (
        insert into receipt_counter (agency_code, year, last) values ($1, $2::integer, 1)
        on conflict (agency_code, year) do update set last = receipt_counter.last + 1 returning last),
      allotted as (select $3::text || lpad(last::text, greatest(7, length(last::text)), '0') as value from counted),
      receipted as (update payment p set e_receipt_number = a.value from allotted a where p.id = $4::uuid)`,
  };
}
