import type { FormDefinition, GroupSchema } from '@motcua/form';
import { valueAt } from '@motcua/form';
import { readExpression, tellOf } from '@motcua/process';
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
    refuse(['code'], {
      vi: `tên thư mục ${folder} không bắt đầu bằng mã ${procedure.code}`,
      en: `the folder ${folder} does not begin with the code ${procedure.code}`,
    });
  }
  if (agencies) checkOffer(part, agencies);
  if (calendars) {
    for (const key of ['timeLimit', 'extension'] as const) {
      const calendar = procedure[key]?.calendar;
      if (calendar !== undefined && !calendars.calendars.some(({ code }) => code === calendar)) {
        refuse([key, 'calendar'], { vi: `không có lịch ${calendar}`, en: `there is no calendar ${calendar}` });
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
      refuse(['offeredBy', 'agencies', index], { vi: `không có cơ quan ${code}`, en: `there is no agency ${code}` });
    }
  }
  for (const [index, kind] of (offeredBy.agencyKinds ?? []).entries()) {
    if (!agencies.some((agency) => agency.kind === kind)) {
      refuse(['offeredBy', 'agencyKinds', index], {
        vi: `không có cơ quan nào thuộc loại ${kind}`,
        en: `there is no agency of the kind ${kind}`,
      });
    }
  }
}

function checkComponents({ value: { components }, refuse }: Part<ProcedureDefinition>): void {
  const codes = new Set<string>();
  for (const [index, { code }] of components.entries()) {
    if (codes.has(code))
      refuse(['components', index, 'code'], {
        vi: `thành phần hồ sơ ${code} được nêu hai lần`,
        en: `the component ${code} stands here twice`,
      });
    codes.add(code);
  }
  const declarations = components.filter(({ form }) => form === true).length;
  if (declarations !== 1)
    refuse(['components'], {
      vi: `đúng một thành phần hồ sơ là tờ khai (form: true), không phải ${declarations}`,
      en: `exactly one component is the declaration (form: true), not ${declarations}`,
    });
}

function checkFees(part: Part<ProcedureDefinition>, form: FormDefinition | undefined): void {
  const { fees } = part.value;
  const periods = fees.map((fee, index) => ({ ...fee, path: ['fees', index] }));
  for (const [name, ofName] of groupBy(periods, (fee) => fee.name.vi))
    checkValidity(part, { vi: `khoản phí "${name}"`, en: `the fee "${name}"` }, ofName);
  if (!form) return;
  for (const [index, { perPage, appliesWhen, formula, relief = [] }] of fees.entries()) {
    if (formula !== undefined) checkFormula(part, ['fees', index, 'formula'], formula, form);
    for (const [place, { when }] of relief.entries()) {
      checkFormula(part, ['fees', index, 'relief', place, 'when'], when, form);
    }
    for (const key of ['pages', 'copies'] as const) {
      if (perPage && answerType(form.schema, perPage[key]) !== 'integer') {
        part.refuse(['fees', index, 'perPage', key], {
          vi: `${perPage[key]} không phải câu trả lời là số nguyên của tờ khai`,
          en: `${perPage[key]} is no whole number of the form`,
        });
      }
    }
    if (appliesWhen && answerType(form.schema, appliesWhen.pointer) !== typeof appliesWhen.equals) {
      part.refuse(['fees', index, 'appliesWhen'], {
        vi: `${appliesWhen.pointer} không phải câu trả lời của tờ khai có thể bằng giá trị này`,
        en: `${appliesWhen.pointer} is no answer of the form that can equal this`,
      });
    }
  }
}

/** A formula can be read, and each path in it leads to an answer of the form. */
function checkFormula({ refuse }: Part<unknown>, path: Path, formula: string, { schema }: FormDefinition): void {
  const reading = readExpression(formula);
  if ('fault' in reading) {
    refuse(path, tellOf({ vi: `"${formula}"`, en: `"${formula}"` }, reading.fault));
    return;
  }
  const withoutTexts = formula.replaceAll(/"[^"]*"/g, '""');
  for (const variable of reading.variables) {
    for (const [name = ''] of withoutTexts.matchAll(new RegExp(`\\b(?<!\\.)${variable}(\\.\\w+)*`, 'g'))) {
      const type = answerType(schema, `/${name.replaceAll('.', '/')}`);
      if (type === undefined || type === 'object')
        refuse(path, { vi: `${name} không phải câu trả lời của tờ khai`, en: `${name} is no answer of the form` });
    }
  }
}

/** The answer on which the limit depends is always given, and each of its values has a limit. */
function checkLimitBy({ value, refuse }: Part<ProcedureDefinition>, { schema }: FormDefinition): void {
  if (!value.timeLimitBy) return;
  const { pointer, values } = value.timeLimitBy;
  const choices = valueAt(schema, `${pointer.replaceAll('/', '/properties/')}/enum`);
  if (!Array.isArray(choices) || !isAlwaysGiven(schema, pointer)) {
    refuse(['timeLimitBy', 'pointer'], {
      vi: `${pointer} không phải lựa chọn luôn có trong tờ khai`,
      en: `${pointer} is no choice of the form that is always made`,
    });
    return;
  }
  for (const choice of choices.filter((known) => !Object.hasOwn(values, String(known)))) {
    refuse(['timeLimitBy', 'values'], {
      vi: `chưa có thời hạn cho câu trả lời "${choice}"`,
      en: `there is no limit for the answer "${choice}"`,
    });
  }
  for (const answer of Object.keys(values).filter((known) => !choices.includes(known))) {
    refuse(['timeLimitBy', 'values', answer], {
      vi: `${pointer} không bao giờ là "${answer}"`,
      en: `${pointer} is never "${answer}"`,
    });
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
