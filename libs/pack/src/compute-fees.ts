import { valueAt } from '@motcua/form';
import { evaluateExpression, type Reason } from '@motcua/process';
import { groupBy } from './group-by.js';
import type { CivilDate } from './legal-value.js';
import { inForce } from './legal-value.js';
import type { Fee, PagePrice, ProcedureDefinition } from './procedure.js';

type Relief = NonNullable<Fee['relief']>[number];

/** A fee that is due for a dossier, in whole đồng. */
export interface DueFee {
  fee: Fee;
  /** Before relief. */
  fullAmountVnd: number;
  /** What is to be paid. */
  amountVnd: number;
  relief?: Relief;
  /** Why the formula comes to no amount; it then counts as nothing, and nobody may be charged by it. */
  failure?: Reason;
}

/**
 * The fees due on a day for a declaration with these answers: of each fee the entry in force, where it applies, less the first relief whose
 * condition is true. A formula and a relief are rounded to whole đồng, halves up.
 */
export function computeFees(procedure: Pick<ProcedureDefinition, 'fees'>, answers: unknown, on: CivilDate): DueFee[] {
  return [...groupBy(procedure.fees, ({ name }) => name.vi).values()].flatMap((entries) => {
    const fee = inForce(entries, on);
    if (!fee || (fee.appliesWhen && valueAt(answers, fee.appliesWhen.pointer) !== fee.appliesWhen.equals)) return [];
    const full = fullAmount(fee, answers, on);
    if ('failure' in full) return [{ fee, fullAmountVnd: 0, amountVnd: 0, failure: full.failure }];
    const { amountVnd: fullAmountVnd } = full;
    const relief = fee.relief?.find(({ when }) => isTrue(when, answers, on));
    if (!relief) return [{ fee, fullAmountVnd, amountVnd: fullAmountVnd }];
    return [{ fee, fullAmountVnd, amountVnd: Math.round((fullAmountVnd * (100 - relief.percent)) / 100), relief }];
  });
}

function fullAmount(fee: Fee, answers: unknown, on: CivilDate): { amountVnd: number } | { failure: Reason } {
  if (fee.perPage) return { amountVnd: pagesAmount(fee.perPage, answers) };
  if (fee.formula === undefined) return { amountVnd: fee.amountVnd ?? 0 };
  const result = evaluate(fee.formula, answers, on);
  if ('failure' in result) return result;
  const amountVnd = typeof result.value === 'number' ? Math.round(result.value) : NaN;
  return Number.isSafeInteger(amountVnd) && amountVnd >= 0
    ? { amountVnd }
    : {
        failure: {
          vi: `"${fee.formula}": ${String(result.value)} không phải số tiền`,
          en: `"${fee.formula}": ${String(result.value)} is no amount`,
        },
      };
}

/** A condition on an answer that was not given does not hold. */
function isTrue(condition: string, answers: unknown, on: CivilDate): boolean {
  const result = evaluate(condition, answers, on);
  return 'value' in result && result.value === true;
}

function evaluate(expression: string, answers: unknown, on: CivilDate): { value: unknown } | { failure: Reason } {
  const variables: Record<string, unknown> = { ...(typeof answers === 'object' && answers) };
  return evaluateExpression(expression, variables, new Date(`${on}T12:00:00+07:00`));
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
