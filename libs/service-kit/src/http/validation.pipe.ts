import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { InputInvalid, NotFound, type FieldFault, type Text } from '../errors/index.js';
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

/** Nobody reads more at once, and a small body can have very many. */
const mostFaults = 100;

/** Checks what comes in against the schema of its parameter; all faults at once, each with its field and a message in both languages. */
export class ValidationPipe implements PipeTransform {
  async transform(value: unknown, { schema, type }: ArgumentMetadata): Promise<unknown> {
    // What nobody could have typed names nothing.
    if (type === 'param' && findBadText(value).length > 0) throw new NotFound();
    if (!schema) return value;
    const badText = findBadText(value);
    if (badText.length > 0) throw inputInvalid(badText, type);
    const result = await schema['~standard'].validate(value);
    if (!result.issues) return result.value;
    const issues = result.issues.slice(0, mostFaults);
    throw inputInvalid(
      issues.flatMap((issue) => toFaults(issue, value)),
      type,
    );
  }
}

function inputInvalid(found: readonly FieldFault[], type: ArgumentMetadata['type']): InputInvalid {
  const faults = found.slice(0, mostFaults);
  if (type !== 'query') return new InputInvalid(undefined, { faults });
  const inQuery = ({ pointer, ...fault }: FieldFault) => ({ ...fault, pointer: pointer.replace('/', '?') });
  return new InputInvalid(undefined, { faults: faults.map(inQuery) });
}

function toFaults(issue: Issue, input: unknown): FieldFault[] {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part));
  const pointer = path.map((part) => `/${escapePointer(part)}`).join('');
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => ({
      pointer: `${pointer}/${escapePointer(key)}`,
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
