import { schemaFaults } from './check-schema.js';
import { layoutFaults } from './check-layout.js';
import type { FormDefinition, FormFault } from './form-definition.js';
import { keyFaults } from './form-reading.js';
import { isRecord } from './json-pointer.js';

/** Far above what groups and conditions need; it keeps the walks below from running out of stack. */
const MAX_DEPTH = 40;

const NO_FORM = {
  vi: 'biểu mẫu phải là một đối tượng có "schema" và "layout"',
  en: 'a form must be an object with "schema" and "layout"',
};
const TOO_DEEP = {
  vi: `biểu mẫu lồng nhau quá ${MAX_DEPTH} lớp`,
  en: `the form is nested more than ${MAX_DEPTH} deep`,
};

/** All faults of a form definition, of which nothing is known yet; an empty list makes it a `FormDefinition`. */
export function checkForm(form: unknown): FormFault[] {
  if (!isRecord(form)) return [{ pointer: '', reason: NO_FORM }];
  if (isDeeper(form, MAX_DEPTH)) return [{ pointer: '', reason: TOO_DEEP }];
  const faults = [...keyFaults(form, '', { schema: 'required', layout: 'required' })];
  if (Object.hasOwn(form, 'schema')) faults.push(...schemaFaults(form['schema'], '/schema'));
  if (Object.hasOwn(form, 'layout')) faults.push(...layoutFaults(form['layout'], form['schema'], '/layout'));
  return faults;
}

/** Whether a value is a form without faults. */
export function isForm(value: unknown): value is FormDefinition {
  return checkForm(value).length === 0;
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((part) => isDeeper(part, depth - 1));
}
