import { valueAt } from '@motcua/form';
import type { CivilDate } from './legal-value.js';
import { inForce } from './legal-value.js';
import type { Fee, PagePrice, ProcedureDefinition } from './procedure.js';
import { groupBy } from './group-by.js';

/** A fee that is due for a dossier, in whole đồng. */
export interface DueFee {
  fee: Fee;
  amountVnd: number;
}

/** The fees due on a day for a declaration with these answers: of each fee the entry in force, where it applies. */
export function computeFees(procedure: Pick<ProcedureDefinition, 'fees'>, answers: unknown, on: CivilDate): DueFee[] {
  return [...groupBy(procedure.fees, ({ name }) => name.vi).values()].flatMap((entries) => {
    const fee = inForce(entries, on);
    if (!fee || (fee.appliesWhen && valueAt(answers, fee.appliesWhen.pointer) !== fee.appliesWhen.equals)) return [];
    return [{ fee, amountVnd: fee.perPage ? pagesAmount(fee.perPage, answers) : (fee.amountVnd ?? 0) }];
  });
}

/** @source Thông tư 226/2016/TT-BTC */
function pagesAmount(price: PagePrice, answers: unknown): number {
  const pages = countAt(answers, price.pages);
  const first = Math.min(pages, price.firstPages);
  const perCopy = first * price.amountVnd + (pages - first) * price.thenAmountVnd;
  return countAt(answers, price.copies) * Math.min(perCopy, price.capVndPerCopy);
}

/** What the form has not asked yet, or has not understood, costs nothing so far. */
function countAt(answers: unknown, pointer: string): number {
  const count = valueAt(answers, pointer);
  return typeof count === 'number' && Number.isSafeInteger(count) && count > 0 ? count : 0;
}
