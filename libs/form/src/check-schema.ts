import type { BilingualText } from './form-definition.js';
import { isFormatName, formats } from './formats.js';
import type { FormFaults, Keys } from './form-reading.js';
import { keyFaults } from './form-reading.js';
import { childPointer, isRecord } from './json-pointer.js';

const MAX_GROUP_DEPTH = 6;
const MAX_PROPERTIES = 300;
const MAX_CHOICES = 500;
const MAX_PATTERN_LENGTH = 200;
const MAX_TEXT_LENGTH = 10_000;
const MAX_PATTERN_TEXT_LENGTH = 200;

const groupKeys: Keys = {
  type: 'required',
  properties: 'required',
  additionalProperties: 'required',
  required: 'optional',
};
const rootKeys: Keys = { ...groupKeys, $schema: 'optional', allOf: 'optional' };
const conditionKeys: Keys = { properties: 'optional', required: 'optional', const: 'optional', enum: 'optional' };

const keysOfType: Readonly<Record<string, Keys>> = {
  string: {
    type: 'required',
    enum: 'optional',
    const: 'optional',
    format: 'optional',
    pattern: 'optional',
    minLength: 'optional',
    maxLength: 'optional',
  },
  integer: { type: 'required', enum: 'optional', minimum: 'required', maximum: 'required' },
  number: { type: 'required', enum: 'optional', minimum: 'required', maximum: 'required' },
  boolean: { type: 'required', const: 'optional' },
};

/** Faults of a form's schema: whatever is outside the part of JSON Schema that forms may use, or could let absurd answers in. */
export function* schemaFaults(schema: unknown, pointer: string): FormFaults {
  if (!isRecord(schema)) {
    yield { pointer, reason: { vi: 'schema phải là một đối tượng', en: 'the schema must be an object' } };
    return;
  }
  const draft = schema['$schema'];
  if (draft !== undefined && draft !== 'https://json-schema.org/draft/2020-12/schema') {
    yield {
      pointer: childPointer(pointer, '$schema'),
      reason: { vi: 'biểu mẫu được viết theo JSON Schema 2020-12', en: 'forms are written in JSON Schema 2020-12' },
    };
  }
  if (schema['type'] !== 'object')
    yield { pointer, reason: { vi: 'schema phải có type là "object"', en: 'the schema must have the type "object"' } };
  const count = { properties: 0 };
  yield* groupFaults(schema, pointer, rootKeys, 0, count);
  if (count.properties > MAX_PROPERTIES)
    yield {
      pointer,
      reason: { vi: `có hơn ${MAX_PROPERTIES} thuộc tính`, en: `more than ${MAX_PROPERTIES} properties` },
    };

  const conditions = schema['allOf'];
  if (conditions === undefined) return;
  const allOf = childPointer(pointer, 'allOf');
  if (!Array.isArray(conditions)) {
    yield {
      pointer: allOf,
      reason: { vi: '"allOf" phải là danh sách điều kiện', en: '"allOf" must be a list of conditions' },
    };
    return;
  }
  for (const [index, condition] of conditions.entries()) {
    const at = childPointer(allOf, index);
    if (!isRecord(condition)) {
      yield { pointer: at, reason: { vi: 'điều kiện gồm "if" và "then"', en: 'a condition has "if" and "then"' } };
      continue;
    }
    yield* keyFaults(condition, at, { if: 'required', then: 'required' });
    for (const part of ['if', 'then']) {
      if (Object.hasOwn(condition, part)) yield* conditionFaults(condition[part], schema, childPointer(at, part));
    }
    yield* vacuityFaults(condition['if'], childPointer(at, 'if'));
  }
}

function* groupFaults(
  group: Record<string, unknown>,
  pointer: string,
  keys: Keys,
  depth: number,
  count: { properties: number },
): FormFaults {
  yield* keyFaults(group, pointer, keys);
  if (Object.hasOwn(group, 'additionalProperties') && group['additionalProperties'] !== false) {
    yield {
      pointer: childPointer(pointer, 'additionalProperties'),
      reason: { vi: 'phải là false: biểu mẫu không nhận mục lạ', en: 'must be false: forms are closed' },
    };
  }
  const properties = group['properties'];
  if (!isRecord(properties)) {
    if (properties !== undefined)
      yield { pointer, reason: { vi: '"properties" phải là một đối tượng', en: '"properties" must be an object' } };
    return;
  }
  yield* requiredFaults(group['required'], properties, childPointer(pointer, 'required'));
  if (depth === MAX_GROUP_DEPTH) {
    yield {
      pointer,
      reason: {
        vi: `các nhóm lồng nhau quá ${MAX_GROUP_DEPTH} lớp`,
        en: `groups are nested more than ${MAX_GROUP_DEPTH} deep`,
      },
    };
    return;
  }
  for (const [key, property] of Object.entries(properties)) {
    count.properties += 1;
    if (count.properties > MAX_PROPERTIES) return;
    const at = childPointer(childPointer(pointer, 'properties'), key);
    if (!/^[a-z][A-Za-z0-9]{0,59}$/.test(key))
      yield {
        pointer: at,
        reason: { vi: 'thuộc tính được đặt tên theo camelCase', en: 'a property is named in camelCase' },
      };
    if (isRecord(property) && property['type'] === 'object') {
      yield* groupFaults(property, at, groupKeys, depth + 1, count);
    } else {
      yield* answerSchemaFaults(property, at);
    }
  }
}

function* requiredFaults(required: unknown, properties: Record<string, unknown>, pointer: string): FormFaults {
  if (required === undefined) return;
  if (!Array.isArray(required) || required.length > MAX_PROPERTIES) {
    yield {
      pointer,
      reason: {
        vi: `"required" phải là danh sách có tối đa ${MAX_PROPERTIES} tên`,
        en: `"required" must be a list of at most ${MAX_PROPERTIES} names`,
      },
    };
    return;
  }
  for (const [index, name] of required.entries()) {
    const at = childPointer(pointer, index);
    if (typeof name !== 'string' || !Object.hasOwn(properties, name)) {
      yield {
        pointer: at,
        reason: {
          vi: `"${String(name)}" là bắt buộc nhưng không phải thuộc tính nào`,
          en: `"${String(name)}" is required, but is no property`,
        },
      };
    } else if (required.indexOf(name) !== index) {
      yield { pointer: at, reason: { vi: `"${name}" được nêu hai lần`, en: `"${name}" is listed twice` } };
    }
  }
}

function* answerSchemaFaults(schema: unknown, pointer: string): FormFaults {
  const type = isRecord(schema) ? schema['type'] : undefined;
  const keys = typeof type === 'string' && Object.hasOwn(keysOfType, type) ? keysOfType[type] : undefined;
  if (!isRecord(schema) || !keys) {
    yield {
      pointer,
      reason: {
        vi: 'type phải là một trong object, string, integer, number, boolean',
        en: 'the type must be one of object, string, integer, number, boolean',
      },
    };
    return;
  }
  yield* keyFaults(schema, pointer, keys);
  if (type === 'string') yield* stringFaults(schema, pointer);
  if (type === 'integer' || type === 'number') yield* boundFaults(schema, pointer, 'minimum', 'maximum');
  if (type === 'boolean' && schema['const'] !== undefined && typeof schema['const'] !== 'boolean') {
    yield {
      pointer: childPointer(pointer, 'const'),
      reason: { vi: '"const" không thuộc kiểu "boolean"', en: '"const" is not of the type "boolean"' },
    };
  }
  yield* enumFaults(schema['enum'], type === 'string' ? 'string' : 'number', childPointer(pointer, 'enum'));
}

function* stringFaults(schema: Record<string, unknown>, pointer: string): FormFaults {
  const { format, pattern, const: constant, maxLength } = schema;
  if (format !== undefined && !(typeof format === 'string' && isFormatName(format))) {
    yield {
      pointer: childPointer(pointer, 'format'),
      reason: unknownFormat(format),
    };
  }
  if (constant !== undefined && typeof constant !== 'string') {
    yield {
      pointer: childPointer(pointer, 'const'),
      reason: { vi: '"const" không thuộc kiểu "string"', en: '"const" is not of the type "string"' },
    };
  }
  yield* boundFaults(schema, pointer, 'minLength', 'maxLength');
  if (maxLength === undefined && schema['enum'] === undefined && format === undefined && constant === undefined) {
    yield {
      pointer,
      reason: {
        vi: 'câu trả lời dạng chữ cần "maxLength", "enum", "const" hoặc "format"',
        en: 'a text needs "maxLength", "enum", "const" or "format"',
      },
    };
  }
  if (typeof maxLength === 'number' && maxLength > MAX_TEXT_LENGTH) {
    yield {
      pointer: childPointer(pointer, 'maxLength'),
      reason: { vi: `không được lớn hơn ${MAX_TEXT_LENGTH}`, en: `must be at most ${MAX_TEXT_LENGTH}` },
    };
  }
  if (pattern !== undefined) yield* patternFaults(pattern, maxLength, childPointer(pointer, 'pattern'));
}

function unknownFormat(format: unknown): BilingualText {
  const [given, known] = [JSON.stringify(format), Object.keys(formats).join(', ')];
  return {
    vi: `không có định dạng ${given}; các định dạng là ${known}`,
    en: `the format ${given} is not known; known are ${known}`,
  };
}

/** A pattern runs against what strangers type, so it must not be able to run for ever: no repeated groups, short texts. */
function* patternFaults(pattern: unknown, maxLength: unknown, pointer: string): FormFaults {
  if (typeof pattern !== 'string' || pattern.length > MAX_PATTERN_LENGTH) {
    yield {
      pointer,
      reason: {
        vi: `"pattern" là văn bản có tối đa ${MAX_PATTERN_LENGTH} ký tự`,
        en: `a pattern is a text of at most ${MAX_PATTERN_LENGTH} characters`,
      },
    };
    return;
  }
  try {
    new RegExp(pattern, 'u');
  } catch {
    yield {
      pointer,
      reason: { vi: '"pattern" không phải biểu thức chính quy', en: 'the pattern is no regular expression' },
    };
    return;
  }
  if (/\)[*+{]|\\[1-9k]/.test(pattern)) {
    yield {
      pointer,
      reason: {
        vi: '"pattern" không được lặp lại một nhóm hay tham chiếu ngược tới nhóm: có thể chạy mãi không dứt',
        en: 'a pattern must not repeat a group or refer back to one: it could take for ever',
      },
    };
  }
  if (typeof maxLength !== 'number' || maxLength > MAX_PATTERN_TEXT_LENGTH) {
    yield {
      pointer,
      reason: {
        vi: `câu trả lời có "pattern" cần "maxLength" không lớn hơn ${MAX_PATTERN_TEXT_LENGTH}`,
        en: `a text with a pattern needs a "maxLength" of at most ${MAX_PATTERN_TEXT_LENGTH}`,
      },
    };
  }
}

function* boundFaults(schema: Record<string, unknown>, pointer: string, low: string, high: string): FormFaults {
  for (const key of [low, high]) {
    const bound = schema[key];
    if (bound !== undefined && !Number.isSafeInteger(bound)) {
      yield {
        pointer: childPointer(pointer, key),
        reason: { vi: `"${key}" phải là số nguyên`, en: `"${key}" must be a whole number` },
      };
    }
  }
  const [from, to] = [schema[low], schema[high]];
  if (typeof from === 'number' && typeof to === 'number' && from > to) {
    yield {
      pointer: childPointer(pointer, low),
      reason: { vi: `"${low}" lớn hơn "${high}"`, en: `"${low}" is greater than "${high}"` },
    };
  }
}

function* enumFaults(values: unknown, type: 'string' | 'number', pointer: string): FormFaults {
  if (values === undefined) return;
  if (!Array.isArray(values) || values.length === 0 || values.length > MAX_CHOICES) {
    yield {
      pointer,
      reason: {
        vi: `"enum" phải là danh sách từ 1 đến ${MAX_CHOICES} giá trị`,
        en: `"enum" must be a list of 1 to ${MAX_CHOICES} values`,
      },
    };
    return;
  }
  for (const [index, value] of values.entries()) {
    if (typeof value !== type) {
      yield {
        pointer: childPointer(pointer, index),
        reason: {
          vi: `${JSON.stringify(value)} không đúng kiểu của mục`,
          en: `${JSON.stringify(value)} is not of the field's type`,
        },
      };
    } else if (values.indexOf(value) !== index) {
      yield {
        pointer: childPointer(pointer, index),
        reason: { vi: `${JSON.stringify(value)} được nêu hai lần`, en: `${JSON.stringify(value)} is listed twice` },
      };
    }
  }
}

/** A condition speaks of properties that exist; what it compares with must be possible there. */
function* conditionFaults(condition: unknown, described: unknown, pointer: string): FormFaults {
  if (!isRecord(condition)) {
    yield { pointer, reason: { vi: 'điều kiện phải là một đối tượng', en: 'a condition must be an object' } };
    return;
  }
  yield* keyFaults(condition, pointer, conditionKeys);
  const known = isRecord(described) && isRecord(described['properties']) ? described['properties'] : {};
  yield* requiredFaults(condition['required'], known, childPointer(pointer, 'required'));
  const wanted = condition['enum'] === undefined ? [condition['const']] : condition['enum'];
  if (!Array.isArray(wanted)) {
    yield {
      pointer: childPointer(pointer, 'enum'),
      reason: { vi: '"enum" phải là danh sách giá trị', en: '"enum" must be a list of values' },
    };
  } else {
    for (const value of wanted) {
      if (value !== undefined && !isPossibleAnswer(described, value)) {
        yield {
          pointer,
          reason: {
            vi: `câu trả lời không bao giờ là ${JSON.stringify(value)}`,
            en: `the answer can never be ${JSON.stringify(value)}`,
          },
        };
      }
    }
  }
  const properties = condition['properties'];
  if (properties === undefined) return;
  for (const [key, inner] of Object.entries(isRecord(properties) ? properties : {})) {
    const at = childPointer(childPointer(pointer, 'properties'), key);
    if (Object.hasOwn(known, key)) yield* conditionFaults(inner, known[key], at);
    else yield { pointer: at, reason: { vi: `"${key}" không phải thuộc tính nào`, en: `"${key}" is no property` } };
  }
}

/** In JSON Schema a condition on an answer that was not given holds; so it must also require the answer. */
function* vacuityFaults(condition: unknown, pointer: string): FormFaults {
  if (!isRecord(condition) || !isRecord(condition['properties'])) return;
  const required: unknown[] = Array.isArray(condition['required']) ? condition['required'] : [];
  for (const [key, inner] of Object.entries(condition['properties'])) {
    if (!required.includes(key))
      yield {
        pointer,
        reason: {
          vi: `điều kiện về "${key}" phải đồng thời bắt buộc mục đó`,
          en: `the condition on "${key}" must also require it`,
        },
      };
    yield* vacuityFaults(inner, childPointer(childPointer(pointer, 'properties'), key));
  }
}

/** Whether an answer described by a schema can be this value. */
export function isPossibleAnswer(schema: unknown, value: unknown): boolean {
  if (!isRecord(schema)) return false;
  const type = schema['type'] === 'integer' ? 'number' : schema['type'];
  if (typeof value !== type) return false;
  const allowed = schema['enum'];
  return !Array.isArray(allowed) || allowed.includes(value);
}
