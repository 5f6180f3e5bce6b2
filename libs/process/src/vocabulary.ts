import type { Refusal } from './refusal.js';
import { nearestId } from './xml-outline.js';
import type { Tag } from './xml-outline.js';

/** What a tag may hold. Whatever is not listed could carry behaviour that motcua would silently leave out. */
interface TagRule {
  readonly attributes: readonly string[];
  readonly children: readonly string[];
  /** What may stand in its `bpmn:extensionElements`. */
  readonly extensions?: readonly string[];
  readonly text?: true;
  readonly needsId?: true;
}

const TEXT: TagRule = { attributes: ['id', 'textFormat'], children: [], text: true };
const REFERENCE: TagRule = { attributes: [], children: [], text: true };
const EXPRESSION: TagRule = { attributes: ['id', 'xsi:type'], children: [], text: true };
const EMPTY: TagRule = { attributes: [], children: [] };

function flowNode(rule: Partial<TagRule> = {}): TagRule {
  return {
    ...rule,
    attributes: ['id', 'name', ...(rule.attributes ?? [])],
    children: [
      'bpmn:documentation',
      'bpmn:extensionElements',
      'bpmn:incoming',
      'bpmn:outgoing',
      ...(rule.children ?? []),
    ],
    needsId: true,
  };
}

const FLOW_NODES: Readonly<Record<string, TagRule>> = {
  'bpmn:startEvent': flowNode(),
  'bpmn:endEvent': flowNode(),
  'bpmn:userTask': flowNode({ extensions: ['zeebe:assignmentDefinition', 'zeebe:userTask'] }),
  'bpmn:serviceTask': flowNode({ extensions: ['zeebe:taskDefinition'] }),
  'bpmn:exclusiveGateway': flowNode({ attributes: ['default'] }),
  'bpmn:parallelGateway': flowNode(),
  'bpmn:intermediateCatchEvent': flowNode({ children: ['bpmn:timerEventDefinition'] }),
  'bpmn:boundaryEvent': flowNode({
    attributes: ['attachedToRef', 'cancelActivity'],
    children: ['bpmn:timerEventDefinition'],
  }),
};

const ANNOTATIONS = ['bpmn:textAnnotation', 'bpmn:association'];
const DIAGRAM = 'bpmndi:BPMNDiagram';

const VOCABULARY: ReadonlyMap<string, TagRule> = new Map(
  Object.entries<TagRule>({
    ...FLOW_NODES,
    'bpmn:definitions': {
      attributes: [
        'id',
        'name',
        'targetNamespace',
        'exporter',
        'exporterVersion',
        'xsi:schemaLocation',
        'modeler:executionPlatform',
        'modeler:executionPlatformVersion',
      ],
      children: ['bpmn:process', 'bpmn:collaboration', DIAGRAM],
    },
    'bpmn:process': {
      attributes: ['id', 'name', 'isExecutable'],
      children: [
        ...Object.keys(FLOW_NODES),
        ...ANNOTATIONS,
        'bpmn:documentation',
        'bpmn:extensionElements',
        'bpmn:laneSet',
        'bpmn:sequenceFlow',
      ],
      needsId: true,
    },
    'bpmn:sequenceFlow': {
      attributes: ['id', 'name', 'sourceRef', 'targetRef'],
      children: ['bpmn:documentation', 'bpmn:extensionElements', 'bpmn:conditionExpression'],
      needsId: true,
    },
    'bpmn:conditionExpression': EXPRESSION,
    'bpmn:timerEventDefinition': { attributes: ['id'], children: ['bpmn:timeDuration'] },
    'bpmn:timeDuration': EXPRESSION,
    'bpmn:incoming': REFERENCE,
    'bpmn:outgoing': REFERENCE,
    'bpmn:extensionElements': EMPTY,
    'zeebe:assignmentDefinition': { attributes: ['candidateGroups'], children: [] },
    'zeebe:userTask': EMPTY,
    'zeebe:taskDefinition': { attributes: ['type'], children: [] },
    'bpmn:collaboration': {
      attributes: ['id', 'name'],
      children: ['bpmn:participant', 'bpmn:documentation', ...ANNOTATIONS],
    },
    'bpmn:participant': { attributes: ['id', 'name', 'processRef'], children: ['bpmn:documentation'] },
    'bpmn:laneSet': { attributes: ['id', 'name'], children: ['bpmn:lane', 'bpmn:documentation'] },
    'bpmn:childLaneSet': { attributes: ['id', 'name', 'xsi:type'], children: ['bpmn:lane', 'bpmn:documentation'] },
    'bpmn:lane': {
      attributes: ['id', 'name'],
      children: ['bpmn:flowNodeRef', 'bpmn:childLaneSet', 'bpmn:documentation'],
    },
    'bpmn:flowNodeRef': REFERENCE,
    'bpmn:documentation': TEXT,
    'bpmn:textAnnotation': { attributes: ['id', 'textFormat'], children: ['bpmn:text', 'bpmn:documentation'] },
    'bpmn:text': REFERENCE,
    'bpmn:association': {
      attributes: ['id', 'associationDirection', 'sourceRef', 'targetRef'],
      children: ['bpmn:documentation'],
    },
  }),
);

/** An id goes into states, keys and columns: it has to be short, and a name as XML has it. */
const PROPER_ID = /^[A-Za-z_][\w.-]{0,99}$/;

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
  const refuse = (tag: Tag, reason: string, line = tag.line): void => {
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
      if (tag.parent?.name === 'bpmn:process') wholeProcess = false;
      refuse(tag, `<${tag.name}> is not supported${tag.parent ? ` in <${tag.parent.name}>` : ' as the root'}`);
    } else if (!rule) {
      skipped.add(tag);
    } else {
      for (const attribute of tag.attributes) {
        if (!rule.attributes.includes(attribute)) refuse(tag, `the attribute ${attribute} is not supported`);
      }
      for (const line of rule.text ? [] : tag.textLines) refuse(tag, `<${tag.name}> must not hold text`, line);
      if (tag.id === '' && rule.needsId) refuse(tag, `<${tag.name}> needs an id`);
      if (tag.id !== '') {
        const earlier = lineOfId.get(tag.id);
        if (earlier !== undefined) refuse(tag, `the id ${tag.id} is already used on line ${earlier}`);
        else if (!PROPER_ID.test(tag.id)) {
          refuse(tag, 'an id has at most 100 letters, digits, ".", "-" and "_", and does not begin with a digit');
        }
        lineOfId.set(tag.id, earlier ?? tag.line);
      }
    }
  }
  return { refusals, wholeProcess };
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
