import type { FieldFault } from '../errors/index.js';

const deepest = 32;
// Control characters but tab, line feed and carriage return (PostgreSQL refuses NUL, people cannot see the rest), and lone surrogates.
const untypable = /(?![\t\n\r])\p{Cc}|\p{Surrogate}/u;

/** Text that no one could have typed, anywhere in a JSON value: control characters, lone surrogates; and nesting without end. */
export function findBadText(value: unknown, pointer = '', depth = 0): FieldFault[] {
  if (depth > deepest) {
    return [
      { pointer, code: 'tooDeep', text: { vi: 'Dữ liệu lồng nhau quá sâu.', en: 'The data is nested too deeply.' } },
    ];
  }
  if (typeof value === 'string') return isTypable(value) ? [] : [badText(pointer)];
  if (Array.isArray(value)) return value.flatMap((item, index) => findBadText(item, `${pointer}/${index}`, depth + 1));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, item]) => [
      ...(isTypable(key) ? [] : [badText(pointer)]),
      ...findBadText(item, `${pointer}/${escapePointer(key)}`, depth + 1),
    ]);
  }
  return [];
}

export function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function isTypable(text: string): boolean {
  return !untypable.test(text);
}

function badText(pointer: string): FieldFault {
  return {
    pointer,
    code: 'text',
    text: { vi: 'Có ký tự không hợp lệ.', en: 'There is a character that is not allowed.' },
  };
}
