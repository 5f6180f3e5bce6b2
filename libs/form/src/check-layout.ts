import { isPossibleAnswer } from './check-schema.js';
import type { FormFaults, Keys } from './form-reading.js';
import { keyFaults, textFaults } from './form-reading.js';
import { childPointer, isRecord } from './json-pointer.js';
import { hidingClasses } from './personal-data.js';
import { schemaAt } from './schema-at.js';

const sectionKeys: Keys = { title: 'required', help: 'optional', fields: 'required' };
const fieldKeys: Keys = {
  pointer: 'required',
  label: 'required',
  help: 'optional',
  widget: 'optional',
  options: 'optional',
  visibleWhen: 'optional',
  width: 'optional',
  personal: 'optional',
};

/** The types of answers that a widget can ask for. */
const typesOfWidget: Readonly<Record<string, readonly string[]>> = {
  text: ['string'],
  textarea: ['string'],
  date: ['string'],
  commune: ['string'],
  number: ['integer', 'number'],
  select: ['string', 'integer', 'number'],
  radio: ['string', 'integer', 'number'],
  checkbox: ['boolean'],
};
const formatOfWidget: Readonly<Record<string, string>> = { date: 'date', commune: 'commune-code' };

/** Faults of a layout against its schema: every field asks for an answer that exists, every needed answer is asked for. */
export function* layoutFaults(layout: unknown, schema: unknown, pointer: string): FormFaults {
  if (!Array.isArray(layout) || layout.length === 0) {
    yield { pointer, reason: { vi: 'layout phải là danh sách các phần', en: 'the layout must be a list of sections' } };
    return;
  }
  const asked = new Map<string, unknown>();
  const always = new Set<string>();
  for (const [index, section] of layout.entries()) {
    const at = childPointer(pointer, index);
    if (!isRecord(section) || !Array.isArray(section['fields'])) {
      yield {
        pointer: at,
        reason: { vi: 'một phần gồm tiêu đề và danh sách các mục', en: 'a section has a title and a list of fields' },
      };
      continue;
    }
    yield* keyFaults(section, at, sectionKeys);
    yield* textFaults(section['title'], childPointer(at, 'title'));
    yield* textFaults(section['help'], childPointer(at, 'help'));
    for (const [place, field] of section['fields'].entries()) {
      const fieldAt = childPointer(childPointer(at, 'fields'), place);
      if (!isRecord(field) || typeof field['pointer'] !== 'string') {
        yield {
          pointer: fieldAt,
          reason: { vi: 'một mục gồm pointer và nhãn', en: 'a field has a pointer and a label' },
        };
        continue;
      }
      if (asked.has(field['pointer'])) {
        yield {
          pointer: childPointer(fieldAt, 'pointer'),
          reason: { vi: `"${field['pointer']}" được hỏi hai lần`, en: `"${field['pointer']}" is asked for twice` },
        };
      }
      const answer = schemaAt(schema, field['pointer']);
      asked.set(field['pointer'], answer);
      if (field['visibleWhen'] === undefined) always.add(field['pointer']);
      yield* fieldFaults(field, answer, fieldAt);
    }
  }
  yield* visibilityFaults(layout, asked, pointer);
  for (const required of requiredAnswers(schema, '')) {
    if (!asked.has(required))
      yield {
        pointer,
        reason: {
          vi: `"${required}" là bắt buộc nhưng không mục nào hỏi`,
          en: `"${required}" is required, but no field asks for it`,
        },
      };
    else if (!always.has(required)) {
      yield {
        pointer,
        reason: {
          vi: `"${required}" luôn bắt buộc nhưng mục của nó không phải lúc nào cũng hiện`,
          en: `"${required}" is always required, but its field is not always visible`,
        },
      };
    }
  }
}

function* fieldFaults(field: Record<string, unknown>, answer: unknown, pointer: string): FormFaults {
  yield* keyFaults(field, pointer, fieldKeys);
  yield* textFaults(field['label'], childPointer(pointer, 'label'));
  yield* textFaults(field['help'], childPointer(pointer, 'help'));
  if (field['width'] !== undefined && field['width'] !== 'full' && field['width'] !== 'half') {
    yield {
      pointer: childPointer(pointer, 'width'),
      reason: { vi: 'width là "full" hoặc "half"', en: 'the width is "full" or "half"' },
    };
  }
  if (!isPersonal(field['personal'])) {
    const classes = hidingClasses.map((name) => `"${name}"`).join(', ');
    yield {
      pointer: childPointer(pointer, 'personal'),
      reason: { vi: `"personal" là true, false hoặc ${classes}`, en: `"personal" is true, false or ${classes}` },
    };
  }
  if (!isRecord(answer) || answer['type'] === 'object') {
    yield {
      pointer: childPointer(pointer, 'pointer'),
      reason: {
        vi: `"${String(field['pointer'])}" không phải câu trả lời nào của schema`,
        en: `"${String(field['pointer'])}" is no answer of the schema`,
      },
    };
    return;
  }
  yield* widgetFaults(field['widget'], answer, childPointer(pointer, 'widget'));
  yield* optionFaults(field, answer, pointer);
}

function isPersonal(value: unknown): boolean {
  return value === undefined || typeof value === 'boolean' || hidingClasses.some((name) => name === value);
}

function* widgetFaults(widget: unknown, answer: Record<string, unknown>, pointer: string): FormFaults {
  if (widget === undefined) return;
  const types = typeof widget === 'string' && Object.hasOwn(typesOfWidget, widget) ? typesOfWidget[widget] : undefined;
  if (typeof widget !== 'string' || !types) {
    yield {
      pointer,
      reason: {
        vi: `không có widget ${JSON.stringify(widget)}`,
        en: `the widget ${JSON.stringify(widget)} is not known`,
      },
    };
    return;
  }
  const format = Object.hasOwn(formatOfWidget, widget) ? formatOfWidget[widget] : undefined;
  if (!types.includes(String(answer['type'])) || (format !== undefined && answer['format'] !== format)) {
    yield {
      pointer,
      reason: {
        vi: `widget "${widget}" cần câu trả lời kiểu ${types.join(' hoặc ')}${format ? ` và định dạng ${format}` : ''}`,
        en: `the widget "${widget}" needs an answer of type ${types.join(' or ')}${format ? ` and format ${format}` : ''}`,
      },
    };
  }
}

function* optionFaults(field: Record<string, unknown>, answer: Record<string, unknown>, pointer: string): FormFaults {
  const { options, widget } = field;
  const allowed: unknown[] = Array.isArray(answer['enum']) ? answer['enum'] : [];
  if (options === undefined) {
    if (allowed.length > 0 || widget === 'select' || widget === 'radio') {
      yield { pointer, reason: { vi: 'câu hỏi lựa chọn cần "options"', en: 'a choice needs "options"' } };
    }
    return;
  }
  const at = childPointer(pointer, 'options');
  if (!Array.isArray(options)) {
    yield { pointer: at, reason: { vi: '"options" phải là danh sách', en: '"options" must be a list' } };
    return;
  }
  const offered = new Set<unknown>();
  for (const [index, option] of options.entries()) {
    const optionAt = childPointer(at, index);
    if (!isRecord(option)) {
      yield {
        pointer: optionAt,
        reason: { vi: 'một lựa chọn gồm giá trị và nhãn', en: 'an option has a value and a label' },
      };
      continue;
    }
    yield* keyFaults(option, optionAt, { value: 'required', label: 'required' });
    yield* textFaults(option['label'], childPointer(optionAt, 'label'));
    if (!allowed.includes(option['value'])) {
      yield {
        pointer: optionAt,
        reason: {
          vi: `schema không cho phép ${JSON.stringify(option['value'])}`,
          en: `the schema does not allow ${JSON.stringify(option['value'])}`,
        },
      };
    } else if (offered.has(option['value'])) {
      yield {
        pointer: optionAt,
        reason: {
          vi: `${JSON.stringify(option['value'])} được đưa ra hai lần`,
          en: `${JSON.stringify(option['value'])} is offered twice`,
        },
      };
    }
    offered.add(option['value']);
  }
  for (const value of allowed) {
    if (!offered.has(value))
      yield {
        pointer: at,
        reason: {
          vi: `${JSON.stringify(value)} được phép nhưng không lựa chọn nào đưa ra`,
          en: `${JSON.stringify(value)} is allowed, but no option offers it`,
        },
      };
  }
}

function* visibilityFaults(layout: unknown[], asked: ReadonlyMap<string, unknown>, pointer: string): FormFaults {
  for (const [index, section] of layout.entries()) {
    const fields = isRecord(section) && Array.isArray(section['fields']) ? section['fields'] : [];
    for (const [place, field] of fields.entries()) {
      if (!isRecord(field) || field['visibleWhen'] === undefined) continue;
      const at = `${pointer}/${index}/fields/${place}/visibleWhen`;
      const when = field['visibleWhen'];
      if (!isRecord(when)) {
        yield {
          pointer: at,
          reason: { vi: '"visibleWhen" gồm "pointer" và "equals"', en: '"visibleWhen" has "pointer" and "equals"' },
        };
        continue;
      }
      yield* keyFaults(when, at, { pointer: 'required', equals: 'required' });
      const other = when['pointer'];
      if (typeof other !== 'string' || !asked.has(other)) {
        yield {
          pointer: at,
          reason: { vi: `không mục nào hỏi "${String(other)}"`, en: `no field asks for "${String(other)}"` },
        };
      } else if (other === field['pointer']) {
        yield {
          pointer: at,
          reason: { vi: 'một mục không thể phụ thuộc vào chính nó', en: 'a field cannot depend on itself' },
        };
      } else if (!isPossibleAnswer(asked.get(other), when['equals'])) {
        yield {
          pointer: at,
          reason: {
            vi: `"${other}" không bao giờ là ${JSON.stringify(when['equals'])}`,
            en: `"${other}" can never be ${JSON.stringify(when['equals'])}`,
          },
        };
      }
    }
  }
}

/** The answers without which no declaration is complete: those required in groups that are themselves required. */
function* requiredAnswers(schema: unknown, pointer: string): Generator<string> {
  if (!isRecord(schema)) return;
  if (schema['type'] !== 'object') {
    yield pointer;
    return;
  }
  const { properties, required } = schema;
  if (!isRecord(properties) || !Array.isArray(required)) return;
  for (const name of required) {
    if (typeof name === 'string' && Object.hasOwn(properties, name)) {
      yield* requiredAnswers(properties[name], childPointer(pointer, name));
    }
  }
}
