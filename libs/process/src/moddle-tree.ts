import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { Reason } from './reason.js';
import type { Refusal } from './refusal.js';
import { isDiagram } from './refuse-unsupported.js';
import { linesById } from './xml-outline.js';
import type { Tag } from './xml-outline.js';

/** An element as bpmn-moddle reads it; what `get` gives is known only after a look at it. */
export interface ModdleElement {
  readonly $type: string;
  get(property: string): unknown;
}

/** The attributes with which Camunda Modeler says for whom it drew; without them it would be an unknown namespace. */
const MODELER = {
  name: 'modeler',
  prefix: 'modeler',
  uri: 'http://camunda.org/schema/modeler/1.0',
  types: [
    {
      name: 'Definitions',
      extends: ['bpmn:Definitions'],
      properties: [
        { name: 'executionPlatform', isAttr: true, type: 'String' },
        { name: 'executionPlatformVersion', isAttr: true, type: 'String' },
      ],
    },
  ],
};

/** It keeps nothing of what it reads, and is dear to make: a check of thousands of files makes it once. */
const moddle = new BpmnModdle({ zeebe, modeler: MODELER });

/** Reads a file whose outline is known. What bpmn-moddle only warns of is a refusal here: it drops what it warns of. */
export async function readModdleTree(
  xml: string,
  tags: readonly Tag[],
): Promise<{ root: ModdleElement | undefined; refusals: Refusal[] }> {
  const lines = linesById(tags);
  try {
    const { rootElement, warnings } = await moddle.fromXML(withoutDiagrams(xml, tags));
    return {
      root: isModdleElement(rootElement) ? rootElement : undefined,
      refusals: warnings.map(({ message, element }) => {
        const elementId = isModdleElement(element) ? textOf(element, 'id') : '';
        return { elementId, line: lines.get(elementId) ?? lineIn(message), reason: reasonOf(message) };
      }),
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return {
      root: undefined,
      refusals: [{ elementId: '', line: lineIn(error.message), reason: reasonOf(error.message) }],
    };
  }
}

/** The text of a property, `''` where it has none. */
export function textOf(element: ModdleElement, property: string): string {
  const value = element.get(property);
  return typeof value === 'string' ? value : '';
}

/** The element that a property holds or refers to. */
export function elementOf(element: ModdleElement, property: string): ModdleElement | undefined {
  const value = element.get(property);
  return isModdleElement(value) ? value : undefined;
}

/** The elements that a property lists. */
export function elementsOf(element: ModdleElement, property: string): ModdleElement[] {
  const value = element.get(property);
  return Array.isArray(value) ? value.filter(isModdleElement) : [];
}

/** The extension elements of one type that an element carries. */
export function extensionsOf(element: ModdleElement, type: string): ModdleElement[] {
  const extensions = elementOf(element, 'extensionElements');
  return extensions ? elementsOf(extensions, 'values').filter((extension) => extension.$type === type) : [];
}

function isModdleElement(value: unknown): value is ModdleElement {
  return (
    typeof value === 'object' &&
    value !== null &&
    '$type' in value &&
    typeof value.$type === 'string' &&
    'get' in value &&
    typeof value.get === 'function'
  );
}

/** The file without its drawing; line breaks stay, so that line numbers do. */
function withoutDiagrams(xml: string, tags: readonly Tag[]): string {
  let kept = '';
  let offset = 0;
  for (const tag of tags) {
    if (!isDiagram(tag) || tag.from < offset) continue;
    kept += xml.slice(offset, tag.from) + xml.slice(tag.from, tag.to).replace(/[^\n]+/g, '');
    offset = tag.to;
  }
  return kept + xml.slice(offset);
}

/** What bpmn-moddle says, in sentences of ours where an analyst can do something about it, else as it says it. */
function reasonOf(message: string): Reason {
  const said = message.replace(/\s+/g, ' ').trim();
  const [, reference] = /^unresolved reference <(.*)>$/.exec(said) ?? [];
  if (reference !== undefined) {
    return {
      vi: `tham chiếu <${reference}> không trỏ đến phần tử nào trong tệp`,
      en: `unresolved reference <${reference}>: the file has no such element`,
    };
  }
  return { vi: `không đọc được theo BPMN 2.0: "${said}"`, en: `it cannot be read as BPMN 2.0: "${said}"` };
}

/** bpmn-moddle counts lines from 0. */
function lineIn(message: string): number {
  return Number(/line: (\d+)/.exec(message)?.[1] ?? 0) + 1;
}
