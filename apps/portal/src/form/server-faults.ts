import type { AnswerFault } from '@motcua/form';
import { ProblemError } from '../api/problem-error.js';

/** The faults that the server found in the answers, as if the form had found them itself (in the caller's language). */
export function answerFaultsOf(error: unknown): AnswerFault[] {
  if (!(error instanceof ProblemError)) return [];
  return error.fields.flatMap(({ pointer, detail }) =>
    pointer.startsWith('/answers/')
      ? [{ pointer: pointer.slice('/answers'.length), code: 'pattern' as const, message: { vi: detail, en: detail } }]
      : [],
  );
}
