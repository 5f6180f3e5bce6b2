import type { Reason } from './reason.js';
import type { Refusal } from './refusal.js';
import { DIAGRAM, VOCABULARY } from './vocabulary.js';
import { nearestId } from './xml-outline.js';
import type { Tag } from './xml-outline.js';

/** An id goes into states, keys and columns: it has to be short, and a name as XML has it. */
const PROPER_ID = /^[A-Za-z_][\w.-]{0,99}$/;
const IMPROPER_ID = {
  vi: 'id có tối đa 100 ký tự gồm chữ cái không dấu, chữ số, ".", "-" và "_", và không bắt đầu bằng chữ số',
  en: 'an id has at most 100 letters, digits, ".", "-" and "_", and does not begin with a digit',
};

/** The drawing itself: shapes, edges and colours, which no rule looks at. */
export function isDiagram(tag: Tag): boolean {
  return tag.name === DIAGRAM;
}

/**
 * Refuses each tag, attribute, text and id that a supported process does not have; of nested ones only the outermost.
 * `wholeProcess` tells that no element of the process is among them, so that its ways can be judged.
 */
export function refuseUnsupported(tags: readonly Tag[]): { refusals: Refusal[]; wholeProcess: boolean } {
  const refusals: Refusal[] = [];
  let wholeProcess = true;
  const skipped = new Set<Tag>();
  const lineOfId = new Map<string, number>();
  const refuse = (tag: Tag, reason: Reason, line = tag.line): void => {
    refusals.push({ elementId: nearestId(tag), line, reason });
  };

  for (const tag of tags) {
    if (tag.parent && skipped.has(tag.parent)) {
      skipped.add(tag);
      continue;
    }
    const rule = VOCABULARY.get(tag.name);
    if (!allowedHere(tag)) {
      skipped.add(tag);
      if (tag.parent?.name === 'bpmn:process' || tag.parent?.name === 'bpmn:subProcess') wholeProcess = false;
      refuse(tag, notSupported(tag));
    } else if (!rule) {
      skipped.add(tag);
    } else {
      for (const attribute of tag.attributes) {
        if (rule.attributes.includes(attribute)) continue;
        refuse(tag, {
          vi: `thuộc tính ${attribute} không được hỗ trợ`,
          en: `the attribute ${attribute} is not supported`,
        });
      }
      for (const line of rule.text ? [] : tag.textLines) {
        refuse(tag, { vi: `<${tag.name}> không được chứa văn bản`, en: `<${tag.name}> must not hold text` }, line);
      }
      if (tag.id === '' && rule.needsId) {
        refuse(tag, { vi: `<${tag.name}> cần có id`, en: `<${tag.name}> needs an id` });
      }
      if (tag.id !== '') {
        const earlier = lineOfId.get(tag.id);
        if (earlier !== undefined) {
          refuse(tag, {
            vi: `id ${tag.id} đã được dùng ở dòng ${earlier}`,
            en: `the id ${tag.id} is already used on line ${earlier}`,
          });
        } else if (!PROPER_ID.test(tag.id)) refuse(tag, IMPROPER_ID);
        lineOfId.set(tag.id, earlier ?? tag.line);
      }
    }
  }
  return { refusals, wholeProcess };
}

function notSupported({ name, parent }: Tag): Reason {
  return parent
    ? { vi: `<${name}> không được hỗ trợ trong <${parent.name}>`, en: `<${name}> is not supported in <${parent.name}>` }
    : { vi: `<${name}> không được hỗ trợ làm phần tử gốc`, en: `<${name}> is not supported as the root` };
}

function allowedHere(tag: Tag): boolean {
  const { parent } = tag;
  if (!parent) return tag.name === 'bpmn:definitions';
  const children =
    parent.name === 'bpmn:extensionElements' && parent.parent
      ? VOCABULARY.get(parent.parent.name)?.extensions
      : VOCABULARY.get(parent.name)?.children;
  return children?.includes(tag.name) ?? false;
}
