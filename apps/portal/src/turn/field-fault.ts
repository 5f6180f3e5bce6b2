import type { TurnField } from './turn-form.js';

/** What is wrong with a field as it stands, before anything is sent. */
export function faultOf(
  { kind, isOptional, faults = [] }: Pick<TurnField, 'kind' | 'isOptional' | 'faults'>,
  value: string,
  files: number,
): 'missing' | 'notChosen' | 'noFile' | 'noNumber' | 'wrongAnswers' | undefined {
  if (isOptional) return undefined;
  switch (kind) {
    case 'files':
      return files === 0 ? 'noFile' : undefined;
    case 'number':
      return /^[1-9]\d{0,3}$/.test(value.trim()) ? undefined : 'noNumber';
    case 'choice':
    case 'choices':
      return value === '' ? 'notChosen' : undefined;
    case 'declaration':
      return faults.length > 0 ? 'wrongAnswers' : undefined;
    case 'line':
    case 'paragraph':
      return value.trim() === '' ? 'missing' : undefined;
  }
}
