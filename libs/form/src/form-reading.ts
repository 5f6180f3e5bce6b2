import type { BilingualText, FormFault } from './form-definition.js';
import { childPointer, isRecord } from './json-pointer.js';

export type FormFaults = Generator<FormFault, void, undefined>;

/** The keys of a definition's part, each with whether it must be there. */
export type Keys = Readonly<Record<string, 'required' | 'optional'>>;

/** Faults of a part that must be an object with these keys and no others. */
export function* keyFaults(value: Record<string, unknown>, pointer: string, keys: Keys): FormFaults {
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(keys, key))
      yield {
        pointer: childPointer(pointer, key),
        reason: { vi: `"${key}" không được dùng ở đây`, en: `"${key}" is not known here` },
      };
  }
  for (const [key, need] of Object.entries(keys)) {
    if (need === 'required' && !Object.hasOwn(value, key))
      yield { pointer, reason: { vi: `thiếu "${key}"`, en: `"${key}" is missing` } };
  }
}

function isBilingualText(value: unknown): value is BilingualText {
  return isRecord(value) && isWritten(value['vi']) && isWritten(value['en']) && Object.keys(value).length === 2;
}

export function* textFaults(value: unknown, pointer: string): FormFaults {
  if (value !== undefined && !isBilingualText(value)) {
    yield {
      pointer,
      reason: {
        vi: 'văn bản cần có "vi" và "en", không phần nào để trống',
        en: 'a text needs "vi" and "en", neither of them blank',
      },
    };
  }
}

function isWritten(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
