import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { InputInvalid, type FieldFault, type Text } from '../errors/index.js';
import { escapePointer, findBadText } from './text-check.js';

/** What Zod tells about a fault; the standard interface leaves all but the path out. */
interface Issue {
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly message: string;
  readonly code?: string;
  readonly keys?: readonly string[];
  readonly expected?: string;
  readonly format?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly values?: readonly unknown[];
  readonly origin?: string;
  readonly input?: unknown;
}

/** Checks what comes in against the schema of its parameter; every fault at once, each with its field and a message in both languages. */
export class ValidationPipe implements PipeTransform {
  async transform(value: unknown, { schema, type }: ArgumentMetadata): Promise<unknown> {
    if (!schema) return value;
    const prefix = type === 'query' ? '?' : '';
    const badText = findBadText(value, prefix);
    if (badText.length > 0) throw new InputInvalid(undefined, { faults: badText });
    const result = await schema['~standard'].validate(value);
    if (!result.issues) return result.value;
    throw new InputInvalid(undefined, { faults: result.issues.flatMap((issue) => toFaults(issue, prefix, value)) });
  }
}

function toFaults(issue: Issue, prefix: string, input: unknown): FieldFault[] {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  const pointer = prefix === '?' ? `?${path.join('.')}` : path.map((part) => `/${escapePointer(part)}`).join('');
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => ({
      pointer: prefix === '?' ? `?${key}` : `${pointer}/${escapePointer(key)}`,
      code: 'unknownField',
      text: { vi: 'Trường này không có trong biểu mẫu.', en: 'This field is not known.' },
    }));
  }
  const [code, text] = describe(issue, valueAt(input, path));
  return [{ pointer, code, text }];
}

function valueAt(input: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined,
    input,
  );
}

function describe(issue: Issue, value: unknown): [code: string, text: Text] {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined
        ? ['required', { vi: 'Thông tin này là bắt buộc.', en: 'This is required.' }]
        : ['type', { vi: 'Kiểu dữ liệu không đúng.', en: `This must be of type ${issue.expected ?? 'another'}.` }];
    case 'too_small':
      return issue.origin === 'string'
        ? [
            'minLength',
            { vi: `Cần ít nhất ${issue.minimum} ký tự.`, en: `At least ${issue.minimum} characters are needed.` },
          ]
        : ['minimum', { vi: `Giá trị nhỏ nhất là ${issue.minimum}.`, en: `The smallest value is ${issue.minimum}.` }];
    case 'too_big':
      return issue.origin === 'string'
        ? [
            'maxLength',
            { vi: `Không được quá ${issue.maximum} ký tự.`, en: `At most ${issue.maximum} characters are allowed.` },
          ]
        : ['maximum', { vi: `Giá trị lớn nhất là ${issue.maximum}.`, en: `The largest value is ${issue.maximum}.` }];
    case 'invalid_format':
      return ['format', { vi: 'Định dạng không đúng.', en: 'The format is not right.' }];
    case 'invalid_value':
      return [
        'enum',
        {
          vi: 'Giá trị không nằm trong danh sách cho phép.',
          en: `Allowed values: ${(issue.values ?? []).join(', ')}.`,
        },
      ];
    default:
      return ['invalid', { vi: 'Giá trị không hợp lệ.', en: 'The value is not valid.' }];
  }
}
