import type { AnswerFaultCode } from './form-definition.js';
import { childPointer } from './json-pointer.js';

/** No declaration comes near these; whatever goes beyond is refused before it costs anything. */
const MAX_DEPTH = 12;
const MAX_VALUES = 2_000;
const MAX_TEXT_LENGTH = 200_000;
const MAX_KEY_LENGTH = 100;

interface BoundsFault {
  pointer: string;
  code: AnswerFaultCode;
}

/**
 * Finds what keeps answers from being looked at further: too deep, too large, no JSON. Stops at the first such fault, so that
 * its work is bounded whatever the answers are, cycles included.
 */
export function findBoundsFault(answers: unknown): BoundsFault | undefined {
  let values = 0;
  let textLength = 0;

  function walk(value: unknown, pointer: string, depth: number): BoundsFault | undefined {
    values += 1;
    if (values > MAX_VALUES) return { pointer: '', code: 'tooLarge' };
    if (value === null || typeof value === 'boolean') return undefined;
    if (typeof value === 'number') return Number.isFinite(value) ? undefined : { pointer, code: 'type' };
    if (typeof value === 'string') {
      textLength += value.length;
      return textLength > MAX_TEXT_LENGTH ? { pointer: '', code: 'tooLarge' } : undefined;
    }
    if (typeof value !== 'object') return { pointer, code: 'type' };
    if (depth === MAX_DEPTH) return { pointer, code: 'tooDeep' };
    for (const [key, child] of Object.entries(value)) {
      if (key.length > MAX_KEY_LENGTH || isBroken(key)) return { pointer, code: 'unknownField' };
      const fault = walk(child, childPointer(pointer, key), depth + 1);
      if (fault) return fault;
    }
    return undefined;
  }

  return walk(answers, '', 0);
}

/** Half a character: what remains of a letter beyond the basic plane when a text is cut in the middle. */
function isBroken(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

/**
 * Whether every character may stand in an answer: no half characters, no control characters (line breaks and tabs only in a text
 * of several lines), and no marks that turn the direction of writing, with which a name can be made to look like another.
 */
export function isPlainText(text: string, multiline: boolean): boolean {
  if (isBroken(text) || /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/.test(text)) return false;
  const oneLine = multiline ? text.replaceAll(/[\t\n\r\u2028\u2029]/g, '') : text;
  return !/[\p{Control}\u2028\u2029]/u.test(oneLine);
}
