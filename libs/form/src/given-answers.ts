import { isRecord } from './json-pointer.js';

/**
 * The answers that were really given, to be checked and stored: without nulls and blank texts, since an empty answer is no answer,
 * and with every text in Unicode's composed form (NFC), whatever the keyboard sent.
 */
export function givenAnswers(answers: unknown): unknown {
  if (typeof answers === 'string') return answers.normalize('NFC');
  if (!isRecord(answers)) return answers;
  return Object.fromEntries(
    Object.entries(answers)
      .filter(([, value]) => value !== null && !(typeof value === 'string' && value.trim() === ''))
      .map(([key, value]) => [key, givenAnswers(value)]),
  );
}
