import type { Reason } from '@motcua/process';
import type { z } from 'zod';

/** What a schema asks for, as an option of its rule. zod carries one text of an issue, so both languages travel in it. */
export function demand(reason: Reason): { error: string } {
  return { error: JSON.stringify(reason) };
}

/** Why a value does not fit its schema: in the words of the schema where it has any, else by what kind of issue it is. */
export function reasonOfIssue(issue: z.core.$ZodIssue): Reason {
  const { message } = issue;
  return message.startsWith('{') ? (JSON.parse(message) as Reason) : reasonOfKind(issue);
}

function reasonOfKind(issue: z.core.$ZodIssue): Reason {
  switch (issue.code) {
    case 'invalid_type': {
      const { vi, en } = TYPES[issue.expected] ?? { vi: `kiểu ${issue.expected}`, en: `of the type ${issue.expected}` };
      return { vi: `phải là ${vi}`, en: `must be ${en}` };
    }
    case 'too_small': {
      const { vi, en } = COUNTED[issue.origin] ?? PLAIN;
      return { vi: `ít nhất phải là ${issue.minimum}${vi}`, en: `must be at least ${issue.minimum}${en}` };
    }
    case 'too_big': {
      const { vi, en } = COUNTED[issue.origin] ?? PLAIN;
      return { vi: `nhiều nhất là ${issue.maximum}${vi}`, en: `must be at most ${issue.maximum}${en}` };
    }
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return { vi: `phải là một trong: ${values}`, en: `must be one of: ${values}` };
    }
    case 'invalid_format':
      return { vi: `không đúng định dạng ${issue.format}`, en: `is not of the format ${issue.format}` };
    case 'invalid_key':
    case 'invalid_element': {
      const [inner] = issue.issues;
      return inner ? reasonOfIssue(inner) : INVALID;
    }
    case 'invalid_union':
      return { vi: 'không thuộc kiểu nào được phép', en: 'is of none of the types that are allowed' };
    default:
      return INVALID;
  }
}

const INVALID: Reason = { vi: 'giá trị không hợp lệ', en: 'is not valid' };
const PLAIN: Reason = { vi: '', en: '' };

const COUNTED: Readonly<Record<string, Reason>> = {
  string: { vi: ' ký tự', en: ' characters' },
  array: { vi: ' mục', en: ' entries' },
};

const TYPES: Readonly<Record<string, Reason>> = {
  string: { vi: 'văn bản', en: 'a text' },
  number: { vi: 'số', en: 'a number' },
  int: { vi: 'số nguyên', en: 'a whole number' },
  boolean: { vi: 'true hoặc false', en: 'true or false' },
  array: { vi: 'danh sách', en: 'a list' },
  object: { vi: 'nhóm các khóa có giá trị', en: 'a group of keys with values' },
  record: { vi: 'nhóm các khóa có giá trị', en: 'a group of keys with values' },
};
