import { valueAt } from '@motcua/form';
import type { LegalTimeLimit } from './legal-value.js';
import type { ProcedureDefinition } from './procedure.js';

/** The limit for a declaration with these answers; without the answer on which it depends, the longest. */
export function timeLimitFor(
  { timeLimit, timeLimitBy }: Pick<ProcedureDefinition, 'timeLimit' | 'timeLimitBy'>,
  answers: unknown,
): LegalTimeLimit {
  if (!timeLimitBy) return timeLimit;
  const answer = valueAt(answers, timeLimitBy.pointer);
  const own = typeof answer === 'string' && Object.hasOwn(timeLimitBy.values, answer) && timeLimitBy.values[answer];
  return own ? { ...timeLimit, ...own } : timeLimit;
}
