import type { FormDefinition, GroupSchema } from '@motcua/form';
import { valueAt } from '@motcua/form';
import { readExpression } from '@motcua/process';
import type { Agency, AgencyKind } from './agency.js';
import type { Calendars } from './calendar.js';
import { checkValidity } from './check-validity.js';

import { groupBy } from './group-by.js';
import type { ProcedureDefinition } from './procedure.js';
import type { Part } from './read-part.js';
import type { Path } from './source-document.js';

/** What a procedure refers to; whatever could not be read is not checked against. */
interface Surroundings {
  agencies: Agency[] | undefined;
  calendars: Calendars | undefined;
  form: FormDefinition | undefined;
}

/** What the announcement of a procedure says, against the agencies, calendars and the declaration of the province. */
export function checkProcedure(
  part: Part<ProcedureDefinition>,
  folder: string,
  { agencies, calendars, form }: Surroundings,
): void {
  const { value: procedure, refuse } = part;
  if (!folder.startsWith(`${procedure.code}-`)) {
    refuse(['code'], `the folder ${folder} does not begin with the code ${procedure.code}`);
  }
  if (agencies) checkOffer(part, agencies);
  if (calendars) {
    for (const key of ['timeLimit', 'extension'] as const) {
      const calendar = procedure[key]?.calendar;
      if (calendar !== undefined && !calendars.calendars.some(({ code }) => code === calendar)) {
        refuse([key, 'calendar'], `there is no calendar ${calendar}`);
      }
    }
  }
  checkComponents(part);
  checkFees(part, form);
  if (form) checkLimitBy(part, form);
}

/** The kinds of the agencies that offer a procedure and decide it. */
export function competentKinds(
  { offeredBy }: Pick<ProcedureDefinition, 'offeredBy'>,
  agencies: readonly Agency[],
): AgencyKind[] {
  const named = agencies.filter(({ code }) => offeredBy.agencies?.includes(code)).map(({ kind }) => kind);
  return [...new Set([...(offeredBy.agencyKinds ?? []), ...named])];
}

function checkOffer({ value: { offeredBy }, refuse }: Part<ProcedureDefinition>, agencies: readonly Agency[]): void {
  for (const [index, code] of (offeredBy.agencies ?? []).entries()) {
    if (!agencies.some((agency) => agency.code === code)) {
      refuse(['offeredBy', 'agencies', index], `there is no agency ${code}`);
    }
  }
  for (const [index, kind] of (offeredBy.agencyKinds ?? []).entries()) {
    if (!agencies.some((agency) => agency.kind === kind)) {
      refuse(['offeredBy', 'agencyKinds', index], `there is no agency of the kind ${kind}`);
    }
  }
}

function checkComponents({ value: { components }, refuse }: Part<ProcedureDefinition>): void {
  const codes = new Set<string>();
  for (const [index, { code }] of components.entries()) {
    if (codes.has(code)) refuse(['components', index, 'code'], `the component ${code} stands here twice`);
    codes.add(code);
  }
  const declarations = components.filter(({ form }) => form === true).length;
  if (declarations !== 1)
    refuse(['components'], `exactly one component is the declaration (form: true), not ${declarations}`);
}

function checkFees(part: Part<ProcedureDefinition>, form: FormDefinition | undefined): void {
  const { fees } = part.value;
  const periods = fees.map((fee, index) => ({ ...fee, path: ['fees', index] }));
  for (const [name, ofName] of groupBy(periods, (fee) => fee.name.vi)) checkValidity(part, `the fee "${name}"`, ofName);
  if (!form) return;
  for (const [index, { perPage, appliesWhen, formula, relief = [] }] of fees.entries()) {
    if (formula !== undefined) checkFormula(part, ['fees', index, 'formula'], formula, form);
    for (const [place, { when }] of relief.entries()) {
      checkFormula(part, ['fees', index, 'relief', place, 'when'], when, form);
    }
    for (const key of ['pages', 'copies'] as const) {
      if (perPage && answerType(form.schema, perPage[key]) !== 'integer') {
        part.refuse(['fees', index, 'perPage', key], `${perPage[key]} is no whole number of the form`);
      }
    }
    if (appliesWhen && answerType(form.schema, appliesWhen.pointer) !== typeof appliesWhen.equals) {
      part.refuse(
        ['fees', index, 'appliesWhen'],
        `${appliesWhen.pointer} is no answer of the form that can equal this`,
      );
    }
  }
}

/** A formula can be read, and each path in it leads to an answer of the form. */
function checkFormula({ refuse }: Part<unknown>, path: Path, formula: string, { schema }: FormDefinition): void {
  const reading = readExpression(formula);
  if ('fault' in reading) {
    refuse(path, `"${formula}": ${reading.fault}`);
    return;
  }
  const withoutTexts = formula.replaceAll(/"[^"]*"/g, '""');
  for (const variable of reading.variables) {
    for (const [name = ''] of withoutTexts.matchAll(new RegExp(`\\b(?<!\\.)${variable}(\\.\\w+)*`, 'g'))) {
      const type = answerType(schema, `/${name.replaceAll('.', '/')}`);
      if (type === undefined || type === 'object') refuse(path, `${name} is no answer of the form`);
    }
  }
}

/** The answer on which the limit depends is always given, and each of its values has a limit. */
function checkLimitBy({ value, refuse }: Part<ProcedureDefinition>, { schema }: FormDefinition): void {
  if (!value.timeLimitBy) return;
  const { pointer, values } = value.timeLimitBy;
  const choices = valueAt(schema, `${pointer.replaceAll('/', '/properties/')}/enum`);
  if (!Array.isArray(choices) || !isAlwaysGiven(schema, pointer)) {
    refuse(['timeLimitBy', 'pointer'], `${pointer} is no choice of the form that is always made`);
    return;
  }
  for (const choice of choices.filter((known) => !Object.hasOwn(values, String(known)))) {
    refuse(['timeLimitBy', 'values'], `there is no limit for the answer "${choice}"`);
  }
  for (const answer of Object.keys(values).filter((known) => !choices.includes(known))) {
    refuse(['timeLimitBy', 'values', answer], `${pointer} is never "${answer}"`);
  }
}

function isAlwaysGiven(schema: GroupSchema, pointer: string): boolean {
  const steps = pointer.split('/').slice(1);
  return steps.every((step, index) => {
    const around = steps.slice(0, index).map((outer) => `/properties/${outer}`);
    const required = valueAt(schema, `${around.join('')}/required`);
    return Array.isArray(required) && required.includes(step);
  });
}

function answerType(schema: GroupSchema, pointer: string): unknown {
  return valueAt(schema, `${pointer.replaceAll('/', '/properties/')}/type`);
}
